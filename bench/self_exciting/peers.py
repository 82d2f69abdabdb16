"""The exponential Hawkes process fitted by HawkesPyLib and by Hawkes (T. Omi)."""

import importlib

import numpy as np

from bench.elsewhere import Arrays, Call, Peer, tell


def hawkespylib(given: Arrays) -> Call:
    """Background, branching ratio and mean delay by HawkesPyLib."""
    kit = importlib.import_module("HawkesPyLib.inference")
    times, end = given["times"], float(given["end"])

    def fitted() -> dict[str, object]:
        fit = kit.ExpHawkesProcessInference(np.random.default_rng(1))
        fit.estimate(times, end)
        return {"background": float(fit.mu), "share": float(fit.eta), "delay": float(fit.theta)}

    return fitted


def omi(given: Arrays) -> Call:
    """The same by Hawkes."""
    kit = importlib.import_module("Hawkes")
    times, end = given["times"], float(given["end"])

    def fitted() -> dict[str, object]:
        model = kit.estimator().set_kernel("exp").set_baseline("const")
        model.fit(times, [0, end])
        found = model.parameter
        delay = 1.0 / float(found["beta"])
        return {"background": float(found["mu"]), "share": float(found["alpha"]), "delay": delay}

    return fitted


if __name__ == "__main__":
    tell(
        (
            Peer("HawkesPyLib", ("HawkesPyLib.inference",), hawkespylib),
            Peer("Hawkes (Omi)", ("Hawkes",), omi),
        )
    )
