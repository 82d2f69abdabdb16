"""Power the slow, obvious way: every pair of counts, every test from its definition, one month after another."""

import math
from functools import cache
from statistics import NormalDist

from scipy import stats

ROUNDING = (
    1 + 1e-10
)  # a chance that is the tail itself tells: beta-binomial, 1 of 3, 13 against 1, is 0.025 exactly


def chance(count: int, mean: float, months: int, overdispersion: float) -> float:
    """Chance of a sum over independent months, one month after another."""
    month = [1.0]
    for _ in range(months):
        month = _one_more(month, count, mean / months, overdispersion)
    return month[count]


def _one_more(sums: list[float], most: int, mean: float, overdispersion: float) -> list[float]:
    each = [_of_month(k, mean, overdispersion) for k in range(most + 1)]
    return [sum(sums[j] * each[k - j] for j in range(min(k, len(sums) - 1) + 1)) for k in range(most + 1)]


def _of_month(count: int, mean: float, overdispersion: float) -> float:
    if overdispersion == 0:
        return math.exp(-mean) * mean**count / math.factorial(count)
    size = 1 / overdispersion
    logarithm = math.lgamma(size + count) - math.lgamma(size) - math.lgamma(count + 1)
    return math.exp(
        logarithm + size * math.log(size / (size + mean)) + count * math.log(mean / (size + mean))
    )


@cache
def tells(x: int, y: int, before: int, after: int, overdispersion: float, tail: float) -> bool:
    """Whether y after x is so few that, given their sum, at most so few have chance ≤ tail."""
    if overdispersion == 0:
        return bool(stats.binom.cdf(y, x + y, after / (before + after)) <= tail * ROUNDING)
    return bool(
        stats.betabinom.cdf(y, x + y, after / overdispersion, before / overdispersion) <= tail * ROUNDING
    )


def difference_tells(
    treated: tuple[int, int], control: tuple[int, int], before: int, after: int, level: float
) -> bool:
    """Wheeler and Ratcliffe's test from its formula: whether the whole interval lies below 0."""
    change = (treated[1] - control[1]) / after - (treated[0] - control[0]) / before
    variance = (treated[1] + control[1]) / after**2 + (treated[0] + control[0]) / before**2
    return bool(change + NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(variance) < 0)
