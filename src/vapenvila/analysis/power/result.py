"""What can be told and when, in words and numbers."""

import math
from dataclasses import dataclass

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.power.one_city import Design
from vapenvila.analysis.power.picture import power_picture
from vapenvila.analysis.power.sentences import duration, say
from vapenvila.analysis.power.study import Floats, Study, Whole
from vapenvila.analysis.power.together import Together
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language, number, percent

FEW_CITIES = 5
LOUDEST = 1.5
"""Guard: a fall told so much more often than allowed where nothing changed is warned of."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Power over months for one true ratio. All (m,). `low`, `high`: least and most over the limits of the rate before."""

    ratio: float
    months: Whole
    power: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number at the rate counted before, and at the lowest and highest rate that count leaves open; None: not reached."""

    value: float | None
    at_low: float | None
    at_high: float | None


@dataclass(frozen=True, slots=True, eq=False)
class StudyPower:
    """Power and horizon of a study.

    `smallest`: rate ratio nearest to 1 told with the study's power after its months. `power`: chance of telling the study's
    effect then; `chance_limits` what the simulation leaves open about it, None where it is exact. `months`: fewest months
    after for the effect. `false_alarm`: chance of telling a fall then where nothing changed. `e_test`: power and smallest
    ratio by the E-test, for Poisson months before and after.
    `histories`: simulated.
    """

    study: Study
    design: Design
    smallest: Ranged
    power: Ranged
    months: Ranged
    rate_limits: tuple[float, float]
    chance_limits: tuple[float, float] | None
    false_alarm: float
    e_test: tuple[float, float | None] | None
    lines: tuple[Line, ...]
    together: Together | None
    histories: int | None
    seed: int | None

    def summary(self, language: Language = "en") -> str:
        """What a steering group needs to know, in a few sentences."""
        chosen = check_language(language)
        said = [self._smallest(chosen), self._asked(chosen), self._months(chosen)]
        if self.together is not None:
            said.append(_together(self.together, self.study, chosen))
        return " ".join(said)

    @property
    def power_limits(self) -> tuple[float, float]:
        """Least and most of the power over the limits of the rate before; small counts make it rise and fall by jumps."""
        known = [power or 0.0 for power in (self.power.value, self.power.at_low, self.power.at_high)]
        return min(known), max(known)

    def _words(self, language: Language) -> dict[str, str | int]:
        return {
            "rate": number(self.study.per_month, language),
            "before": self.study.months_before,
            "after": self.study.months_after,
            "effect": percent(1.0 - self.study.effect, language),
            "power": number(100.0 * self.study.power, language, 0),
            "most": duration(self.study.most_months, language),
        }

    def _smallest(self, language: Language) -> str:
        words = self._words(language)
        if self.smallest.value is None or self.smallest.at_high is None:
            return say("no_fall", language, **words)
        words["fall"] = _fall(self.smallest.value, language)
        words["low"] = _fall(self.smallest.at_high, language)
        if self.smallest.at_low is None:
            return say("smallest_open", language, **words)
        return say("smallest", language, high=_fall(self.smallest.at_low, language), **words)

    def _asked(self, language: Language) -> str:
        low, high = (number(100.0 * limit, language, 0) for limit in self.power_limits)
        value = number(100.0 * (self.power.value or 0.0), language, 0)
        return say("asked", language, chance=value, low=low, high=high, **self._words(language))

    def _months(self, language: Language) -> str:
        words = self._words(language)
        value, soonest, latest = self.months.value, self.months.at_high, self.months.at_low
        if value is None:
            if soonest is None:
                return say("months_never", language, **words)
            return say("months_hardly", language, low=duration(soonest, language), **words)
        words |= {"time": duration(value, language), "low": duration(soonest or value, language)}
        if latest is None:
            return say("months_open", language, **words)
        return say("months", language, high=duration(latest, language), **words)

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        keys = ["independent", "spread_known" if self.study.overdispersion else "poisson"]
        keys += ["alone"] if self.study.comparison_per_month is None else []
        keys += ["no_season"] if self.design == "its" else []
        keys += ["ceiling"] if self.months.value is None else []
        said = [say(key, chosen) for key in keys]
        if self.false_alarm > LOUDEST * self.study.tail:
            said.append(
                say(
                    "too_often_here",
                    chosen,
                    wrong=percent(self.false_alarm, chosen),
                    allowed=percent(self.study.tail, chosen),
                )
            )
        if self.histories is not None:
            said.append(say("histories", chosen, histories=self.histories))
        if self.together is not None and self.together.pooled.cities < FEW_CITIES:
            said.append(say("few_cities", chosen, cities=self.together.pooled.cities))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        interval = None if self.smallest.value is None else (self.smallest.at_low, self.smallest.at_high)
        return as_json(
            method="power",
            estimate=self.smallest.value,
            estimate_name="smallest rate ratio told",
            interval=interval,
            level=self.study.level,
            p_value=None,
            n=round(self.study.expected_before),
            seed=self.seed,
            warnings=self.warnings(language),
            details=self._details(),
        )

    def _details(self) -> dict[str, JsonValue]:
        study = self.study
        return {
            "design": self.design,
            "per_month": study.per_month,
            "per_month_interval": list(self.rate_limits),
            "comparison_per_month": study.comparison_per_month,
            "months_before": study.months_before,
            "months_after": study.months_after,
            "overdispersion": study.overdispersion,
            "effect": study.effect,
            "target_power": study.power,
            "smallest_percent": None if self.smallest.value is None else -100.0 * (1.0 - self.smallest.value),
            "power": self.power.value,
            "power_interval": list(self.power_limits),
            "power_by_chance": None if self.chance_limits is None else list(self.chance_limits),
            "false_alarm": self.false_alarm,
            "months_needed": self.months.value,
            "months_needed_interval": [self.months.at_high, self.months.at_low],
            "most_months": study.most_months,
            "e_test": None if self.e_test is None else {"power": self.e_test[0], "smallest": self.e_test[1]},
            "histories": self.histories,
            "curves": [
                {"ratio": line.ratio, "months": month, "power": power, "interval": [low, high]}
                for line in self.lines
                for month, power, low, high in zip(
                    *(a.tolist() for a in (line.months, line.power, line.low, line.high)), strict=True
                )
            ],
            "together": None if self.together is None else _together_values(self.together, self.months.value),
        }

    def chart(self, language: Language = "en") -> Chart:
        """Power by months after, a line with its band for each of several true falls."""
        rows = [
            (line.ratio, *cells)
            for line in self.lines
            for cells in zip(
                *(a.tolist() for a in (line.months, line.power, line.low, line.high)), strict=True
            )
        ]
        return power_picture(rows, self.study, language)


def _fall(ratio: float, language: Language) -> str:
    """In whole percent, rounded up: a fall as large as that is told."""
    return number(math.ceil(100.0 * (1.0 - ratio) - 1e-9), language, 0)


def _together(joined: Together, study: Study, language: Language) -> str:
    pooled = joined.pooled
    words: dict[str, str | int] = {
        "cities": pooled.cities,
        "after": study.months_after,
        "power": number(100.0 * study.power, language, 0),
    }
    most = duration(study.most_months, language)
    key = "together_never" if pooled.months is None else "together"
    time = most if pooled.months is None else duration(pooled.months, language)
    said = say(
        key,
        language,
        time=time,
        chance=number(100.0 * pooled.power, language, 0),
        low=number(100.0 * pooled.low, language, 0),
        high=number(100.0 * pooled.high, language, 0),
        **words,
    )
    if joined.one_power is None:
        return said
    if joined.one_months is None:
        return f"{said} {say('as_one_never', language, time=most, **words)}"
    return f"{said} {say('as_one', language, time=duration(joined.one_months, language), **words)}"


def _together_values(joined: Together, alone: float | None) -> dict[str, JsonValue]:
    pooled = joined.pooled
    saved = None if alone is None or pooled.months is None else alone - pooled.months
    return {
        "cities": pooled.cities,
        "per_month": list(pooled.per_month),
        "between": pooled.between,
        "power": pooled.power,
        "power_by_chance": [pooled.low, pooled.high],
        "histories": pooled.histories,
        "months_needed": pooled.months,
        "months_needed_interval": list(joined.months_limits),
        "months_saved": saved,
        "as_one": None
        if joined.one_power is None
        else {"power": joined.one_power, "months_needed": joined.one_months},
    }
