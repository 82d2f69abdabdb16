"""statsmodels' loop over histories, and its formula for two rates."""

import importlib

from bench.elsewhere import Arrays, Call, Peer, tell


def loop(given: Arrays) -> Call:
    """Negative-binomial regression of one history after another, Wald's test of the last coefficient."""
    kit, X = importlib.import_module("statsmodels.api"), given["X"]

    def told() -> dict[str, object]:
        found = 0
        for y in given["Y"]:
            fit = kit.NegativeBinomial(y, X).fit(disp=0, method="newton", maxiter=50)
            found += bool(fit.params[X.shape[1] - 1] < -1.96 * fit.bse[X.shape[1] - 1])
        return {"power": round(found / len(given["Y"]), 3)}

    return told


def formula(_: Arrays) -> Call:
    """36 horizons of two rates, before against after."""
    kit = importlib.import_module("statsmodels.stats.rates")
    how = {"dispersion": 0.2, "alpha": 0.05, "alternative": "two-sided", "return_results": False}

    def powers() -> dict[str, object]:
        found = [kit.power_negbin_ratio_2indep(4.5, 6.0, h, 36 / h, **how) for h in range(1, 37)]
        return {"power": round(float(found[-1][0] if hasattr(found[-1], "__len__") else found[-1]), 3)}

    return powers


if __name__ == "__main__":
    tell(
        (
            Peer("statsmodels NegativeBinomial loop", ("statsmodels.api",), loop, 0, "series"),
            Peer("statsmodels power_negbin_ratio_2indep", ("statsmodels.stats.rates",), formula, 3, "rates"),
        )
    )
