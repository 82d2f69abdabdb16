"""Made-up groups by week with a known ratio, and the regression with a column for every group and week."""

import numpy as np

from vapenvila.analysis.interrupted_series import fit_counts
from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.stepped_wedge import WedgePanel


def made_up_groups(
    seed: int,
    *,
    ratio: float = 1.0,
    spill_over: float = 1.0,
    ties: tuple[tuple[int, int, str], ...] = (),
    groups: int = 30,
    weeks: int = 60,
    never: float = 0.4,
) -> WedgePanel:
    """Groups begin in a week drawn by lot, or never; tied ones change by `spill_over` until they begin themselves."""
    rng = np.random.default_rng(seed)
    first = np.where(rng.random(groups) < never, weeks, rng.integers(8, weeks - 8, groups))
    week = np.arange(weeks)
    dose = (week == first[:, None]).astype(np.float64)
    level = rng.gamma(3.0, 0.3, groups)
    panel = WedgePanel(
        Y=np.zeros(dose.shape),
        dose=dose,
        groups=tuple(f"G{g:02d}" for g in range(groups)),
        times=week + 1,
        ties=np.array([tie[:2] for tie in ties], dtype=np.int64).reshape(-1, 2),
        kinds=tuple(tie[2] for tie in ties),
        ties_outside=0,
    )
    mean = level[:, None] * np.exp(0.3 * np.sin(week / 6.0)) * np.where(panel.begun, ratio, 1.0)
    mean = mean * np.where(panel.exposed(), spill_over, 1.0)
    Y = rng.poisson(mean * rng.gamma(4.0, 0.25, (groups, 1))).astype(np.float64)
    return WedgePanel(Y, dose, panel.groups, panel.times, panel.ties, panel.kinds, 0)


def slow_two_way(
    Y: Floats, D: Floats, use: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
) -> tuple[Floats, Floats]:
    """(p,) coefficients and their (p, p) covariance by groups, from columns for every group and period; D (p, n, T)."""
    n, T = Y.shape
    group, period = (index[use] for index in np.indices((n, T)))
    columns = [one[use] for one in D] + [(group == g) * 1.0 for g in range(n)]
    X = np.column_stack(columns + [(period == t) * 1.0 for t in range(1, T)])
    found = fit_counts(X, Y[use][None], family="poisson").coefficients[0]
    mean = np.exp(X @ found)
    bread = np.linalg.inv((X * mean[:, None]).T @ X)
    pulls = np.array([(X * (Y[use] - mean)[:, None])[group == g].sum(axis=0) for g in range(n)])
    covariance = bread @ pulls.T @ pulls @ bread * n / (n - 1)
    return found[: len(D)], covariance[: len(D), : len(D)]
