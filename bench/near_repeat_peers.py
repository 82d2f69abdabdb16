"""Knox's statistic by pointpats, where this Python has it; run by bench_near_repeat, never by hand.

Stands alone: the Python it runs under has no vapenvila. One cell (200 m, 14 days) is what it computes at a time.
"""

import importlib
import json
import sys
import time

import numpy as np

CELL = {"delta": 200, "tau": 14}


def main(file: str) -> None:
    """Time both ways pointpats has; prints one JSON list."""
    kit = importlib.import_module("pointpats")
    given = np.load(file)
    times = given["times"].reshape(-1, 1).astype(float)
    found = []
    for who, repeats in (("pointpats Knox, one cell", 1), ("pointpats knox(), one cell", 3)):
        took = []
        for _ in range(repeats):
            begun, processor = time.perf_counter(), time.process_time()
            if who.startswith("pointpats Knox"):
                answer = int(kit.Knox(given["places"], times, permutations=999, **CELL).nst)
            else:
                answer = int(kit.knox(given["places"], times.copy(), permutations=999, **CELL)["stat"])
            took.append((time.perf_counter() - begun, time.process_time() - processor))
        took.sort()
        seconds, spent = took[len(took) // 2]
        found.append(
            {"who": who, "seconds": seconds, "processor": spent, "answer": {"pairs in the cell": answer}}
        )
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
