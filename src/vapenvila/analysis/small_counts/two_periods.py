"""Did the rate change between two periods? Exact comparison of two Poisson counts.

Rate ratio and interval come from the binomial distribution of one count given the sum (J. Przyborowski and
H. Wilenski (1940), "Homogeneity of results in testing samples from Poisson series", Biometrika 31; C. J.
Clopper and E. S. Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the
binomial", Biometrika 26). The E-test, less conservative for small counts, stands beside it: K.
Krishnamoorthy and J. Thomson (2004), "A more powerful test for comparing two Poisson means", Journal of
Statistical Planning and Inference 119.
"""

from dataclasses import dataclass

from scipy import special, stats

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.analysis.small_counts.checked_input import checked_count, checked_exposure, checked_level
from vapenvila.analysis.small_counts.dispersion import Dispersion, as_dispersion
from vapenvila.analysis.small_counts.e_test import e_test
from vapenvila.analysis.small_counts.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, percent


@dataclass(frozen=True, slots=True)
class TwoPeriods:
    """Rate after over rate before. `ratio` is None when nothing happened before; `low` and `high` are None
    where there is no such bound. `p_value`: exact conditional test. `e_test_p_value`: the E-test's. With a `dispersion` the
    p-value is the one that goes with the interval, and the E-test, which supposes independent counts, is None."""

    before: int
    after: int
    exposure_before: float
    exposure_after: float
    ratio: float | None
    low: float | None
    high: float | None
    level: float
    p_value: float
    e_test_p_value: float | None
    dispersion: Dispersion | None = None

    def summary(self, language: Language = "en") -> str:
        """The comparison in one or two sentences."""
        chosen = check_language(language)
        if self.before + self.after == 0:
            key = "compared_none_at_all"
        elif self.ratio is None:
            key = "compared_none_before"
        else:
            key = (
                "compared_alike" if self.low is None or _holds_one(self.low, self.high) else "compared_apart"
            )
        return say(
            key,
            chosen,
            before=self.before,
            after=self.after,
            exposure_before=number(self.exposure_before, chosen),
            exposure_after=number(self.exposure_after, chosen),
            ratio="" if self.ratio is None else number(self.ratio, chosen),
            level=percent(self.level, chosen),
            low="" if self.low is None else number(self.low, chosen),
            high="" if self.high is None else number(self.high, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the interval."""
        chosen = check_language(language)
        if self.dispersion is None:
            return (say("supposes_independence", chosen),)
        ratio = number(self.dispersion.value, chosen, 1)
        if self.dispersion.periods is None:
            return (say("dispersion_given", chosen, ratio=ratio),)
        key = "dispersion_seen" if self.dispersion.value > 1.0 else "dispersion_none"
        return (say(key, chosen, ratio=ratio, n=self.dispersion.periods),)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values; a bound that does not exist is null."""
        return as_json(
            method="exact_rate_ratio",
            estimate=self.ratio,
            estimate_name="rate ratio",
            interval=None if self.low is None else (self.low, self.high),
            level=self.level,
            p_value=self.p_value,
            n=self.before + self.after,
            warnings=self.warnings(language),
            details={
                "before": self.before,
                "after": self.after,
                "exposure_before": self.exposure_before,
                "exposure_after": self.exposure_after,
                "e_test_p_value": self.e_test_p_value,
                "dispersion": None if self.dispersion is None else self.dispersion.value,
            },
        )


def compare_periods(
    before: float,
    after: float,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    level: float = 0.95,
    *,
    dispersion: float | Dispersion | None = None,
) -> TwoPeriods:
    """Compare two counts, each over its exposure (days, months or people at risk), exactly.

    Supposes independent incidents at a constant rate within each period; a trend or a season between the
    periods is not removed. `dispersion`: how much more counts vary than independent ones, a number of at least 1 or as
    `estimated_dispersion` finds it; the limits then are those of counts divided by it. Raises CountError for input it
    cannot use.
    """
    x, y = checked_count(before, "The count before"), checked_count(after, "The count after")
    s = checked_exposure(exposure_before, "The exposure before")
    t = checked_exposure(exposure_after, "The exposure after")
    checked_level(level)
    known = as_dispersion(dispersion)
    if x + y == 0:
        return TwoPeriods(x, y, s, t, None, None, None, level, 1.0, None if known else 1.0, known)
    factor = 1.0 if known is None else known.factor(level)
    low_share, high_share = _shares(x, y, level, factor)
    return TwoPeriods(
        before=x,
        after=y,
        exposure_before=s,
        exposure_after=t,
        ratio=(y / t) / (x / s) if x else None,
        low=_odds(low_share) * s / t,
        high=_odds(high_share) * s / t if x else None,
        level=level,
        p_value=_dispersed_p(x, y, t / (s + t), factor)
        if known
        else float(stats.binomtest(y, x + y, t / (s + t)).pvalue),
        e_test_p_value=None if known else e_test(x, y, s, t),
        dispersion=known,
    )


def _shares(x: int, y: int, level: float, factor: float) -> tuple[float, float]:
    """Clopper and Pearson's limits of the share of `y`; with a factor those of counts divided by it, and so their steps."""
    if factor == 1.0:
        low, high = binomial_limits(y, x + y, level)
        return float(low), float(high)
    tail = (1.0 - level) / 2.0
    least = float(special.betaincinv(y / factor, (x + 1) / factor, tail)) if y else 0.0
    return least, float(special.betaincinv((y + 1) / factor, x / factor, 1.0 - tail)) if x else 1.0


def _dispersed_p(x: int, y: int, share: float, factor: float) -> float:
    """Twice the smaller of the two tails whose quantiles are the limits."""
    above = float(special.betainc(y / factor, (x + 1) / factor, share)) if y else 1.0
    below = 1.0 - float(special.betainc((y + 1) / factor, x / factor, share)) if x else 1.0
    return min(1.0, 2.0 * above, 2.0 * below)


def _odds(share: float) -> float:
    return share / (1.0 - share)


def _holds_one(low: float, high: float | None) -> bool:
    return low <= 1.0 and (high is None or high >= 1.0)
