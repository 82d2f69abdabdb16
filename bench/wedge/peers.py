"""A Poisson regression with a column for each group and week by statsmodels, errors by clusters."""

import importlib

import numpy as np

from bench.elsewhere import Arrays, Call, Peer, tell


def clusters(given: Arrays) -> Call:
    """One fit, its columns made included."""
    kit = importlib.import_module("statsmodels.api")
    Y, work = given["Y"], given["work"]
    n, T = Y.shape

    def fitted() -> dict[str, object]:
        group, week = (index.ravel() for index in np.indices(Y.shape))
        X = np.column_stack([work.ravel(), np.eye(n)[group], np.eye(T)[week][:, 1:]])
        model = kit.GLM(Y.ravel(), X, family=kit.families.Poisson())
        fit = model.fit(tol=1e-12, cov_type="cluster", cov_kwds={"groups": group, "use_correction": False})
        error = float(fit.bse[0]) * (n / (n - 1)) ** 0.5
        return {"coefficient": f"{float(fit.params[0]):.6f}", "error": f"{error:.6f}"}

    return fitted


if __name__ == "__main__":
    tell((Peer("statsmodels, clusters", ("statsmodels.api",), clusters, repeats=0),))
