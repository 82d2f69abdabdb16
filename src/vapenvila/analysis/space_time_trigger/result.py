"""What the self-exciting model in space and time found."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.space_time_trigger.fitting import MOST, Fit, Limits
from vapenvila.analysis.space_time_trigger.picture import followers_picture
from vapenvila.analysis.space_time_trigger.reflected import Fits, Reflected, reflected
from vapenvila.analysis.space_time_trigger.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, p_value_said, percent

SURE = 0.05
FEW = 1_000  # events; then 3 in 100 are told from none in half of made-up towns (docs/methods/space-time-trigger.md)
_HALF, _NINE_TENTHS = 0.5, 0.9
_DAYS_SHOWN = 60


@dataclass(frozen=True, slots=True, eq=False)
class Triggered:
    """How many events follow another nearby, by the model.

    `fit`: of the events as they are. `model`, `chance`: fits to towns drawn from it, and to towns in which nothing follows.
    `bandwidth`: of the background's kernel; `seasons`: what changes the background in time.
    """

    fit: Fit
    model: Fits
    chance: Fits
    n: int
    period: tuple[str, str]
    whole_days: bool
    bandwidth: float
    seasons: str
    limits: Limits
    same_moment: int
    level: float
    seed: int | None

    @property
    def share(self) -> float:
        """Share of the events that follow another nearby, freed of the error that drawn towns show."""
        return float(self._share.middle)

    @property
    def interval(self) -> tuple[float, float]:
        """Of the share."""
        return float(self._share.low), float(self._share.high)

    @property
    def p_value(self) -> float:
        """Chance of a gain in likelihood as large where places and times have nothing to do with each other."""
        at_least = self.chance.gains >= self.fit.gain - 1e-9
        return (1.0 + float(at_least.sum())) / (1.0 + len(at_least))

    @property
    def told(self) -> bool:
        """Whether the share can be told from none, by the p value and by its interval."""
        return self.p_value <= SURE and self.interval[0] > 0.0

    @property
    def _share(self) -> Reflected:
        return reflected(
            np.array(self.fit.share),
            self.model.shares,
            self.chance.shares,
            level=self.level,
            may_be_none=self._may_be_none,
            largest=MOST,
        )

    @property
    def _may_be_none(self) -> bool:
        return self.p_value > (1.0 - self.level) / 2.0

    def summary(self, language: Language = "en") -> str:
        """What the model says, in words that do not say more than it."""
        chosen = check_language(language)
        low, high = self.interval
        near, far = (self.fit.spread * np.sqrt(-2.0 * np.log1p(-part)) for part in (_HALF, _NINE_TENTHS))
        return say(
            "told" if self.told else "faint" if self.p_value <= SURE else "not_told",
            chosen,
            n=self.n,
            first=self.period[0],
            last=self.period[1],
            share=percent(self.share, chosen),
            low=percent(low, chosen),
            high=percent(high, chosen),
            level=percent(self.level, chosen),
            delay=number(self.fit.delay, chosen, 1),
            within=number(self.fit.delay * -np.log1p(-_NINE_TENTHS), chosen, 0),
            near=_length(near, chosen),
            far=_length(far, chosen),
            p=p_value_said(self.p_value, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        said = [say("meaning", chosen), say("still", chosen), say("outside", chosen)]
        if self.whole_days:
            said.append(say("whole_days", chosen))
        if self.seasons == "level":
            said.append(say("level", chosen))
        if self.fit.share > 0.0:
            said += self._at_edges(chosen)
        if self.interval[1] >= MOST:
            said.append(say("no_upper_limit", chosen))
        if self.n < FEW:
            said.append(say("few", chosen, n=self.n))
        if self.same_moment:
            said.append(say("same_moment", chosen, pairs=self.same_moment))
        return tuple(said)

    def _at_edges(self, language: Language) -> list[str]:
        said = []
        for key, value, (shortest, longest), shown in (
            ("delay_at_edge", self.fit.delay, self.limits.delays, _days),
            ("spread_at_edge", self.fit.spread, self.limits.spreads, _length),
        ):
            if not 1.02 * shortest < value < longest / 1.02:
                said.append(
                    say(key, language, shortest=shown(shortest, language), longest=shown(longest, language))
                )
        return said

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="space_time_trigger",
            estimate=self.share,
            estimate_name="share of events that follow another nearby",
            interval=self.interval,
            level=self.level,
            p_value=self.p_value,
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details=self._details(),
        )

    def _details(self) -> dict[str, JsonValue]:
        tail = (1.0 - self.level) / 2.0
        found = self.fit.share > 0.0
        return {
            "share_as_fitted": self.fit.share,
            "share_by_chance_upper": float(np.quantile(self.chance.shares, 1.0 - tail)),
            "followers_of_one_event_as_fitted": self.fit.followers,
            "mean_delay_days": self.fit.delay if found else None,
            "mean_delay_bootstrap_interval": self._percentiles(self.model.delays) if found else None,
            "mean_delays_looked_for": list(self.limits.delays),
            "spread": self.fit.spread if found else None,
            "spread_bootstrap_interval": self._percentiles(self.model.spreads) if found else None,
            "spreads_looked_for": list(self.limits.spreads),
            "bandwidth": self.bandwidth,
            "background_in_time": self.seasons,
            "log_likelihood": self.fit.reached,
            "likelihood_ratio": self.fit.gain,
            "same_place_and_time": self.same_moment,
            "draws": len(self.model.shares),
        }

    def _percentiles(self, drawn: Floats) -> list[JsonValue]:
        """Percentile interval of what was found in drawn towns where anything was."""
        seen = drawn[self.model.shares > 0.0]
        tail = (1.0 - self.level) / 2.0
        return [float(v) for v in np.quantile(seen, [tail, 1.0 - tail])] if len(seen) else [None, None]

    def chart(self, *, definition: str, language: Language = "en") -> Chart:
        """Followers of a hundred events by the days since, freed of the same error, with limits."""
        days = np.arange(1.0, _DAYS_SHOWN + 1.0)
        fit = self.fit.followers * -np.expm1(-days / self.fit.delay)
        lines = reflected(
            fit,
            self.model.followers_within(days),
            self.chance.followers_within(days),
            level=self.level,
            may_be_none=self._may_be_none,
        )
        basis = (self.n, *self.period, definition)
        return followers_picture(days, lines, level=self.level, basis=basis, language=language)


def _days(value: float, language: Language) -> str:
    return number(value, language, 1)


def _length(value: float, language: Language) -> str:
    """Three digits that count, whatever the unit."""
    digits = 0 if value >= 100.0 else 1 if value >= 10.0 else 2 if value >= 1.0 else 4
    return number(value, language, digits)
