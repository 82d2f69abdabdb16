"""How concentrated are events in few units? Gini, Gini for sparse data, top shares and the Lorenz curve, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.concentration.counts import ConcentrationError, Floats, Spread
from vapenvila.analysis.concentration.gini import gini, sparse, unbiased
from vapenvila.analysis.concentration.lorenz_chart import ENGLISH, lorenz_chart
from vapenvila.analysis.concentration.rates import rates_gini
from vapenvila.analysis.concentration.sentences import say
from vapenvila.analysis.concentration.studentised import studentised_limits
from vapenvila.analysis.concentration.top_share import (
    TopShare,
    most_even_spread,
    share_in_top,
    spread_by_chance,
    units_with_half,
)
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language, number, percent

TOPS = (0.01, 0.05, 0.1, 0.2)
FEW_EVENTS = 50
"""Guard: with fewer events percentile intervals cover less than they promise (see the method's page)."""

Limits = tuple[float, float]
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How concentrated events are in units.

    `gini`, `gini_sparse`: with the limits of their bootstrap. `gini_unbiased`: the latter without the bias
    of few units or events, None with one event. `gini_by_chance`: expected if every event fell on any unit alike.
    `rates`: the coefficient of the rates behind the counts, `rates_limits` its interval. `half`: the smallest share of
    units with half the events. `curve`: points of the Lorenz curve from the units with most; `chance_curve` and
    `even_curve` the same by chance and in the most even spread. `draws`: bootstrap draws used, `dropped`: those without
    an event.
    """

    n: int
    events: int
    gini: float
    gini_limits: Limits
    gini_sparse: float
    sparse_limits: Limits
    gini_unbiased: float | None
    gini_by_chance: float
    rates: float
    rates_limits: Limits
    top: tuple[TopShare, ...]
    half: float
    curve: Curve
    chance_curve: Curve
    even_curve: Curve
    known_units: bool
    level: float
    draws: int
    dropped: int
    seed: int | None

    def summary(self, language: Language = "en") -> str:
        """The concentration in plain words."""
        chosen = check_language(language)
        top = next((one for one in self.top if one.units >= 0.05), self.top[-1])
        shares = {name: number(100.0 * getattr(top, name), chosen, 0) for name in ("share", "low", "high")}
        sentences = [
            say(
                "summary",
                chosen,
                events=self.events,
                n=self.n,
                top=number(100.0 * top.units, chosen, 0),
                level=percent(self.level, chosen),
                chance=number(100.0 * top.by_chance, chosen, 0),
                gini=number(self.gini, chosen),
                **shares,
            )
        ]
        if self.events < self.n:
            sentences.append(say("sparse", chosen, sparse=number(self.gini_sparse, chosen)))
        rates = {"gini": self.rates, "low": self.rates_limits[0], "high": self.rates_limits[1]}
        words = {name: number(value, chosen) for name, value in rates.items()}
        sentences.append(say("rates", chosen, level=percent(self.level, chosen), **words))
        return " ".join(sentences)

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the numbers."""
        chosen = check_language(language)
        found = [] if self.known_units else [say("unknown_units", chosen)]
        if self.events < FEW_EVENTS:
            found.append(say("few_events", chosen, events=self.events))
        if self.rates_limits[0] == 0.0:
            found.append(say("not_beyond_chance", chosen))
        if self.dropped:
            found.append(say("dropped", chosen, n=self.dropped, draws=self.draws + self.dropped))
        return tuple(found)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="concentration",
            estimate=self.gini,
            estimate_name="Gini coefficient",
            interval=self.gini_limits,
            level=self.level,
            p_value=None,
            n=self.n,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "units": self.n,
                "events": self.events,
                "gini_sparse": self.gini_sparse,
                "gini_sparse_interval": list(self.sparse_limits),
                "gini_sparse_unbiased": self.gini_unbiased,
                "gini_by_chance": self.gini_by_chance,
                "gini_rates": self.rates,
                "gini_rates_interval": list(self.rates_limits),
                "top_share": [
                    {
                        "units": one.units,
                        "share": one.share,
                        "interval": [one.low, one.high],
                        "by_chance": one.by_chance,
                        "least": one.least,
                    }
                    for one in self.top
                ],
                "units_with_half": self.half,
                "lorenz": [list(point) for point in self.curve],
                "draws": self.draws,
            },
        )

    def chart(self, labels: Mapping[str, str] = ENGLISH) -> Chart:
        """The Lorenz curve beside chance and the most even spread."""
        curves = {"observed": self.curve, "by_chance": self.chance_curve, "least": self.even_curve}
        return lorenz_chart(curves, self.n, self.events, labels)


