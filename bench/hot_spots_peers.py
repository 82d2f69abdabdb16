"""Gi* with permutations by esda, where this Python has it; run by bench_hot_spots, never by hand.

Stands alone: the Python it runs under has no vapenvila.
"""

import importlib
import json
import sys
import time

import numpy as np


def main(file: str) -> None:
    """Time esda's local G; prints one JSON list."""
    esda, weights = importlib.import_module("esda"), importlib.import_module("libpysal.weights")
    given = np.load(file)
    rows, columns = given["counts"].shape
    near = weights.lat2W(rows, columns, rook=False)
    begun, processor = time.perf_counter(), time.process_time()
    found = esda.G_Local(
        given["counts"].ravel(), near, star=True, transform="B", permutations=999, n_jobs=1, seed=1
    )
    took = {"seconds": time.perf_counter() - begun, "processor": time.process_time() - processor}
    answer = {"largest Gi*": round(float(found.Zs.max()), 6)}
    print(json.dumps([{"who": "esda G_Local", **took, "answer": answer}]))


if __name__ == "__main__":
    main(sys.argv[1])
