"""The nowcast's triangle by chainladder, where this Python has it; run by bench_nowcast, never by hand.

Stands alone: the Python it runs under has no vapenvila. Bootstrapped over-dispersed Poisson, then the chain ladder.
"""

import importlib
import json
import sys
import time

import numpy as np


def main(file: str, draws: int) -> None:
    """Time the bootstrap of the whole triangle; prints one JSON object."""
    kit, frames = importlib.import_module("chainladder"), importlib.import_module("pandas")
    known = np.load(file)["known"]
    row, delay = np.nonzero(~np.isnan(known))
    months = np.datetime64("2000-01", "M") + np.arange(len(known) + known.shape[1])
    table = frames.DataFrame(
        {
            "origin": months[row].astype("datetime64[D]"),
            "seen": months[row + delay].astype("datetime64[D]"),
            "known": known[row, delay],
        }
    )
    triangle = kit.Triangle(table, origin="origin", development="seen", columns="known", cumulative=True)
    took = []
    for _ in range(2):
        begun, processor = time.perf_counter(), time.process_time()
        drawn = kit.BootstrapODPSample(n_sims=draws, random_state=1).fit_transform(triangle)
        finals = np.asarray(kit.Chainladder().fit(drawn).ultimate_.values)[:, 0, -1, 0]
        took.append((time.perf_counter() - begun, time.process_time() - processor))
    took.sort()
    answer = {"mean of the newest month": round(float(finals.mean()), 1)}
    print(json.dumps({"seconds": took[0][0], "processor": took[0][1], "answer": answer}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
