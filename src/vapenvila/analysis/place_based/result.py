"""What the comparison of places found, in numbers and in plain words."""

import math
from dataclasses import dataclass

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.place_based.changes import Area
from vapenvila.analysis.place_based.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts import TwoPeriods
from vapenvila.analysis.wording import Language, check_language, number, percent

LEAST_FOR_NORMAL = 5
"""Guard: with a count below this the normal approximation is said to be weak."""


@dataclass(frozen=True, slots=True)
class DisplacementDifference:
    """Change in the treated area less change in the control area, plus the same for the areas around them.

    `estimate`: events per unit of time, below 0 where the programme's places changed for the better; `error` its
    standard error. `local`, `around`: its two parts, the second None without areas around. `root_changes`: by area,
    2 (√after − √before) with counts per unit of time, whose standard error is near √2 where both lengths are 1.
    `ratio_of_ratios`: ratio of the two rate ratios and its limits, None where a count is 0.
    """

    treated: Area
    control: Area
    treated_ring: Area | None
    control_ring: Area | None
    time_weights: tuple[float, float]
    estimate: float
    error: float
    z: float | None
    low: float
    high: float
    level: float
    p_value: float | None
    local: float
    local_error: float
    around: float | None
    around_error: float | None
    ratio_treated: TwoPeriods
    ratio_control: TwoPeriods
    ratio_of_ratios: tuple[float, float, float] | None

    @property
    def areas(self) -> tuple[tuple[str, Area], ...]:
        """Those areas that were given, by name."""
        named = (
            ("treated", self.treated),
            ("control", self.control),
            ("treated_ring", self.treated_ring),
            ("control_ring", self.control_ring),
        )
        return tuple((name, area) for name, area in named if area is not None)

    @property
    def events(self) -> int:
        """All events counted."""
        return sum(area.before + area.after for _, area in self.areas)

    def summary(self, language: Language = "en") -> str:
        """The comparison in a few sentences."""
        chosen = check_language(language)
        if self.p_value is None:
            return say("nothing", chosen)
        key = "alike" if self.low <= 0.0 <= self.high else "fewer" if self.estimate < 0.0 else "more"
        said = say(
            key,
            chosen,
            estimate=number(self.estimate, chosen, 1),
            level=percent(self.level, chosen),
            low=number(self.low, chosen, 1),
            high=number(self.high, chosen, 1),
        )
        if self.around is None:
            return said
        parts = say(
            "displaced", chosen, local=number(self.local, chosen, 1), around=number(self.around, chosen, 1)
        )
        return f"{said} {parts}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the result."""
        chosen = check_language(language)
        said = [self._of_dispersion(chosen)]
        if any(min(area.before, area.after) < LEAST_FOR_NORMAL for _, area in self.areas):
            said.append(say("small", chosen, least=LEAST_FOR_NORMAL))
        first, second = (area.before / self.time_weights[0] for area in (self.treated, self.control))
        if max(first, second) > 2.0 * min(first, second):
            said.append(
                say("uneven", chosen, treated=number(first, chosen, 1), control=number(second, chosen, 1))
            )
        return tuple(said)

    def _of_dispersion(self, language: Language) -> str:
        known = [area.dispersion for _, area in self.areas if area.dispersion is not None]
        if not known:
            return say("supposes_independence", language)
        value = max(one.value for one in known)
        most = number(value, language, 1)
        if known[0].periods is None:
            return say("dispersion_given", language, ratio=most)
        key = "dispersion_seen_most" if value > 1.0 else "dispersion_none"
        return say(key, language, ratio=most, n=known[0].periods)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="weighted_displacement_difference",
            estimate=self.estimate,
            estimate_name="difference of changes",
            interval=(self.low, self.high),
            level=self.level,
            p_value=self.p_value,
            n=self.events,
            warnings=self.warnings(language),
            details={
                "se": self.error,
                "z": self.z,
                "local": self.local,
                "local_se": self.local_error,
                "displacement": self.around,
                "displacement_se": self.around_error,
                "time_weights": list(self.time_weights),
                "dispersion": {
                    name: area.dispersion.value for name, area in self.areas if area.dispersion is not None
                },
                "areas": {name: [area.before, area.after] for name, area in self.areas},
                "root_changes": {
                    name: 2.0
                    * (
                        math.sqrt(area.after / self.time_weights[1])
                        - math.sqrt(area.before / self.time_weights[0])
                    )
                    for name, area in self.areas
                },
                "rate_ratio_treated": self.ratio_treated.to_dict(language),
                "rate_ratio_control": self.ratio_control.to_dict(language),
                "ratio_of_ratios": None if self.ratio_of_ratios is None else list(self.ratio_of_ratios),
            },
        )

    def chart(self, language: Language = "en") -> Chart:
        """The change of each area and the difference, each with its interval."""
        chosen = check_language(language)
        rows = []
        for name, area in self.areas:
            reach = area.doubt.half_width(self.level)
            rows.append((say(f"chart_{name}", chosen), area.change, area.change - reach, area.change + reach))
        rows.append((say("chart_difference", chosen), self.estimate, self.low, self.high))
        return with_limits(
            rows,
            headings={
                "name": say("chart_area", chosen),
                **{name: say(f"chart_{name}", chosen) for name in ("estimate", "low", "high")},
            },
            none_at=0.0,
            caption=say("chart_caption", chosen, n=self.events, level=percent(self.level, chosen)),
        )
