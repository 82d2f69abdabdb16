"""The effect methods by statsmodels, pyfixest, quadprog, mlsynth, pysyncon, diff-diff, csdid, differences, causalpy and
tfp-causalimpact. Of the jobs (`its`, `its_one`, `scm`, `sdid`, `did`) the one that is given is done."""

import importlib
import sys

import numpy as np

from bench.effect.panel_peers import OF_PANELS
from bench.elsewhere import Arrays, Call, Peer, tell

DRAWS = {"chains": 2, "cores": 2, "draws": 500, "tune": 500, "progressbar": False, "random_seed": 1}


def statsmodels(given: Arrays) -> Call:
    """One series after another."""
    kit, X = importlib.import_module("statsmodels.api"), given["X"]

    def all_of_them() -> dict[str, object]:
        fits = (kit.NegativeBinomial(y, X).fit(disp=0, method="newton", maxiter=200) for y in given["Y"])
        return {"log-likelihood": f"{sum(fit.llf for fit in fits):.4f}"}

    return all_of_them


def pyfixest(given: Arrays) -> Call:
    """Poisson, which is all it has for counts, one series after another."""
    kit, frames = importlib.import_module("pyfixest"), importlib.import_module("pandas")
    X = frames.DataFrame(given["X"][:, 1:], columns=["t", "s", "c", "step", "slope"])

    def all_of_them() -> dict[str, object]:
        fits = [kit.fepois("y ~ t + s + c + step + slope", X.assign(y=y), vcov="HC1") for y in given["Y"]]
        return {"step of the first": f"{float(fits[0].coef()['step']):.4f}"}

    return all_of_them


def causalpy(given: Arrays) -> Call:
    """Its interrupted series with a trend: two chains of 500 draws after 500 to tune."""
    kit, frames = importlib.import_module("causalpy"), importlib.import_module("pandas")
    n, start = len(given["y"]), int(given["start"])
    days = frames.date_range("2000-01-01", periods=n, freq="MS")
    table = frames.DataFrame({"y": given["y"], "t": np.arange(n) / 12.0}, index=days)

    def fitted() -> dict[str, object]:
        model = kit.pymc_models.LinearRegression(sample_kwargs=DRAWS)
        found = kit.InterruptedTimeSeries(table, days[start], formula="y ~ 1 + t", model=model)
        return {"a month": f"{float(np.mean(np.asarray(found.post_impact))):.3f}"}

    return fitted


def causal_impact(given: Arrays) -> Call:
    """Its structural series."""
    kit, frames = importlib.import_module("causalimpact"), importlib.import_module("pandas")
    n, start = len(given["y"]), int(given["start"])
    days = frames.date_range("2000-01-01", periods=n, freq="MS")
    table = frames.DataFrame({"y": given["y"]}, index=days)
    before, after = (str(days[0]), str(days[start - 1])), (str(days[start]), str(days[-1]))

    def fitted() -> dict[str, object]:
        found = kit.fit_causalimpact(table, before, after, seed=1)
        return {"a month": f"{float(found.summary.loc['average']['abs_effect']):.3f}"}

    return fitted


OF_SERIES = {
    "its": (
        Peer("statsmodels NegativeBinomial", ("statsmodels.api",), statsmodels, repeats=1),
        Peer("pyfixest fepois (Poisson)", ("pyfixest", "pandas"), pyfixest, repeats=1),
    ),
    "its_one": (
        Peer("tfp-causalimpact", ("causalimpact", "tf_keras", "pandas"), causal_impact, repeats=1),
        Peer("causalpy, 2 × 500 draws", ("causalpy", "pandas"), causalpy, repeats=1),
    ),
}


if __name__ == "__main__":
    tell({**OF_SERIES, **OF_PANELS}[str(np.load(sys.argv[1])["which"])])
