"""Classic synthetic control: predictors weighted so that the outcome before the programme is met best.

A. Abadie, J. Gardeazabal (2003), American Economic Review 93, 113–132; A. Abadie, A. Diamond, J. Hainmueller (2010),
Journal of the American Statistical Association 105, 493–505. The search for the weights of the predictors has many
valleys: it is begun from several points, each by Nelder and Mead's method, and the best is kept.
"""

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from vapenvila.analysis.synthetic_control.panel import PanelError
from vapenvila.analysis.synthetic_control.weights import Floats, simplex_weights


@dataclass(frozen=True, slots=True, eq=False)
class Predictors:
    """`values`: (N, k) one number a unit and predictor, treated last. `names`: k."""

    names: tuple[str, ...]
    values: Floats

    def scaled(self) -> Floats:
        """(N, k) each predictor over its standard deviation between units. Raises PanelError for one that never varies."""
        spread = self.values.std(axis=0, ddof=1)
        if (spread <= 0.0).any():
            flat = self.names[int(np.argmax(spread <= 0.0))]
            raise PanelError(f"The predictor {flat} is the same in every unit and can tell none apart.")
        return np.asarray(self.values / spread)


@dataclass(frozen=True, slots=True, eq=False)
class PredictorFit:
    """`unit_weights`: (n,). `predictor_weights`: (k,), adding up to 1. `mspe`: mean squared gap in the periods fitted."""

    unit_weights: Floats
    predictor_weights: Floats
    mspe: float


def fit_by_predictors(
    X: Floats, target: Floats, Z: Floats, z: Floats, evaluations: int = 3000
) -> PredictorFit:
    """Unit weights by predictors: `X` (n, k) of the controls and `target` (k,), scaled; `Z` (n, m) and `z` (m,) outcomes.

    The weights of the predictors are those under which the outcomes before the programme are met best.
    """
    D = X - target
    k = D.shape[1]

    def gap(logarithms: Floats) -> float:
        w = simplex_weights(D * np.exp(np.clip(logarithms, -20.0, 20.0) / 2.0))
        return float(np.mean((z - w @ Z) ** 2))

    slopes = np.linalg.lstsq(np.column_stack([np.ones(len(X) + 1), np.vstack([X, target])]),
                             np.vstack([Z, z]), rcond=None)[0][1:]  # fmt: skip
    by_regression = np.log(np.maximum((slopes**2).sum(axis=1), 1e-8))
    begins = [np.zeros(k), by_regression - by_regression.max()]
    begins += [np.where(np.arange(k) == j, 0.0, -4.0) for j in range(k)]
    begins.sort(key=gap)
    best, least = begins[0], gap(begins[0])
    for begin in begins[:3]:
        options = {
            "maxfev": evaluations // 3,
            "adaptive": True,
            "xatol": 1e-3,
            "fatol": 1e-10 * max(least, 1e-12),
        }
        found = optimize.minimize(gap, begin, method="Nelder-Mead", options=options)
        if found.fun < least:
            best, least = found.x, float(found.fun)
    weights = np.exp(np.clip(best, -20.0, 20.0))
    return PredictorFit(simplex_weights(D * np.sqrt(weights)), weights / weights.sum(), least)
