"""What a study is asked: how often incidents come, for how long one looks before and after, and which fall one hopes for."""

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

from vapenvila.analysis.input_error import InputError, said_number
from vapenvila.analysis.small_counts import CountError
from vapenvila.analysis.small_counts.checked_input import checked_level

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LONGEST = 600
"""Guard: no more months are looked at, before or after."""
LEAST_POWER = 0.5
"""Guard: a study that would more often miss the fall than tell it is not worth asking for."""
MOST_EVENTS = 100_000
"""Guard: more events than this in one period make the exact sums long, and hardly need them."""


class PowerError(InputError):
    """A study that cannot be reckoned; the sentence says which number and what is allowed."""


@dataclass(frozen=True, slots=True)
class Study:
    """A comparison of `months_after` a start with `months_before` it.

    `per_month`: mean number of events in a month before, as counted over `months_before`. `effect`: the rate ratio hoped for,
    below 1. `comparison_per_month`: the same mean where no programme is, None without. `overdispersion`: α of a month's
    variance mean + α mean², 0 for Poisson; months are independent of one another. `level`: of the two-sided interval that
    must lie below "no change" for a fall to be told. `power`: the chance of that one asks for. `most_months`: as far ahead
    as one looks. Raises PowerError.
    """

    per_month: float
    months_before: int
    months_after: int
    effect: float = 0.75
    comparison_per_month: float | None = None
    overdispersion: float = 0.0
    level: float = 0.95
    power: float = 0.8
    most_months: int = 240

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        _refuse_rate(self.per_month, "The number a month")
        if self.comparison_per_month is not None:
            _refuse_rate(self.comparison_per_month, "The comparison's number a month")
        for months, name in (
            (self.months_before, "months before"),
            (self.months_after, "months after"),
            (self.most_months, "months to look ahead"),
        ):
            if not 1 <= months <= LONGEST:
                raise PowerError(f"The {name} are {months}; give 1 to {LONGEST}.")
        if self.months_after > self.most_months:
            raise PowerError(
                f"The months after are {self.months_after}, more than the {self.most_months} one looks ahead."
            )
        if not 0.0 < self.effect < 1.0:
            raise PowerError(
                f"The effect is {said_number(self.effect)}; give the rate ratio of a fall, above 0 and below 1, such as 0.75."
            )
        if not (math.isfinite(self.overdispersion) and 0.0 <= self.overdispersion <= 10.0):
            raise PowerError(f"The overdispersion is {said_number(self.overdispersion)}; give 0 to 10.")
        if not LEAST_POWER <= self.power < 1.0:
            raise PowerError(
                f"The power is {said_number(self.power)}; give a share from {LEAST_POWER:g} to below 1, such as 0.8."
            )
        try:
            checked_level(self.level)
        except CountError as problem:
            raise PowerError(str(problem)) from None
        longest, rates = (
            max(self.months_before, self.most_months),
            (self.per_month, self.comparison_per_month or 0.0),
        )
        if longest * max(rates) > MOST_EVENTS:
            raise PowerError(
                f"That makes {longest * max(rates):.0f} events in {longest} months; at most {MOST_EVENTS} can be "
                f"reckoned. Look "
                "less far ahead."
            )

    @property
    def tail(self) -> float:
        """The chance of calling a fall where nothing changed that the interval allows."""
        return (1.0 - self.level) / 2.0

    @property
    def expected_before(self) -> float:
        """Events before."""
        return self.per_month * self.months_before

    def at_rate(self, per_month: float) -> "Study":
        """The same study where events come at another rate."""
        return dataclasses.replace(self, per_month=per_month)

    def rate_limits(self) -> tuple[float, float]:
        """Limits of the true number a month behind what was counted before, at `level`; exact for such months."""
        seen = self.expected_before
        if self.overdispersion == 0.0:
            low, high = stats.chi2.ppf(self.tail, 2 * seen) / 2, stats.chi2.isf(self.tail, 2 * seen + 2) / 2
        else:
            size = self.months_before / self.overdispersion
            # P(X ≤ seen) is the share of the beta distribution below size / (size + mean).
            low = _mean_where(lambda share: special.betainc(size, seen, share) - (1.0 - self.tail), size)
            high = _mean_where(lambda share: special.betainc(size, seen + 1.0, share) - self.tail, size)
        return float(low) / self.months_before, float(high) / self.months_before


def _mean_where(difference: Callable[[float], float], size: float) -> float:
    share = float(optimize.brentq(difference, 1e-12, 1.0 - 1e-12, xtol=1e-15))
    return size * (1.0 - share) / share


def _refuse_rate(rate: float, name: str) -> None:
    if not (math.isfinite(rate) and rate > 0.0):
        raise PowerError(
            f"{name} is {said_number(rate)}; it must be above 0, since nothing can fall from none."
        )
