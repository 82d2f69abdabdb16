"""statsmodels' loop over histories and its formula, in its own Python. `power_peers.py FILE`: prints JSON for bench_power."""

import json
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
import statsmodels.api as sm
from statsmodels.stats.rates import power_negbin_ratio_2indep

warnings.simplefilter("ignore")


def loop(X: np.ndarray, Y: np.ndarray) -> float:
    """Negative-binomial regression of one history after another, Wald's test of the last coefficient."""
    told = 0
    for y in Y:
        fit = sm.NegativeBinomial(y, X).fit(disp=0, method="newton", maxiter=50)
        told += bool(fit.params[X.shape[1] - 1] < -1.96 * fit.bse[X.shape[1] - 1])
    return told / len(Y)


def formula() -> float:
    """36 horizons of two rates, before against after."""
    powers = [
        power_negbin_ratio_2indep(
            4.5, 6.0, h, 36 / h, dispersion=0.2, alpha=0.05, alternative="two-sided", return_results=False
        )
        for h in range(1, 37)
    ]
    return float(np.ravel(powers[-1])[0])


def timed(who: str, call: Callable[[], float]) -> dict[str, object]:
    """Seconds by the clock and of the processor."""
    begun, worked = time.perf_counter(), time.process_time()
    power = call()
    spent = time.perf_counter() - begun, time.process_time() - worked
    return {"who": who, "seconds": spent[0], "processor": spent[1], "answer": {"power": round(power, 3)}}


if __name__ == "__main__":
    given = np.load(sys.argv[1])
    found = {
        "series": timed("statsmodels NegativeBinomial loop", lambda: loop(given["X"], given["Y"])),
        "rates": timed("statsmodels power_negbin_ratio_2indep", formula),
    }
    print(json.dumps(found))
