"""What were the averted events worth? Both uncertainties at once: how many were averted, and what one costs.

Monte Carlo: the averted events are drawn from their own uncertainty, each unit cost from its range, and multiplied (A.
Briggs, M. Sculpher and K. Claxton (2006), "Decision Modelling for Health Economic Evaluation", chapter 4). Ranges stay
ranges: what the literature quarrels about is shown apart, and the total without it beside the total with it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vapenvila.analysis.averted_costs.sentences import say
from vapenvila.analysis.input_error import InputError
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language, number, percent

FEWEST_DRAWS = 1000


class CostError(InputError):
    """Events or unit costs the method cannot use; the sentence says which and what is allowed."""


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one event takes of something: a range, its unit (SEK, police hours, care days), price year and source.

    `likely`: the likeliest value, if the source has one. `contested`: the literature quarrels about it. `price_year` is
    None for what is not money.
    """

    name: str
    low: float
    high: float
    unit: str
    source: str
    price_year: int | None = None
    likely: float | None = None
    contested: bool = False

    def __post_init__(self) -> None:
        inside = self.likely is None or self.low <= self.likely <= self.high
        if not (
            math.isfinite(self.low) and math.isfinite(self.high) and 0 <= self.low <= self.high and inside
        ):
            raise CostError(
                f"{self.name}: a unit cost runs from low to high, 0 or more, with the likeliest between."
            )
        if not self.source.strip():
            raise CostError(f"{self.name} has no source; a cost without a source is not used.")

    def drawn(self, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
        """(draws,) values: triangular with a likeliest value, else each value of the range alike."""
        if self.low == self.high:
            return np.full(draws, self.low)
        if self.likely is None:
            return rng.uniform(self.low, self.high, draws)
        return rng.triangular(self.low, self.likely, self.high, draws)


@dataclass(frozen=True, slots=True)
class AvertedEvents:
    """How many events were averted, as draws from its own uncertainty."""

    draws: NDArray[np.float64]

    @classmethod
    def from_draws(cls, draws: ArrayLike) -> "AvertedEvents":
        """(d,) draws, such as those of a bootstrap; d ≥ 1,000."""
        given = np.asarray(draws, dtype=np.float64)
        if given.ndim != 1 or len(given) < FEWEST_DRAWS or not np.isfinite(given).all():
            raise CostError(f"Give at least {FEWEST_DRAWS} draws of averted events, all of them numbers.")
        return cls(given)

    @classmethod
    def from_interval(
        cls,
        estimate: float,
        low: float,
        high: float,
        *,
        rng: np.random.Generator,
        level: float = 0.95,
        draws: int = 20_000,
    ) -> "AvertedEvents":
        """From an estimate with its interval: two half normal curves that put the interval's share where it says."""
        if not (math.isfinite(low) and math.isfinite(high) and low <= estimate <= high and 0 < level < 1):
            raise CostError("The averted events need an estimate inside its interval, low ≤ estimate ≤ high.")
        if draws < FEWEST_DRAWS:
            raise CostError(f"{draws} draws are too few; take at least {FEWEST_DRAWS}.")
        z = rng.standard_normal(draws)
        reach = float(stats.norm.ppf(0.5 + level / 2.0))
        return cls(estimate + z * np.where(z < 0, estimate - low, high - estimate) / reach)


@dataclass(frozen=True, slots=True)
class CostRange:
    """A range of what was averted: `middle` is the median, never to be given without `low` and `high`.

    `nothing_saved`: share of the draws in which nothing was averted. `contested`: holds a contested unit cost.
    """

    name: str
    unit: str
    middle: float
    low: float
    high: float
    nothing_saved: float
    contested: bool


@dataclass(frozen=True, slots=True)
class AvertedCosts:
    """`lines`: each unit cost. `totals`: the sum in each unit, all of it. `agreed`: the same without what is contested."""

    events: CostRange
    lines: tuple[CostRange, ...]
    totals: tuple[CostRange, ...]
    agreed: tuple[CostRange, ...]
    unit_costs: tuple[UnitCost, ...]
    level: float
    draws: int
    seed: int | None

    def summary(self, language: Language = "en") -> str:
        """The events and each total as a range."""
        chosen = check_language(language)
        events = say("events", chosen, **self._words(self.events, chosen))
        totals = [
            say("total", chosen, unit=total.unit, **self._words(total, chosen)) for total in self.totals
        ]
        return " ".join([events, *totals])

    def _words(self, found: CostRange, language: Language) -> dict[str, str]:
        return {
            "low": _amount(found.low, language),
            "high": _amount(found.high, language),
            "level": percent(self.level, language),
            "nothing": percent(found.nothing_saved, language),
        }

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What is contested, and what the ranges suppose."""
        chosen = check_language(language)
        quarrel = [cost.name for cost in self.unit_costs if cost.contested]
        said = [say("supposes", chosen)]
        if quarrel:
            said.append(say("contested", chosen, names=", ".join(quarrel)))
        if self.events.low <= 0 <= self.events.high:
            said.append(say("perhaps_nothing", chosen))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is null: a cost is a range."""
        first = self.totals[0]
        return as_json(
            method="averted_costs",
            estimate=None,
            estimate_name=f"averted, {first.unit}",
            interval=(first.low, first.high),
            level=self.level,
            p_value=None,
            n=self.draws,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "events": _as_json(self.events),
                "lines": [_as_json(line) for line in self.lines],
                "totals": [_as_json(total) for total in self.totals],
                "without_contested": [_as_json(total) for total in self.agreed],
                "unit_costs": [
                    {
                        "name": cost.name,
                        "low": cost.low,
                        "high": cost.high,
                        "unit": cost.unit,
                        "price_year": cost.price_year,
                        "source": cost.source,
                        "contested": cost.contested,
                    }
                    for cost in self.unit_costs
                ],
            },
        )


