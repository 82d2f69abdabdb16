"""Has the rate changed since the start, looked at after every period? An interval that may be looked at every time.

Usual intervals are made for one look: with a look every month for ten years a 95 % interval refutes "no change" falsely
in far more than 5 % of cities. Here the rate after the start has a confidence sequence (gamma_mixture), the rate before
an exact interval, and the two share the error: three quarters and one quarter of it.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vapenvila.analysis.anytime_monitor.gamma_mixture import Floats, GammaMixture
from vapenvila.analysis.anytime_monitor.picture import monitor_picture
from vapenvila.analysis.anytime_monitor.sentences import say
from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.checked_input import checked_counts
from vapenvila.analysis.wording import Language, check_language, number, percent

SHARE_OF_ERROR_BEFORE = 0.25
FEWEST_FOR_SPREAD = 12  # periods before, to judge whether they vary beyond chance
LONGEST_WAIT = 1200  # periods looked ahead
_LOG_LARGEST = 700.0  # e-values beyond exp(700) are shown as that


class MonitorError(InputError):
    """Periods or settings the method cannot use; the sentence says which and what is allowed."""


@dataclass(frozen=True, slots=True, eq=False)
class MonitoredRate:
    """Rate after over rate before, after each period since the start. All arrays: (periods after,).

    `low`, `high`: the sequence; all its intervals hold the true ratio at once with chance `level`. `told_after`: number of
    periods after which the sequence first left 1 out, None while it holds it. `evidence`: e-value against "no change" now,
    at the rate before that suits it best. `wait`: further periods at the ratio `smallest_effect` that would tell it;
    `wait_as_now`: the same if the ratio stays as it is. `dispersion`: variance over mean before, at least 1.
    """

    before: NDArray[np.int64]
    after: NDArray[np.int64]
    ratio: Floats
    low: Floats
    high: Floats
    level: float
    smallest_effect: float
    told_after: int | None
    evidence: float
    wait: int | None
    wait_as_now: int | None
    dispersion: float
    kind: str
    period: tuple[str, str] | None

    def summary(self, language: Language = "en") -> str:
        """Whether a change is told, or how long it would take."""
        chosen = check_language(language)
        words: dict[str, str | int] = {
            "periods": len(self.after),
            "unit": say(f"unit_{self.kind}", chosen),
            "ratio": number(float(self.ratio[-1]), chosen),
            "low": number(float(self.low[-1]), chosen),
            "high": number(float(self.high[-1]), chosen),
            "level": percent(self.level, chosen),
            "effect": percent(abs(1.0 - self.smallest_effect), chosen),
        }
        if self.told_after is not None:
            key = "told_lower" if self.high[self.told_after - 1] < 1 else "told_higher"
            return say(key, chosen, told=self.told_after, **words)
        first = say("not_told", chosen, **words)
        if self.wait is None:
            return f"{first} {say('never', chosen, **words)}"
        way = "fall" if self.smallest_effect < 1 else "rise"
        return f"{first} {say(f'wait_{way}', chosen, wait=self.wait, **words)}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        said = [say("no_trend", chosen)]
        if self.dispersion > 1:
            said.append(say("spread", chosen, ratio=number(self.dispersion, chosen, 1)))
        if len(self.before) < FEWEST_FOR_SPREAD:
            said.append(say("short_before", chosen, periods=len(self.before)))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="anytime_monitor",
            estimate=float(self.ratio[-1]),
            estimate_name="rate ratio",
            interval=(float(self.low[-1]), float(self.high[-1])),
            level=self.level,
            p_value=min(1.0, 1.0 / self.evidence) if self.evidence > 0 else 1.0,
            n=int(self.before.sum() + self.after.sum()),
            period=self.period,
            warnings=self.warnings(language),
            details={
                "path": [
                    {"after": k + 1, "ratio": float(r), "interval": [float(lo), float(hi)]}
                    for k, (r, lo, hi) in enumerate(zip(self.ratio, self.low, self.high, strict=True))
                ],
                "told_after": self.told_after,
                "e_value": self.evidence,
                "smallest_effect": self.smallest_effect,
                "periods_more": self.wait,
                "periods_more_as_now": self.wait_as_now,
                "dispersion": self.dispersion,
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """The ratio after each period with its band, and the line of no change."""
        return monitor_picture(
            self.ratio, self.low, self.high, level=self.level, n=int(self.after.sum()), language=language
        )


def monitor_rate(
    before: ArrayLike,
    after: ArrayLike,
    *,
    smallest_effect: float = 0.75,
    level: float = 0.95,
    kind: str = "period",
    period: tuple[str, str] | None = None,
) -> MonitoredRate:
    """Compare the rate after a start with that before, after each period.

    `before`, `after`: (k,) counts of periods of equal length, in order. `smallest_effect`: the ratio one wants to be able to
    tell, not 1; chosen before the start, it steers where the sequence is narrowest, never whether it is valid. Counts that
    vary beyond chance before the start (variance over mean, from twelve periods on) make the limits wider. Raises
    MonitorError for nothing before the start or an effect that is none; CountError for counts that are not.
    """
    past = checked_counts(before, "The counts before", at_least=1)
    new = checked_counts(after, "The counts after", at_least=1)
    _check(past, smallest_effect, level)
    dispersion = _dispersion(past)
    monitor = _Monitor(past.sum() / dispersion, float(len(past)), smallest_effect, 1.0 - level)
    counts, time = np.cumsum(new) / dispersion, np.arange(1.0, len(new) + 1)
    low, high = monitor.limits(counts, time)
    if not np.isfinite(high).all():
        raise MonitorError(
            f"The counts before the start vary {dispersion:,.0f} times as much as chance alone gives; no rate can be said "
            f"from them. Is the largest, {past.max():,}, a slip?"
        )
    apart = (high < 1) | (low > 1)
    told = int(np.argmax(apart)) + 1 if apart.any() else None
    ratio = counts / time / monitor.usual
    return MonitoredRate(
        before=past,
        after=new,
        ratio=ratio,
        low=low,
        high=high,
        level=level,
        smallest_effect=smallest_effect,
        told_after=told,
        evidence=monitor.evidence(float(counts[-1]), float(time[-1])),
        wait=None if told else monitor.wait(float(counts[-1]), len(new), smallest_effect),
        wait_as_now=None if told else monitor.wait(float(counts[-1]), len(new), float(ratio[-1])),
        dispersion=dispersion,
        kind=kind,
        period=period,
    )


def _check(past: NDArray[np.int64], smallest_effect: float, level: float) -> None:
    if past.sum() == 0:
        raise MonitorError("Nothing happened before the start; there is no rate to compare with.")
    if not 0 < smallest_effect < 10 or smallest_effect == 1:
        raise MonitorError(
            f"The smallest effect is {smallest_effect:g}; give a ratio such as 0.75, which is not 1."
        )
    if not 0 < level < 1:
        raise MonitorError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")


def _dispersion(past: NDArray[np.int64]) -> float:
    if len(past) < FEWEST_FOR_SPREAD:
        return 1.0
    return max(1.0, float(past.var(ddof=1) / past.mean()))


class _Monitor:
    """What is settled before the first look: the rate before with its limits, and the mixture."""

    def __init__(self, count: float, time: float, effect: float, alpha: float) -> None:
        tail = alpha * SHARE_OF_ERROR_BEFORE / 2.0
        self.usual = count / time
        self.least = float(stats.gamma.ppf(tail, count)) / time
        self.most = float(stats.gamma.ppf(1.0 - tail, count + 1.0)) / time
        self.alpha = alpha * (1.0 - SHARE_OF_ERROR_BEFORE)
        needed = (
            2.5 / np.log(effect)
        ) ** 2  # events after the start that tell such a ratio in about one look
        shape = max(0.5, needed / 6.0)
        self.mixture = GammaMixture(shape, shape / (self.usual * np.sqrt(effect)))

    def limits(self, counts: Floats, time: Floats) -> tuple[Floats, Floats]:
        low, high = self.mixture.limits(counts, time, self.alpha)
        return low / self.most, high / self.least

    def evidence(self, count: float, time: float) -> float:
        """The martingale at the rate before, among those its interval holds, that suits "no change" best."""
        best = min(max(count / time, self.least), self.most)
        log_evidence = float(self.mixture.log_evidence(np.array(count), np.array(time), np.array(best)))
        return math.exp(min(log_evidence, _LOG_LARGEST))

    def wait(self, count: float, periods: int, ratio: float) -> int | None:
        """Further periods until the sequence would leave 1 out, were the counts as expected at this ratio."""
        if ratio == 1:
            return None
        more = np.arange(1.0, LONGEST_WAIT + 1)
        low, high = self.limits(count + ratio * self.usual * more, periods + more)
        apart = (high < 1) if ratio < 1 else (low > 1)
        return int(more[np.argmax(apart)]) if apart.any() else None
