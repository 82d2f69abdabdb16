"""What a staggered roll-out found, in numbers and in plain words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.staggered_rollout.group_time import Controls, Estimator
from vapenvila.analysis.staggered_rollout.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, percent


@dataclass(frozen=True, slots=True)
class Estimate:
    """`low`, `high`: of this one alone. `band_low`, `band_high`: of all of its kind at once."""

    label: str
    effect: float
    error: float
    low: float
    high: float
    band_low: float
    band_high: float

    @property
    def as_numbers(self) -> dict[str, JsonValue]:
        """Fields by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Kind:
    """Estimates of one kind, and their overall mean."""

    overall: Estimate
    each: tuple[Estimate, ...]

    @property
    def as_numbers(self) -> dict[str, JsonValue]:
        """Overall and each, as JSON values."""
        return {"overall": self.overall.as_numbers, "each": [one.as_numbers for one in self.each]}


@dataclass(frozen=True, slots=True)
class StaggeredRollout:
    """`simple`: mean of all effects after the start. `event`, `cohort`, `calendar`: by time since it, cohort, period.

    `effects`: by cohort and period, labels "cohort period". `before_p`: chance of effects before the start as large as
    these were there none, None where there are none to test. `ratio`: Poisson only, to what would have been.
    """

    estimator: Estimator
    controls: Controls
    units: int
    treated_units: int
    dropped: int
    period: tuple[str, str]
    simple: Estimate
    event: Kind
    cohort: Kind
    calendar: Kind
    effects: tuple[Estimate, ...]
    before_p: float | None
    ratio: tuple[float, float, float] | None
    p_value: float | None
    level: float
    draws: int
    seed: int

    def summary(self, language: Language = "en") -> str:
        """The result in a few sentences."""
        chosen = check_language(language)
        low, high = self.simple.low, self.simple.high
        key = "alike" if low <= 0.0 <= high else "apart"
        said = say(
            key,
            chosen,
            treated=self.treated_units,
            units=self.units,
            effect=number(self.simple.effect, chosen, 3),
            level=percent(self.level, chosen),
            low=number(low, chosen, 3),
            high=number(high, chosen, 3),
        )
        if self.ratio is not None:
            ratio, least, most = (number(value, chosen) for value in self.ratio)
            said += " " + say("ratio", chosen, ratio=ratio, low=least, high=most)
        if self.before_p is None:
            return said
        before = "before_apart" if self.before_p < 0.05 else "before_alike"
        return f"{said} {say(before, chosen, p=number(self.before_p, chosen, 3))}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen = check_language(language)
        said = []
        if self.dropped:
            said.append(say("dropped", chosen, n=self.dropped))
        if self.treated_units < 10:
            said.append(say("few_treated", chosen, n=self.treated_units))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="callaway_santanna" if self.estimator != "poisson" else "poisson_staggered",
            estimate=self.simple.effect,
            estimate_name="simple average effect on the treated",
            interval=(self.simple.low, self.simple.high),
            level=self.level,
            p_value=self.p_value,
            n=self.units,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "estimator": self.estimator,
                "controls": self.controls,
                "treated_units": self.treated_units,
                "dropped": self.dropped,
                "se": self.simple.error,
                "group": self.cohort.as_numbers,
                "event": self.event.as_numbers,
                "calendar": self.calendar.as_numbers,
                "att_gt": [one.as_numbers for one in self.effects],
                "before_p": self.before_p,
                "ratio": None if self.ratio is None else list(self.ratio),
                "draws": self.draws,
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """Effects by periods since the start, with limits for all at once."""
        chosen = check_language(language)
        rows: Sequence[tuple[str, float, float | None, float | None]] = [
            (one.label, one.effect, one.band_low, one.band_high) for one in self.event.each
        ]
        return with_limits(
            rows,
            headings={name: say(f"chart_{name}", chosen) for name in ("name", "estimate", "low", "high")},
            none_at=0.0,
            caption=say(
                "chart_caption",
                chosen,
                treated=self.treated_units,
                units=self.units,
                first=self.period[0],
                last=self.period[1],
                level=percent(self.level, chosen),
            ),
        )
