"""The weights of matched blocks by quadprog, where this Python has it; run by bench_blocks, never by hand.

Stands alone: the Python it runs under has no vapenvila. Σ (w − even)² least, with equalities and w ≥ 0.
"""

import importlib
import json
import sys
import time

import numpy as np


def main(file: str) -> None:
    """Time one solution; prints one JSON object."""
    kit = importlib.import_module("quadprog")
    given = np.load(file)
    controls, sums, blocks = given["controls"], given["sums"], float(given["blocks"])
    N = len(controls)
    begun, processor = time.perf_counter(), time.process_time()
    columns = np.column_stack([np.ones(N), controls, np.eye(N)])
    least = np.concatenate([[blocks], sums, np.zeros(N)])
    weights = kit.solve_qp(np.eye(N), np.full(N, blocks / N), columns, least, 1 + controls.shape[1])[0]
    found = {
        "who": "quadprog",
        "seconds": time.perf_counter() - begun,
        "processor": time.process_time() - processor,
        "weights": np.maximum(weights, 0.0).tolist(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
