"""What several cities gain by telling their results together: power and months of the random-effects mean."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from vapenvila.analysis.power.pooled_kernel import pooled_scores
from vapenvila.analysis.power.study import Floats, PowerError, Study
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits

MOST_CITIES = 100
_HALF = 0.5  # added to each count, so that a period without events has a logarithm (J. B. S. Haldane 1956)


@dataclass(frozen=True, slots=True)
class PooledPower:
    """Power of `cities` together, from simulated histories.

    `per_month`: (k,) mean number a month of each. `between`: standard deviation of the logarithms of their true rate ratios.
    `power`: chance that the mean's interval lies below 1 after the study's months, `low`, `high` its limits of chance.
    `months`: fewest after which the study's power is reached, by bisection on the same histories; None where it is not.
    """

    per_month: tuple[float, ...]
    between: float
    power: float
    low: float
    high: float
    months: int | None
    histories: int

    @property
    def cities(self) -> int:
        """How many they are."""
        return len(self.per_month)


def pooled_power(
    study: Study, per_month: Sequence[float], *, between: float = 0.0, histories: int = 4000, seed: int = 1
) -> PooledPower:
    """Power of a random-effects mean over cities with `per_month` (k,) events a month, everything else as in the study.

    Every city compares before with after by itself; true logarithms of its ratio are normal around that of `study.effect`
    with standard deviation `between`. The mean is told as `combine_effects` tells it: restricted maximum likelihood,
    Hartung and Knapp. Raises PowerError.
    """
    _refuse(per_month, between, histories)
    drawn = _Histories(study, np.asarray(per_month, dtype=np.float64), between, histories, seed)
    hits = drawn.told(study.months_after)
    low, high = map(float, binomial_limits(hits, histories, study.level))
    return PooledPower(
        per_month=tuple(float(rate) for rate in per_month),
        between=between,
        power=hits / histories,
        low=low,
        high=high,
        months=_fewest(drawn, study, histories),
        histories=histories,
    )


class _Histories:
    """Sums before (R, k) and running sums after (R, k, H) of cities, as their events come."""

    def __init__(self, study: Study, rates: Floats, between: float, histories: int, seed: int) -> None:
        self.study, self.k = study, len(rates)
        chance, months = np.random.default_rng(seed), study.months_before
        shape = histories, self.k
        true = study.effect * np.exp(between * chance.standard_normal(shape))
        self.before = _sums(chance, np.broadcast_to(rates * months, shape), months, study.overdispersion)
        self.rate_after, self.chance = rates * true, chance
        self.after = np.zeros((*shape, 0))

    def told(self, months: int) -> int:
        """In how many histories the mean tells a fall after so many months."""
        while self.after.shape[2] < months:
            more = np.broadcast_to(self.rate_after[..., None], (*self.rate_after.shape, 12))
            new = np.cumsum(_sums(self.chance, more, 1, self.study.overdispersion), axis=2)
            reached = self.after[..., -1:] if self.after.shape[2] else 0.0
            self.after = np.concatenate([self.after, reached + new], axis=2)
        n, x, y = self.study.months_before, self.before + _HALF, self.after[..., months - 1] + _HALF
        effects = np.log(y / months / (x / n))
        variances = 1.0 / x + 1.0 / y + self.study.overdispersion * (1.0 / n + 1.0 / months)
        scores = np.zeros(len(x))
        pooled_scores(effects, variances, scores)
        return int(np.sum(scores < -stats.t.isf(self.study.tail, self.k - 1)))


def _sums(chance: np.random.Generator, mean: Floats, months: int, overdispersion: float) -> Floats:
    if overdispersion == 0.0:
        return chance.poisson(mean).astype(np.float64)
    size = months / overdispersion
    return chance.poisson(chance.gamma(size, mean / size)).astype(np.float64)


def _fewest(drawn: _Histories, study: Study, histories: int) -> int | None:
    """Bisection over months between the last power of two that is too short and the first that is enough."""
    wanted = study.power * histories
    low, high = 0, 1
    while drawn.told(high) < wanted:
        if high == study.most_months:
            return None
        low, high = high, min(2 * high, study.most_months)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if drawn.told(middle) >= wanted else (middle, high)
    return high


def _refuse(per_month: Sequence[float], between: float, histories: int) -> None:
    if not 2 <= len(per_month) <= MOST_CITIES:
        raise PowerError(f"There are {len(per_month)} cities; give 2 to {MOST_CITIES} to put together.")
    for place, rate in enumerate(per_month, start=1):
        if not (np.isfinite(rate) and rate > 0.0):
            raise PowerError(f"City {place} has {rate:g} events a month; it must be above 0.")
    if not 0.0 <= between <= 2.0:
        raise PowerError(
            f"The spread between cities is {between:g}; give 0 to 2, on the scale of logarithms."
        )
    if histories < 1:
        raise PowerError(f"There are {histories} histories; give at least 1.")
