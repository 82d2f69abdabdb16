"""The exponential Hawkes process fitted by HawkesPyLib and by Hawkes, where this Python has them; run by
bench_self_exciting, never by hand. Stands alone: the Python it runs under has no vapenvila."""

import importlib
import json
import sys
import time

import numpy as np


def hawkespylib(times: "np.ndarray", end: float) -> dict[str, float]:
    """Background, branching ratio and mean delay by HawkesPyLib."""
    kit = importlib.import_module("HawkesPyLib.inference")
    fit = kit.ExpHawkesProcessInference(np.random.default_rng(1))
    fit.estimate(times, end)
    return {"background": float(fit.mu), "share": float(fit.eta), "delay": float(fit.theta)}


def omi(times: "np.ndarray", end: float) -> dict[str, float]:
    """The same by Hawkes (T. Omi)."""
    model = importlib.import_module("Hawkes").estimator().set_kernel("exp").set_baseline("const")
    model.fit(times, [0, end])
    found = model.parameter
    return {
        "background": float(found["mu"]),
        "share": float(found["alpha"]),
        "delay": 1.0 / float(found["beta"]),
    }


def main(file: str) -> None:
    """Time both; prints one JSON list."""
    given = np.load(file)
    found = []
    for who, fit in (("HawkesPyLib", hawkespylib), ("Hawkes (Omi)", omi)):
        fit(given["times"][:200], float(given["times"][200]))  # compiled and loaded before the clock runs
        took = []
        for _ in range(3):
            begun, processor = time.perf_counter(), time.process_time()
            answer = fit(given["times"], float(given["end"]))
            took.append((time.perf_counter() - begun, time.process_time() - processor))
        took.sort()
        found.append({"who": who, "seconds": took[1][0], "processor": took[1][1], "answer": answer})
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
