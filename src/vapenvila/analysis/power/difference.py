"""The chance that the weighted displacement difference tells a fall, exactly: every quadruple of counts, each with its
chance.

The test: A. P. Wheeler, J. H. Ratcliffe (2018), Crime Science 7:11, with counts divided by the length of their period, as
in `place_based`. It is told when the whole interval lies below 0.
"""

import math

import numpy as np
from numba import njit
from scipy import stats

from vapenvila.analysis.power.counts import chances, chances_up_to, likely
from vapenvila.analysis.power.study import Floats, PowerError, Study, Whole

LEFT_OUT = 1e-6
"""Chance left out on each side of each of three counts: the power is exact to within six times that."""

LONGEST_SUM = 200_000_000
"""Guard: more triples of counts than this take seconds; then histories tell as much."""


@njit(cache=True)
def told_chance(
    before: Floats,
    control_before: Floats,
    control_after: Floats,
    up_to: Floats,
    first: Whole,
    months: Whole,
    reach: float,
) -> float:
    """Chance that T₁/h − T₀/n − C₁/h + C₀/n lies more than `reach` standard errors below 0.

    `before`, `control_before`, `control_after`: chances of counts from `first[0]`, `first[1]`, `first[2]` on. `up_to`:
    chance of at most 0, 1, … events after. `months`: n and h. For the three others given, the condition is a quadratic in T₁.
    """
    n, h = months
    middle, curve = reach * reach / (2.0 * h), reach * reach / (4.0 * h * h)
    total = 0.0
    for i in range(len(before)):
        for j in range(len(control_before)):
            x, c = first[0] + i, first[1] + j
            inner = 0.0
            for k in range(len(control_after)):
                y = first[2] + k
                usual = (x - c) / n + y / h
                if usual <= 0.0:
                    continue
                root = math.sqrt(curve + usual / h + (x + c) / (n * n) + y / (h * h))
                most = math.ceil(h * (usual + middle - reach * root) - 1e-9) - 1
                if most >= 0:
                    inner += control_after[k] * up_to[min(most, len(up_to) - 1)]
            total += before[i] * control_before[j] * inner
    return total


def difference_power(study: Study, ratio: float, months: Whole) -> Floats:
    """(m,) chance that the interval of the difference lies below 0 after each of `months` (m,), at the true `ratio`."""
    if study.comparison_per_month is None:
        raise PowerError("A difference of changes needs a comparison: give its number a month.")
    return np.array([_power(study, study.comparison_per_month, ratio, int(after)) for after in months])


def too_long(study: Study, months: int) -> bool:
    """Whether the exact sum after so many months would be too long."""
    cells = 1
    for mean, m in _sums(study, study.comparison_per_month or 0.0, months):
        low, high = likely(mean, m, study.overdispersion, LEFT_OUT)
        cells *= high - low + 1
    return cells > LONGEST_SUM


def _sums(study: Study, comparison: float, h: int) -> tuple[tuple[float, int], ...]:
    """Expected sum and months of the count before, and of the comparison's before and after."""
    n = study.months_before
    return (study.per_month * n, n), (comparison * n, n), (comparison * h, h)


def _power(study: Study, comparison: float, ratio: float, h: int) -> float:
    n, alpha = study.months_before, study.overdispersion
    sums = _sums(study, comparison, h)
    ranges = [likely(mean, m, alpha, LEFT_OUT) for mean, m in sums]
    before, control_before, control_after = (
        chances(np.arange(low, high + 1), mean, m, alpha)
        for (low, high), (mean, m) in zip(ranges, sums, strict=True)
    )
    mean_after = ratio * study.per_month * h
    up_to = chances_up_to(np.arange(likely(mean_after, h, alpha)[1] + 1), mean_after, h, alpha)
    first = np.array([low for low, _ in ranges])
    reach = float(stats.norm.isf(study.tail))
    return float(told_chance(before, control_before, control_after, up_to, first, np.array([n, h]), reach))
