"""What a stepped wedge found, in numbers and in plain words."""

from dataclasses import asdict, dataclass

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.stepped_wedge.dose import DoseShape
from vapenvila.analysis.stepped_wedge.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, p_value_said, percent

FEW_GROUPS = 40
"""Guard: limits by clusters from fewer groups are too narrow, which is said."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A ratio with limits by clusters; `log_error`: standard error of its logarithm."""

    name: str
    ratio: float
    low: float
    high: float
    log_error: float
    p: float


@dataclass(frozen=True, slots=True)
class Used:
    """What the result stands on: groups, those with the programme, group-periods and events; first and last period.

    And what is left out: exposed groups that never begin, exposed group-periods of others, groups and periods without
    events, ties that name a group which is not there.
    """

    groups: int
    treated_groups: int
    cells: int
    events: int
    period: tuple[str, str]
    exposed_groups: int
    exposed_cells: int
    quiet_groups: int
    quiet_periods: int
    ties_outside: int


@dataclass(frozen=True, slots=True)
class Choices:
    """How the question was put. `half_life`: in periods, None where the dose does not fade."""

    shape: DoseShape
    half_life: float | None
    exposed: str
    lead: int
    draws: int
    level: float
    seed: int


@dataclass(frozen=True, slots=True)
class ByShape:
    """The ratio were the dose of this shape, with limits by clusters; `half_life` in periods where it fades."""

    shape: DoseShape
    half_life: float | None
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SteppedWedge:
    """Events where and while the programme was at work against those there would have been: `fitted` / `expected`.

    `limits`: by orders drawn anew, None where no end is found; `cluster_limits`: by groups as clusters. `averted_limits`: of
    expected − fitted. `per_dose`: ratio for one unit of dose at work, `per_dose_limits` by orders. `spill_over`: by kind of
    tie, of groups tied to those that have begun. `before`: of the periods just before the start, which ought to be 1.
    """

    ratio: float
    limits: tuple[float | None, float | None]
    cluster_limits: tuple[float | None, float | None]
    per_dose: Effect
    per_dose_limits: tuple[float | None, float | None]
    expected: float
    fitted: float
    averted_limits: tuple[float | None, float | None]
    p_value: float | None
    spill_over: tuple[Effect, ...]
    before: Effect | None
    by_shape: tuple[ByShape, ...]
    used: Used
    choices: Choices

    @property
    def chance(self) -> float:
        """The p value that counts: by orders drawn anew where there are any."""
        return self.per_dose.p if self.p_value is None else self.p_value

    def summary(self, language: Language = "en") -> str:
        """The result in a few sentences."""
        chosen = check_language(language)
        low, high = self.limits
        open_end = say("open", chosen)
        alike = (low is None or low <= 1.0) and (high is None or high >= 1.0)
        said = say(
            "alike" if alike else "fewer" if self.ratio < 1.0 else "more",
            chosen,
            treated=self.used.treated_groups,
            groups=self.used.groups,
            fitted=number(self.fitted, chosen, 0),
            expected=number(self.expected, chosen, 1),
            ratio=number(self.ratio, chosen),
            level=percent(self.choices.level, chosen),
            low=open_end if low is None else number(low, chosen),
            high=open_end if high is None else number(high, chosen),
            p=p_value_said(self.chance, chosen),
        )
        for one in self.spill_over:
            said += " " + say("spill_over", chosen, name=one.name, **_numbers(one, chosen))
        if self.before is not None:
            key = "before_apart" if self.before.p < 0.05 else "before_alike"
            said += " " + say(key, chosen, lead=self.choices.lead, **_numbers(self.before, chosen))
        return said

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen, used = check_language(language), self.used
        said = []
        if used.exposed_groups or used.exposed_cells:
            said.append(say("kept_out", chosen, groups=used.exposed_groups, cells=used.exposed_cells))
        if used.quiet_groups or used.quiet_periods:
            said.append(say("quiet", chosen, groups=used.quiet_groups, periods=used.quiet_periods))
        if used.ties_outside:
            said.append(say("ties_outside", chosen, n=used.ties_outside))
        if self.used.groups < FEW_GROUPS:
            said.append(say("few_groups", chosen, n=self.used.groups))
        if self.p_value is None:
            said.append(say("no_orders", chosen))
        if None in self.limits:
            said.append(say("no_end", chosen))
        if self.by_shape:
            ratios = [one.ratio for one in self.by_shape]
            said.append(
                say("by_shape", chosen, low=number(min(ratios), chosen), high=number(max(ratios), chosen))
            )
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="stepped_wedge",
            estimate=self.ratio,
            estimate_name="rate ratio while the programme is at work",
            interval=self.limits,
            level=self.choices.level,
            p_value=self.chance,
            n=self.used.events,
            period=self.used.period,
            seed=self.choices.seed,
            warnings=self.warnings(language),
            details={
                "shape": self.choices.shape,
                "half_life": self.choices.half_life,
                "exposed": self.choices.exposed,
                "per_dose": asdict(self.per_dose),
                "per_dose_interval": list(self.per_dose_limits),
                "expected": self.expected,
                "fitted": self.fitted,
                "averted": self.expected - self.fitted,
                "averted_interval": list(self.averted_limits),
                "cluster_interval": list(self.cluster_limits),
                "spill_over": [asdict(one) for one in self.spill_over],
                "lead": self.choices.lead,
                "before": None if self.before is None else asdict(self.before),
                "by_shape": [asdict(one) for one in self.by_shape],
                "used": asdict(self.used),
                "draws": self.choices.draws,
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """The ratio by shape of the dose, with limits by clusters, under the one chosen with its own."""
        chosen = check_language(language)
        rows: list[tuple[str, float, float | None, float | None]] = [
            (say("chart_chosen", chosen), self.ratio, *self.limits)
        ]
        for one in self.by_shape:
            half_life = "" if one.half_life is None else number(one.half_life, chosen, 1)
            rows.append(
                (say(f"chart_{one.shape}", chosen, half_life=half_life), one.ratio, one.low, one.high)
            )
        return with_limits(
            rows,
            headings={name: say(f"chart_{name}", chosen) for name in ("name", "estimate", "low", "high")},
            none_at=1.0,
            caption=say(
                "chart_caption",
                chosen,
                n=self.used.events,
                groups=self.used.groups,
                first=self.used.period[0],
                last=self.used.period[1],
                level=percent(self.choices.level, chosen),
            ),
            logarithmic=True,
        )


def _numbers(one: Effect, language: Language) -> dict[str, str]:
    return {
        "ratio": number(one.ratio, language),
        "low": number(one.low, language),
        "high": number(one.high, language),
        "p": p_value_said(one.p, language),
    }
