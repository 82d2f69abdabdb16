"""What the space-time K-function gives: one cell for each distance and number of days, and one p over all."""

from dataclasses import dataclass

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.space_time_k.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, p_value_said

FEW = 50


@dataclass(frozen=True, slots=True)
class KCell:
    """One distance s and number of days t.

    `space`: K(s), an area. `time`: K(t), days. `both`: K(s, t), area × days. `difference`: D. `standard_error`: of D over the
    permutations. `excess`: D₀, None where K(s) K(t) is 0. `chance`: what holds `level` of the permutations' D₀ at this cell.
    `everywhere`: D₀ stays within ± this in all cells at once in `level` of the permutations.
    """

    distance: float
    days: float
    space: float
    time: float
    both: float
    difference: float
    standard_error: float
    excess: float | None
    chance: tuple[float, float] | None
    everywhere: float | None


@dataclass(frozen=True, slots=True)
class SpaceTimeK:
    """All cells, by distance and then by days.

    `p_value`: one-sided, of the sum of D over its standard error; None where no permutation changes anything. `p_largest`:
    two-sided, of the largest such deviation. `centres`: events that pairs were counted from at the largest distance.
    """

    cells: tuple[KCell, ...]
    n: int
    p_value: float | None
    p_largest: float | None
    level: float
    space_edge: str
    time_edge: str
    window: str
    area: float
    length: float
    centres: int
    permutations: int
    seed: int | None
    period: tuple[str, str]
    same_moment: int

    @property
    def first(self) -> KCell | None:
        """The nearest cell that can be judged."""
        return next(
            (cell for cell in self.cells if cell.excess is not None and cell.standard_error > 0), None
        )

    def summary(self, language: Language = "en") -> str:
        """What the nearest cell says, and all together."""
        chosen, cell = check_language(language), self.first
        if cell is None or cell.excess is None or cell.chance is None or self.p_value is None:
            return say("nothing_near", chosen, n=self.n)
        shares = {"percent": cell.excess, "low": cell.chance[0], "high": cell.chance[1]}
        return say(
            "together" if self.p_value <= 1.0 - self.level else "not_told",
            chosen,
            n=self.n,
            first=self.period[0],
            last=self.period[1],
            distance=number(cell.distance, chosen, 1),
            days=number(cell.days, chosen, 1),
            p=p_value_said(self.p_value, chosen),
            **{name: number(100.0 * value, chosen, 0) for name, value in shares.items()},
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the cells."""
        chosen = check_language(language)
        said = [
            say("many", chosen, cells=len(self.cells)),
            {
                "none": say("no_edge", chosen),
                "border": say("border", chosen, centres=self.centres, n=self.n),
                "translation": say("translation", chosen),
            }[self.space_edge],
        ]
        if self.n < FEW:
            said.append(say("few", chosen, n=self.n))
        if self.same_moment:
            said.append(say("same_moment", chosen, pairs=self.same_moment))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is D₀ of the nearest cell."""
        cell = self.first
        return as_json(
            method="space_time_k",
            estimate=None if cell is None else cell.excess,
            estimate_name="D0 of the nearest cell",
            interval=None,
            level=self.level,
            p_value=self.p_value,
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "table": [_as_json(cell) for cell in self.cells],
                "p_largest": self.p_largest,
                "space_edge": self.space_edge,
                "time_edge": self.time_edge,
                "window": self.window,
                "area": self.area,
                "days": self.length,
                "permutations": self.permutations,
                "same_place_and_time": self.same_moment,
            },
        )


def _as_json(cell: KCell) -> dict[str, JsonValue]:
    everywhere = cell.everywhere
    return {
        "distance": cell.distance,
        "days": cell.days,
        "k_space": cell.space,
        "k_time": cell.time,
        "k": cell.both,
        "d": cell.difference,
        "standard_error": cell.standard_error,
        "d0": cell.excess,
        "chance": None if cell.chance is None else list(cell.chance),
        "chance_all_cells": None if everywhere is None else [-everywhere, everywhere],
    }
