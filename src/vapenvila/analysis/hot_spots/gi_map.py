"""Cells or areas whose neighbourhood holds more incidents than exchanging the counts would give it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vapenvila.analysis.checked_events import (
    EventError,
    Floats,
    checked_draws,
    checked_level,
    checked_numbers,
)
from vapenvila.analysis.hot_spots.accuracy import Accuracy
from vapenvila.analysis.hot_spots.density_map import checked_places
from vapenvila.analysis.hot_spots.grid import Grid, grid_over
from vapenvila.analysis.hot_spots.local_gi import chance_of_as_many, gi_star
from vapenvila.analysis.hot_spots.neighbours import Links, nearest, queen, within_distance
from vapenvila.analysis.hot_spots.patches import Patch, patches_of, patches_said
from vapenvila.analysis.hot_spots.sentences import say, weakness
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.study_window import StudyWindow
from vapenvila.analysis.wording import Language, check_language, number, p_value_said, percent

Neighbours = Literal["queen", "distance", "nearest"]
FEW_EXPECTED = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class LocalTest:
    """Of each unit: (units,) count, Gi*, one-sided p for many, Benjamini and Hochberg's adjusted p, whether that is at most
    1 − level, and how many other units are its neighbours."""

    counts: Floats
    gi: Floats
    p_value: Floats
    adjusted: Floats
    hot: NDArray[np.bool_]
    neighbours: NDArray[np.int64]

    @property
    def expected(self) -> float:
        """Events that exchanging gives a unit and its neighbours, at the median number of neighbours."""
        return float((np.median(self.neighbours) + 1.0) * self.counts.mean())


@dataclass(frozen=True, slots=True, eq=False)
class GiMap:
    """Units in the order given, or the grid's. `x`, `y`: (units,) their middles.

    `grid`, `patches`: of events on a grid; None and empty for areas. `period`: None for areas counted beforehand.
    """

    x: Floats
    y: Floats
    test: LocalTest
    grid: Grid | None
    patches: tuple[Patch, ...]
    cell_km2: float
    n: int
    period: tuple[str, str] | None
    level: float
    permutations: int
    seed: int | None
    accuracy: tuple[Accuracy, ...] = ()

    @property
    def values(self) -> Floats:
        """(units,) what cells are ordered by when the map is judged."""
        return self.test.gi

    @property
    def top(self) -> int:
        """The unit with the largest Gi*."""
        return int(np.argmax(self.test.gi))

    def summary(self, language: Language = "en") -> str:
        """How many units are hot, and how much of the whole they hold."""
        chosen, top = check_language(language), self.top
        begun = say(
            "gi_some" if self.test.hot.any() else "gi_none",
            chosen,
            n=self.n,
            units=len(self.test.gi),
            hot=int(self.test.hot.sum()),
            false=percent(1.0 - self.level, chosen),
            gi=number(float(self.test.gi[top]), chosen),
            p=p_value_said(float(self.test.adjusted[top]), chosen),
        )
        dated = (
            ""
            if self.period is None
            else say("period", chosen, first=self.period[0], last=self.period[1]) + " "
        )
        if not self.patches:
            return dated + begun
        return (
            f"{dated}{begun} {patches_said(self.patches, self.n, self.cell_km2 * len(self.test.gi), chosen)}"
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the map."""
        chosen = check_language(language)
        said = list(weakness(self.n, chosen))
        if self.test.expected < FEW_EXPECTED:
            said.append(say("gi_expected", chosen, expected=number(self.test.expected, chosen, 1)))
        alone = int((self.test.neighbours == 0).sum())
        if alone:
            said.append(say("gi_alone", chosen, alone=alone, units=len(self.test.gi)))
        return (*said, say("gi_counts", chosen))

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is the largest Gi*, its p the adjusted one."""
        units: dict[str, JsonValue] = {
            "x": self.x.tolist(),
            "y": self.y.tolist(),
            "count": self.test.counts.tolist(),
            "gi": self.test.gi.tolist(),
            "p": self.test.p_value.tolist(),
            "p_adjusted": self.test.adjusted.tolist(),
            "neighbours": self.test.neighbours.tolist(),
        }
        return as_json(
            method="getis_ord_gi_star",
            estimate=float(self.test.gi[self.top]),
            estimate_name="largest Gi*",
            interval=None,
            level=self.level,
            p_value=float(self.test.adjusted[self.top]),
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "hot": int(self.test.hot.sum()),
                "side": None if self.grid is None else self.grid.side,
                "permutations": self.permutations,
                "expected_in_a_neighbourhood": self.test.expected,
                "patches": [patch.as_json() for patch in self.patches],
                "accuracy": [one.as_json() for one in self.accuracy],
                "units": units,
            },
        )


def gi_of_events(
    x: ArrayLike,
    y: ArrayLike,
    times: ArrayLike,
    *,
    cell: float,
    neighbours: Neighbours = "queen",
    reach: float | None = None,
    window: StudyWindow | None = None,
    metres: float = 1.0,
    permutations: int = 999,
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> GiMap:
    """Gi* of the counts on a grid. `x`, `y`, `times`, `cell`, `window`, `metres`: as in `density_map`.

    `reach`: how far (distance) or how many (nearest). `permutations` ≥ 19. Raises EventError for what it cannot use.
    """
    events, watched = checked_places(x, y, times, window, metres)
    grid = grid_over(watched, cell, events.x, events.y)
    links = queen(grid.inside) if neighbours == "queen" else _linked(*grid.centres, neighbours, reach)
    found = _judged(grid.counts(events.x, events.y), links, permutations, level, rng, seed)
    return GiMap(
        *grid.centres,
        found,
        grid=grid,
        patches=patches_of(grid, found.hot, events, metres, level),
        cell_km2=(cell * metres / 1000.0) ** 2,
        n=events.n,
        period=events.period,
        level=level,
        permutations=permutations,
        seed=seed,
    )


def gi_of_areas(
    x: ArrayLike,
    y: ArrayLike,
    counts: ArrayLike,
    *,
    neighbours: Neighbours = "nearest",
    reach: float | None = None,
    permutations: int = 999,
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> GiMap:
    """Gi* of areas counted beforehand. `x`, `y`: (units,) middles. `counts`: (units,) events of each, whole, 0 or more.

    Other parameters as in `gi_of_events`. Raises EventError for what it cannot use.
    """
    east, north, held = _checked_areas(x, y, counts)
    found = _judged(held, _linked(east, north, neighbours, reach), permutations, level, rng, seed)
    return GiMap(
        east,
        north,
        found,
        grid=None,
        patches=(),
        cell_km2=0.0,
        n=int(held.sum()),
        period=None,
        level=level,
        permutations=permutations,
        seed=seed,
    )


def _checked_areas(x: ArrayLike, y: ArrayLike, counts: ArrayLike) -> tuple[Floats, Floats, Floats]:
    east, north, held = checked_numbers(x, "x"), checked_numbers(y, "y"), checked_numbers(counts, "counts")
    if not len(east) == len(north) == len(held):
        raise EventError(
            f"There are {len(east)} x, {len(north)} y and {len(held)} counts; there must be as many of each."
        )
    wrong = (held < 0) | (held != np.floor(held))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise EventError(
            f"counts, position {at + 1} is {held[at]:g}; a count is a whole number of at least 0."
        )
    return east, north, held


def _linked(x: Floats, y: Floats, neighbours: str, reach: float | None) -> Links:
    if neighbours not in ("distance", "nearest"):
        raise EventError(f"Neighbours are distance or nearest, on a grid also queen, not {neighbours}.")
    if reach is None:
        raise EventError(f"Neighbours by {neighbours} need a reach: how far, or how many.")
    if neighbours == "distance":
        return within_distance(x, y, reach)
    if reach != int(reach):
        raise EventError(f"The nearest {reach:g} cannot be taken; give a whole number.")
    return nearest(x, y, int(reach))


def _judged(
    counts: Floats,
    links: Links,
    permutations: int,
    level: float,
    rng: np.random.Generator | None,
    seed: int | None,
) -> LocalTest:
    checked_draws(permutations, "permutations")
    checked_level(level)
    gi = gi_star(counts, links)
    p = chance_of_as_many(
        counts, links, permutations, rng if rng is not None else np.random.default_rng(seed)
    )
    adjusted = np.asarray(stats.false_discovery_control(p))
    others = np.asarray(links.sum(axis=1)).ravel().astype(np.int64) - 1
    return LocalTest(counts, gi, p, adjusted, adjusted <= 1.0 - level + 1e-12, others)