def concentration(
    spread: Spread,
    rng: np.random.Generator,
    *,
    draws: int = 999,
    level: float = 0.95,
    tops: Sequence[float] = TOPS,
    seed: int | None = None,
) -> Concentration:
    """How concentrated events are.

    `spread`: see `spread_of_events`. `draws`: bootstrap draws of whole units. `tops`: shares of units, above 0 and below
    1. Time grows with the different numbers of events a unit has, not with units. Raises ConcentrationError.
    """
    _check(draws, level, tops)
    value, units = spread.value, spread.units
    drawn = rng.multinomial(spread.n, units / spread.n, size=draws).astype(np.float64)
    drawn = drawn[drawn @ value > 0]
    plain = gini(value, units)
    again = gini(value, drawn)
    corrected = float(sparse(plain, spread.n, spread.events))
    rates, *rates_limits = rates_gini(spread, level)
    chance, even = spread_by_chance(spread), most_even_spread(spread)
    return Concentration(
        n=spread.n,
        events=spread.events,
        gini=float(plain),
        gini_limits=_limits(again, level),
        gini_sparse=corrected,
        sparse_limits=_sparse_limits(spread, drawn, again, level),
        gini_unbiased=unbiased(corrected, spread.n, spread.events),
        gini_by_chance=float(gini(*chance)),
        rates=rates,
        rates_limits=(rates_limits[0], rates_limits[1]),
        top=tuple(_top(spread, drawn, chance, even, float(top), level) for top in tops),
        half=units_with_half(spread),
        curve=_curve(value, units),
        chance_curve=_curve(*chance),
        even_curve=_curve(*even),
        known_units=spread.known_units,
        level=level,
        draws=len(drawn),
        dropped=draws - len(drawn),
        seed=seed,
    )


def _check(draws: int, level: float, tops: Sequence[float]) -> None:
    if not 0.0 < level < 1.0:
        raise ConcentrationError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    if draws < 1:
        raise ConcentrationError(f"There are {draws} draws; give at least 1.")
    wrong = [top for top in tops if not 0.0 < top < 1.0]
    if wrong or not tops:
        raise ConcentrationError("Top shares of units are above 0 and below 1, such as 0.05.")


def _limits(drawn: Floats, level: float) -> Limits:
    low, high = np.quantile(drawn, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)


def _sparse_limits(spread: Spread, drawn: Floats, again: Floats, level: float) -> Limits:
    """Percentiles as of G where it is G, which is with as many events as units; else studentised, but not with so few events
    that the errors of the draws are themselves mostly chance."""
    if FEW_EVENTS <= spread.events < spread.n:
        found = studentised_limits(spread.value, spread.units, drawn, level)
        if found is not None:
            return found
    return _limits(sparse(again, drawn.sum(axis=1), drawn @ spread.value), level)


def _top(
    spread: Spread,
    drawn: Floats,
    chance: tuple[Floats, Floats],
    even: tuple[Floats, Floats],
    top: float,
    level: float,
) -> TopShare:
    low, high = _limits(share_in_top(spread.value, drawn, top), level)
    share = float(share_in_top(spread.value, spread.units, top))
    return TopShare(top, share, low, high, float(share_in_top(*chance, top)), float(share_in_top(*even, top)))


def _curve(value: Floats, units: Floats) -> Curve:
    """Points of the Lorenz curve from the units with most; between them it is straight."""
    across = np.append(0.0, np.cumsum(units[::-1]) / units.sum())
    up = np.append(0.0, np.cumsum((units * value)[::-1]) / (units @ value))
    return tuple((min(1.0, float(x)), min(1.0, float(y))) for x, y in zip(across, up, strict=True))