def _as_json(found: CostRange) -> dict[str, JsonValue]:
    return {
        "name": found.name,
        "unit": found.unit,
        "interval": [found.low, found.high],
        "median": found.middle,
        "nothing_saved": found.nothing_saved,
        "contested": found.contested,
    }


def _amount(value: float, language: Language) -> str:
    """Three figures that mean something, thousands apart."""
    if value == 0:
        return "0"
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 2)
    rounded = round(value / step) * step
    if abs(rounded) < 1000:
        return number(rounded, language, 2)
    return f"{rounded:,.0f}".replace(",", "\u00a0" if language == "sv" else ",")


def averted_costs(
    events: AvertedEvents,
    unit_costs: Sequence[UnitCost],
    *,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
    level: float = 0.95,
) -> AvertedCosts:
    """Multiply the averted events with what each takes, draw by draw.

    Unit costs are drawn apart from each other and once in each draw: a cost is uncertain as a whole, not event by event.
    Raises CostError for no unit cost, two of one name, or money of different price years (bring them to one year first).
    """
    _check(unit_costs, level)
    units = list(dict.fromkeys(cost.unit for cost in unit_costs))
    dice = rng if rng is not None else np.random.default_rng(seed)
    draws = len(events.draws)
    worth = {cost.name: events.draws * cost.drawn(draws, dice) for cost in unit_costs}

    def total(unit: str, *, agreed: bool) -> CostRange | None:
        kept = [c for c in unit_costs if c.unit == unit and not (agreed and c.contested)]
        summed = sum((worth[c.name] for c in kept), np.zeros(draws))
        return _range(unit, unit, summed, level, contested=any(c.contested for c in kept)) if kept else None

    return AvertedCosts(
        events=_range("events", "events", events.draws, level, contested=False),
        lines=tuple(_range(c.name, c.unit, worth[c.name], level, contested=c.contested) for c in unit_costs),
        totals=tuple(found for unit in units if (found := total(unit, agreed=False))),
        agreed=tuple(found for unit in units if (found := total(unit, agreed=True))),
        unit_costs=tuple(unit_costs),
        level=level,
        draws=draws,
        seed=seed,
    )


def _check(unit_costs: Sequence[UnitCost], level: float) -> None:
    if not unit_costs:
        raise CostError("Give at least one unit cost.")
    names = [cost.name for cost in unit_costs]
    if len(set(names)) < len(names):
        raise CostError(f"Two unit costs have the same name: {', '.join(names)}.")
    if not 0.0 < level < 1.0:
        raise CostError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    for unit in {cost.unit for cost in unit_costs}:
        years = {cost.price_year for cost in unit_costs if cost.unit == unit}
        if len(years) > 1:
            said = ", ".join(str(year or "none") for year in sorted(years, key=lambda y: y or 0))
            raise CostError(
                f"{unit} stands in prices of different years ({said}); bring them to one year first."
            )


def _range(name: str, unit: str, draws: NDArray[np.float64], level: float, *, contested: bool) -> CostRange:
    tail = (1.0 - level) / 2.0
    low, middle, high = (float(q) for q in np.quantile(draws, [tail, 0.5, 1.0 - tail]))
    return CostRange(name, unit, middle, low, high, float((draws <= 0).mean()), contested)
