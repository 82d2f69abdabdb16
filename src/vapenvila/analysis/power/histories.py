"""Made-up histories of an area with the programme and one without, looked at after every month, in one pass.

Every month is drawn by looking a uniform number up in the table of its distribution; running sums make the weighted
displacement difference after each month a few multiplications, so that no history is walked twice.
"""

import numpy as np
from numba import njit
from scipy import stats

from vapenvila.analysis.power.counts import chances, likely
from vapenvila.analysis.power.study import Floats, PowerError, Study, Whole

CELLS = 1024
"""Cells of the guide into a table of chances (H.-C. Chen, Y. Asau (1974), AIIE Transactions 6, 163–166)."""


@njit(cache=True)
def drawn(uniform: float, table: Floats, guide: Whole) -> int:
    """The count that belongs to a uniform number: the first whose chance of at most so many is not below it."""
    count: int = guide[int(uniform * len(guide))]
    while table[count] < uniform:
        count += 1
    return count


@njit(cache=True)
def walk(
    rng: np.random.Generator,
    before: Whole,
    control_before: Whole,
    table: Floats,
    guide: Whole,
    control_table: Floats,
    control_guide: Whole,
    months_before: int,
    reach: float,
    told: Whole,
) -> None:
    """Add to `told` (H,), for each month after, the histories in which the difference lies `reach` errors below 0.

    `before`, `control_before`: (R,) sums before. `table`, `guide`: of a month after with the programme, and without.
    """
    n2, limit = 1.0 / (months_before * months_before), reach * reach
    for r in range(len(before)):
        start = (before[r] - control_before[r]) / months_before
        noise = (before[r] + control_before[r]) * n2
        y, c = 0, 0
        for k in range(len(told)):
            y += drawn(rng.random(), table, guide)
            c += drawn(rng.random(), control_table, control_guide)
            h = 1.0 / (k + 1.0)
            difference = (y - c) * h - start
            if difference < 0.0 and difference * difference > limit * (noise + (y + c) * h * h):
                told[k] += 1


def simulated_difference(study: Study, ratio: float, most_months: int, histories: int, seed: int) -> Whole:
    """(most_months,) of `histories` in how many the fall is told after 1, 2, … months, at the true `ratio`."""
    if study.comparison_per_month is None:
        raise PowerError("A difference of changes needs a comparison: give its number a month.")
    if histories < 1:
        raise PowerError(f"There are {histories} histories; give at least 1.")
    rng = np.random.default_rng(seed)
    rates = study.per_month, study.comparison_per_month
    before, control_before = (_sums(rng, rate * study.months_before, study, histories) for rate in rates)
    table, guide = _table(ratio * study.per_month, study.overdispersion)
    elsewhere, control_guide = _table(study.comparison_per_month, study.overdispersion)
    told = np.zeros(most_months, dtype=np.int64)
    reach = float(stats.norm.isf(study.tail))
    walk(
        rng,
        before,
        control_before,
        table,
        guide,
        elsewhere,
        control_guide,
        study.months_before,
        reach,
        told,
    )
    return told


def _sums(rng: np.random.Generator, mean: float, study: Study, histories: int) -> Whole:
    if study.overdispersion == 0.0:
        return rng.poisson(mean, histories)
    size = study.months_before / study.overdispersion
    return rng.negative_binomial(size, size / (size + mean), histories)


def _table(rate: float, overdispersion: float) -> tuple[Floats, Whole]:
    """Chance of at most 0, 1, … events in a month, and where to begin looking for a uniform number of each cell."""
    _, most = likely(rate, 1, overdispersion, 1e-15)
    up_to = np.cumsum(chances(np.arange(most + 1), rate, 1, overdispersion))
    up_to[-1] = 1.0
    return up_to, np.searchsorted(up_to, np.arange(CELLS) / CELLS).astype(np.int64)
