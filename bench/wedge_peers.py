"""A Poisson regression with a column for each group and week by statsmodels; run by bench_wedge, never by hand.

Stands alone: the Python it runs under has no vapenvila.
"""

import importlib
import json
import sys
import time

import numpy as np


def main(file: str) -> None:
    """Time one fit with errors by clusters; prints one JSON object."""
    kit = importlib.import_module("statsmodels.api")
    given = np.load(file)
    Y, work = given["Y"], given["work"]
    n, T = Y.shape
    group, week = (index.ravel() for index in np.indices(Y.shape))
    begun, processor = time.perf_counter(), time.process_time()
    X = np.column_stack([work.ravel(), np.eye(n)[group], np.eye(T)[week][:, 1:]])
    model = kit.GLM(Y.ravel(), X, family=kit.families.Poisson())
    fit = model.fit(tol=1e-12, cov_type="cluster", cov_kwds={"groups": group, "use_correction": False})
    found = {
        "seconds": time.perf_counter() - begun,
        "processor": time.process_time() - processor,
        "coefficient": float(fit.params[0]),
        "error": float(fit.bse[0]) * (n / (n - 1)) ** 0.5,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
