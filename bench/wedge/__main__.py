"""A stepped wedge's Poisson regression beside one with a column for each group and week, and orders beside refitting.

    python -m bench.wedge          (VAPENVILA_PEERS=…/bin/python with statsmodels)

The answers must be the same to six digits. The regression with columns takes memory for cells × (groups + weeks).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.interrupted_series import fit_counts
from vapenvila.analysis.stepped_wedge import WedgePanel, stepped_wedge
from vapenvila.analysis.stepped_wedge.two_way_poisson import fit_two_way

SIZES = ((30, 104), (100, 208), (300, 208))
LARGEST_FOR_COLUMNS = 4_000
LARGEST_FOR_PEERS = 25_000
Floats = NDArray[np.float64]


def made_up(groups: int, weeks: int) -> tuple[Floats, Floats]:
    """Counts and first doses (n, T): a step of 0.6 in weeks drawn by lot, four in ten never."""
    rng = np.random.default_rng(1)
    first = np.where(rng.random(groups) < 0.4, weeks, rng.integers(10, weeks - 10, groups))
    week = np.arange(weeks)
    level = rng.gamma(3.0, 0.3, groups)
    mean = level[:, None] * np.exp(0.3 * np.sin(week / 8.0)) * np.where(week >= first[:, None], 0.6, 1.0)
    return rng.poisson(mean).astype(np.float64), (week == first[:, None]).astype(np.float64)


def ours(Y: Floats, dose: Floats) -> Mapping[str, object]:
    """Coefficient and standard error by clusters."""
    D = np.cumsum(dose, axis=1)[None]
    fit = fit_two_way(Y, D, np.ones(Y.shape, np.bool_), np.zeros(Y.shape))
    return _answer(float(fit.coefficients[0]), float(fit.covariance[0, 0]) ** 0.5)


def columns(Y: Floats, dose: Floats) -> Mapping[str, object]:
    """The same with a column for each group and week by our own plain Poisson regression."""
    n, T = Y.shape
    group, week = np.indices(Y.shape)
    work = np.cumsum(dose, axis=1).ravel()
    X = np.column_stack([work, np.eye(n)[group.ravel()], np.eye(T)[week.ravel()][:, 1:]])
    return _answer(float(fit_counts(X, Y.ravel()[None], family="poisson").coefficients[0, 0]), None)


def _answer(coefficient: float, error: float | None) -> dict[str, object]:
    found: dict[str, object] = {"coefficient": f"{coefficient:.6f}"}
    return found if error is None else found | {"error": f"{error:.6f}"}


def jobs(groups: int, weeks: int) -> list[Measured]:
    """One size with its peers, and the whole answer with 999 orders."""
    Y, dose = made_up(groups, weeks)
    job = f"regression, {groups} groups × {weeks} weeks"
    found = [measure(job, "vapenvila", lambda: ours(Y, dose))]
    if Y.size <= LARGEST_FOR_PEERS:
        found += measure_elsewhere(job, "wedge", Y=Y, work=np.cumsum(dose, axis=1))
    if Y.size <= LARGEST_FOR_COLUMNS:
        found.append(measure(job, "a column each, ours", lambda: columns(Y, dose), 1))
    none = np.zeros((0, 2), np.int64)
    panel = WedgePanel(Y, dose, tuple(map(str, range(groups))), np.arange(weeks), none, (), 0)
    return [
        *found,
        measure(f"everything, 999 orders, {groups} × {weeks}", "vapenvila", lambda: _whole(panel), 1),
    ]


def _whole(panel: WedgePanel) -> dict[str, object]:
    result = stepped_wedge(panel)
    return {
        "ratio": round(result.ratio, 3),
        "limits": [None if x is None else round(x, 3) for x in result.limits],
    }


def main() -> None:
    """Measure every size and write the table."""
    found = [one for size in SIZES for one in jobs(*size)]
    notes = [
        "Ratios are of processor time: how many times ours the peer took. A column each stops at "
        f"{LARGEST_FOR_COLUMNS:,} cells with ours, at {LARGEST_FOR_PEERS:,} with statsmodels.",
        f"Peak memory {peak_mb():.0f} MB.",
    ]
    write("wedge", "Stepped wedge", found, notes)


if __name__ == "__main__":
    main()
