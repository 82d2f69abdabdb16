"""Did places with a programme change otherwise than places like them, and did events move around the corner?

The weighted displacement difference of A. P. Wheeler, J. H. Ratcliffe (2018), "A simple weighted displacement difference
test to evaluate place based crime interventions", Crime Science 7:11, with periods of unequal length as in Wheeler's
later note: counts are divided by the length of their period.
"""

import math
from dataclasses import dataclass

from scipy import stats

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.place_based.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts import CountError, TwoPeriods, compare_periods
from vapenvila.analysis.small_counts.checked_input import checked_count, checked_exposure, checked_level
from vapenvila.analysis.wording import Language, check_language, number, percent

LEAST_FOR_NORMAL = 5
"""Guard: with a count below this the normal approximation is said to be weak."""


class PlaceError(InputError):
    """Counts or weights that cannot be compared; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Area:
    """Counts of one area before and after. `change`: per unit of time; `error`: its standard error."""

    before: int
    after: int
    change: float
    error: float


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
        said = [say("poisson", chosen)]
        if any(min(area.before, area.after) < LEAST_FOR_NORMAL for _, area in self.areas):
            said.append(say("small", chosen, least=LEAST_FOR_NORMAL))
        first, second = (area.before / self.time_weights[0] for area in (self.treated, self.control))
        if max(first, second) > 2.0 * min(first, second):
            said.append(
                say("uneven", chosen, treated=number(first, chosen, 1), control=number(second, chosen, 1))
            )
        return tuple(said)

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
        reach = float(stats.norm.ppf(0.5 + self.level / 2.0))
        rows = [
            (
                say(f"chart_{name}", chosen),
                area.change,
                area.change - reach * area.error,
                area.change + reach * area.error,
            )
            for name, area in self.areas
        ]
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


def displacement_difference(
    treated: tuple[float, float],
    control: tuple[float, float],
    *,
    treated_ring: tuple[float, float] | None = None,
    control_ring: tuple[float, float] | None = None,
    time_weights: tuple[float, float] = (1.0, 1.0),
    level: float = 0.95,
) -> DisplacementDifference:
    """Compare (before, after) counts of an area with a programme and one without; rings are the areas around them.

    `time_weights`: length of the time before and after in one unit; the estimate is per that unit. Raises PlaceError for
    counts it cannot use and for one ring without the other.
    """
    if (treated_ring is None) != (control_ring is None):
        raise PlaceError("Give the area around both the programme and the comparison, or around neither.")
    try:
        weights = (
            checked_exposure(time_weights[0], "The weight of the time before"),
            checked_exposure(time_weights[1], "The weight of the time after"),
        )
        share = checked_level(level)
        inner = [_area(treated, weights, "treated"), _area(control, weights, "control")]
        rings = [
            None if pair is None else _area(pair, weights, name)
            for pair, name in ((treated_ring, "treated displacement"), (control_ring, "control displacement"))
        ]
        ratios = [compare_periods(area.before, area.after, *weights, level=share) for area in inner]
    except CountError as problem:
        raise PlaceError(str(problem)) from None
    return _compared(inner, rings, weights, ratios, share)


def _compared(
    inner: list[Area],
    rings: list[Area | None],
    weights: tuple[float, float],
    ratios: list[TwoPeriods],
    level: float,
) -> DisplacementDifference:
    local, local_error = inner[0].change - inner[1].change, math.hypot(inner[0].error, inner[1].error)
    around, around_error = None, None
    if rings[0] is not None and rings[1] is not None:
        around, around_error = rings[0].change - rings[1].change, math.hypot(rings[0].error, rings[1].error)
    estimate = local + (around or 0.0)
    error = math.hypot(local_error, around_error or 0.0)
    reach = float(stats.norm.ppf(0.5 + level / 2.0))
    return DisplacementDifference(
        treated=inner[0],
        control=inner[1],
        treated_ring=rings[0],
        control_ring=rings[1],
        time_weights=weights,
        estimate=estimate,
        error=error,
        z=estimate / error if error > 0.0 else None,
        low=estimate - reach * error,
        high=estimate + reach * error,
        level=level,
        p_value=float(2.0 * stats.norm.sf(abs(estimate) / error)) if error > 0.0 else None,
        local=local,
        local_error=local_error,
        around=around,
        around_error=around_error,
        ratio_treated=ratios[0],
        ratio_control=ratios[1],
        ratio_of_ratios=_ratio_of_ratios(inner, level),
    )


def _area(pair: tuple[float, float], weights: tuple[float, float], name: str) -> Area:
    if len(pair) != 2:
        raise PlaceError(f"The {name} place has {len(pair)} counts; give two, before and after.")
    before = checked_count(pair[0], f"The {name} count before")
    after = checked_count(pair[1], f"The {name} count after")
    return Area(
        before=before,
        after=after,
        change=after / weights[1] - before / weights[0],
        error=math.sqrt(after / weights[1] ** 2 + before / weights[0] ** 2),
    )


def _ratio_of_ratios(inner: list[Area], level: float) -> tuple[float, float, float] | None:
    """(T₁/T₀)/(C₁/C₀) with limits from the standard error √(1/T₁ + 1/T₀ + 1/C₁ + 1/C₀) of its logarithm."""
    counts = [inner[0].after, inner[0].before, inner[1].after, inner[1].before]
    if min(counts) == 0:
        return None
    logarithm = math.log(counts[0] * counts[3] / (counts[1] * counts[2]))
    half = float(stats.norm.ppf(0.5 + level / 2.0)) * math.sqrt(sum(1.0 / count for count in counts))
    return math.exp(logarithm), math.exp(logarithm - half), math.exp(logarithm + half)
