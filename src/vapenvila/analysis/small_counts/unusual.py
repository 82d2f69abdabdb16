"""Is this month unusual? A small-count answer, never a percent change.

The months behind are summarised by a gamma posterior (Jeffreys' prior, shape ½) for the monthly rate; the
predictive distribution of a new month is then negative binomial, exactly (A. Gelman et al. (2013), Bayesian
Data Analysis, 3rd ed., section 2.6; H. Jeffreys (1946), "An invariant form for the prior probability in
estimation problems", Proceedings of the Royal Society A 186). Where months vary more than Poisson counts
do, the predictive variance is enlarged by the method of moments and matched by a negative binomial, which
is the same distribution again when there is no such spread (F. J. Anscombe (1950), "Sampling theory of the
negative binomial and logarithmic series distributions", Biometrika 37).
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.checked_input import (
    CountError,
    checked_count,
    checked_counts,
    checked_level,
)
from vapenvila.analysis.small_counts.sentences import What, check_what, counted, month_name, say
from vapenvila.analysis.wording import Language, check_language, number

FEWEST_MONTHS_FOR_SPREAD = 6
"""Guard: with fewer past months their spread is not judged and the Poisson predictive is used as it is."""


@dataclass(frozen=True, slots=True)
class UnusualCount:
    """One month against the months before it.

    `current`: its count over the share `covered` of the month. `past_months`, `past_total`: what it is
    compared with. `expected`: predictive mean. `low`, `high`: limits between which such a count falls in at
    least `level` of cases by chance alone. `p_value`: two-sided, twice the smaller predictive tail.
    `dispersion`: variance over mean of the past months, None when it cannot be judged.
    """

    what: What
    month: date | None
    current: int
    covered: float
    past_months: int
    past_total: int
    expected: float
    low: int
    high: int
    level: float
    p_value: float
    dispersion: float | None

    @property
    def unusual(self) -> bool:
        """Whether the count lies outside the limits."""
        return not self.low <= self.current <= self.high

    def summary(self, language: Language = "en") -> str:
        """The answer in plain words."""
        chosen = check_language(language)
        side = "many" if self.current > self.high else "few" if self.current < self.low else "usual"
        return say(
            f"{side}_{'whole' if self.covered == 1.0 else 'part'}",
            chosen,
            counted=counted(self.current, self.what, chosen),
            month=month_name(self.month, chosen),
            low=self.low,
            high=self.high,
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the answer."""
        chosen = check_language(language)
        if self.past_months == 1:
            return (say("one_past_month", chosen),)
        if self.past_months < FEWEST_MONTHS_FOR_SPREAD:
            return (say("few_past_months", chosen, n=self.past_months),)
        if self.dispersion is not None and self.dispersion > 1.0:
            return (say("spread_beyond_chance", chosen, ratio=number(self.dispersion, chosen, 1)),)
        return ()

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="gamma_poisson_predictive",
            estimate=float(self.current),
            estimate_name="count",
            interval=(float(self.low), float(self.high)),
            level=self.level,
            p_value=self.p_value,
            n=self.past_total + self.current,
            warnings=self.warnings(language),
            details={
                "what": self.what,
                "month": None if self.month is None else self.month.isoformat(),
                "covered": self.covered,
                "expected": self.expected,
                "unusual": self.unusual,
                "past_months": self.past_months,
                "past_total": self.past_total,
                "dispersion": self.dispersion,
            },
        )


def unusual_count(
    past: ArrayLike,
    current: float,
    *,
    level: float = 0.95,
    covered: float = 1.0,
    what: What = "incidents",
    month: date | None = None,
) -> UnusualCount:
    """Say whether a month's count is unusual against the months before it.

    `past`: (n,) counts of whole months, the current one not among them. `current`: its count so far.
    `covered`: share of the month that has passed, above 0 and up to 1. Season and trend are not modelled: a
    year or two of months is enough, ten years are too many. Raises CountError for input it cannot use.
    """
    months = checked_counts(past, "The past months")
    now = checked_count(current, "This month's count")
    tail = (1.0 - checked_level(level)) / 2.0
    if not 0.0 < covered <= 1.0:
        raise CountError(
            f"The share of the month that has passed is {covered:g}; give above 0 and at most 1."
        )
    size, chance, dispersion = predictive(months, covered)
    below = float(stats.nbinom.cdf(now, size, chance))
    above = float(stats.nbinom.sf(now - 1, size, chance))
    return UnusualCount(
        what=check_what(what),
        month=month,
        current=now,
        covered=float(covered),
        past_months=len(months),
        past_total=int(months.sum()),
        expected=float(size * (1.0 - chance) / chance),
        low=int(stats.nbinom.ppf(tail, size, chance)),
        high=int(stats.nbinom.ppf(1.0 - tail, size, chance)),
        level=level,
        p_value=min(1.0, 2.0 * min(below, above)),
        dispersion=dispersion,
    )


def predictive(months: NDArray[np.int64], covered: float) -> tuple[float, float, float | None]:
    """Size and chance of the negative binomial predictive, and the dispersion (None: not judged).

    Mean c m with m = (S + ½) / n; variance c m + c² (m²/k + (m + m²/k) / n), where 1/k is the method-of-
    moments estimate of the extra spread, 0 for Poisson months: then the size is S + ½, the exact posterior.
    """
    n = len(months)
    mean = (float(months.sum()) + 0.5) / n
    dispersion = None
    extra = 0.0
    if n >= FEWEST_MONTHS_FOR_SPREAD and months.sum() > 0:
        dispersion = float(months.var(ddof=1) / months.mean())
        extra = max(0.0, float(months.var(ddof=1) - months.mean())) / float(months.mean()) ** 2
    beyond_poisson = covered**2 * (mean**2 * extra + (mean + mean**2 * extra) / n)
    size = (covered * mean) ** 2 / beyond_poisson
    return size, size / (size + covered * mean), dispersion
