"""Which group got which history of doses drawn anew: p values and limits that do not rest on many groups."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.panel_rows import Floats, Whole
from vapenvila.analysis.stepped_wedge.two_way_poisson import fit_two_way
from vapenvila.analysis.stepped_wedge.wedge_panel import Mask, WedgeError

_WIDEST = 64.0
_HALVINGS = 24


@dataclass(frozen=True, slots=True, eq=False)
class PermutedSteps:
    """Counts `Y`, dose at work `D`, cells in `use`, all (n, T); `others`: (q, n, T) regressors that stay where they are.

    `orders`: (R, n) groups whose history each group gets.
    """

    Y: Floats
    D: Floats
    use: Mask
    others: Floats
    orders: Whole

    def tails(self, coefficient: float) -> tuple[float, float]:
        """Shares of the orders, the real one among them, with a statistic at most and at least the real one.

        Under the supposition that a unit of dose changes the logarithm by `coefficient`. The statistic is the score of the
        dose, divided by its standard error with groups as clusters.
        """
        fit = fit_two_way(self.Y, self.others, self.use, coefficient * self.D)
        pull = fit.residual @ (self.D - self.D.mean(axis=0)).T
        real = _studentised(np.diag(pull)[None])[0]
        drawn = _studentised(pull[np.arange(len(pull)), self.orders])
        R = len(drawn) + 1
        near = 1e-9 * (1.0 + abs(real))
        return float((1 + np.sum(drawn <= real + near)) / R), float((1 + np.sum(drawn >= real - near)) / R)

    def p_value(self) -> float:
        """Two-sided, of no effect: exact where the steps were drawn by lot."""
        return min(1.0, 2.0 * min(self.tails(0.0)))

    def limit(self, estimate: float, error: float, level: float, side: int) -> float | None:
        """The farthest coefficient below (`side` −1) or above (1) the estimate that is not rejected; None if none found."""
        alpha = (1.0 - level) / 2.0 + 1e-12  # 0.1 / 2 is a little below 0.05
        inside, step = estimate, max(error, 1e-3)
        while self._kept(inside + side * step, alpha, side):
            inside, step = inside + side * step, 2.0 * step
            if step > _WIDEST * max(error, 1e-3):
                return None
        outside = inside + side * step
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2.0
            inside, outside = (middle, outside) if self._kept(middle, alpha, side) else (inside, middle)
        return inside

    def _kept(self, coefficient: float, alpha: float, side: int) -> bool:
        """Whether the supposition is not rejected: too large a coefficient makes the real score too low."""
        try:
            below, above = self.tails(coefficient)
        except WedgeError:
            return False
        return (below if side > 0 else above) > alpha


def _studentised(pulls: Floats) -> Floats:
    """(R,) sums of (R, n) pulls of groups, in their standard errors."""
    spread = np.sqrt((pulls**2).sum(axis=1))
    return np.asarray(np.divide(pulls.sum(axis=1), spread, out=np.zeros(len(pulls)), where=spread > 0.0))
