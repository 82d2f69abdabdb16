"""Do incidents follow each other close in space and time more often than chance brings? Knox's table with permutations.

Pairs of events are counted by distance and by days apart, and compared with the same counts after the days have been dealt
out anew among the places (E. G. Knox (1964), "The detection of space-time interactions", Applied Statistics 13, 25–29;
near repeats: S. D. Johnson et al. (2007), "Space-time patterns of risk: a cross national assessment of residential burglary
victimization", Journal of Quantitative Criminology 23, 201–219; shootings: J. H. Ratcliffe and G. F. Rengert (2008),
"Near-repeat patterns in Philadelphia shootings", Security Journal 21, 58–76).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vapenvila.analysis.checked_events import EventError, checked_draws, checked_edges, checked_events
from vapenvila.analysis.near_repeat.close_pairs import close_pairs
from vapenvila.analysis.near_repeat.margins import Margins, pairs_by_days
from vapenvila.analysis.near_repeat.permuted_counts import permuted_counts
from vapenvila.analysis.near_repeat.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language, number

Metric = Literal["manhattan", "euclidean"]
Closed = Literal["left", "right"]
CHANCE = 0.95  # share of the permutations that the range of chance holds


@dataclass(frozen=True, slots=True)
class KnoxCell:
    """One cell: pairs this far apart in space and in days.

    `observed`: pairs. `expected`: mean over the permutations. `ratio`: observed / expected, None where chance brings none.
    `median`: of the permutations. `by_margins`: pairs expected from the margins alone. `poisson_p`: chance of at least so
    many, were they Poisson with that mean (Knox's own approximation).
    `chance`: the range that holds 95 % of the permutations' counts. `p_value`: one-sided, (1 + permutations with at least as
    many) / (1 + permutations).
    """

    distance: tuple[float, float]
    days: tuple[float, float]
    observed: int
    expected: float
    ratio: float | None
    chance: tuple[float, float]
    p_value: float
    median: float
    by_margins: float
    poisson_p: float


@dataclass(frozen=True, slots=True)
class KnoxTable:
    """All cells, by distance and then by days. `same_moment`: pairs at the same place and time, often one event twice."""

    cells: tuple[KnoxCell, ...]
    n: int
    metric: Metric
    closed: Closed
    permutations: int
    seed: int | None
    period: tuple[str, str]
    same_moment: int
    margins: Margins

    @property
    def first(self) -> KnoxCell:
        """The nearest cell that chance can fill."""
        return next((cell for cell in self.cells if cell.ratio is not None), self.cells[0])

    def summary(self, language: Language = "en") -> str:
        """What the nearest cell says."""
        chosen, cell = check_language(language), self.first
        if cell.ratio is None:
            return say("nothing_near", chosen, n=self.n)
        surely = cell.p_value <= 1.0 - CHANCE
        return say(
            "more" if surely else "not_told",
            chosen,
            observed=cell.observed,
            expected=number(cell.expected, chosen, 1),
            ratio=number(cell.ratio, chosen),
            p=number(cell.p_value, chosen, 3),
            near=number(cell.distance[0], chosen, 1),
            far=number(cell.distance[1], chosen, 1),
            soon=number(cell.days[0], chosen, 1),
            late=number(cell.days[1], chosen, 1),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the table."""
        chosen = check_language(language)
        said = [
            say("closed_left" if self.closed == "left" else "closed_right", chosen),
            say("many_cells", chosen, cells=len(self.cells)),
        ]
        if self.same_moment:
            said.append(say("same_moment", chosen, pairs=self.same_moment))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is the ratio of the nearest cell; each cell has its range of chance."""
        return as_json(
            method="knox",
            estimate=self.first.ratio,
            estimate_name="Knox ratio of the nearest cell",
            interval=None,
            level=None,
            p_value=self.first.p_value,
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "table": [_cell_as_json(cell) for cell in self.cells],
                "metric": self.metric,
                "closed": self.closed,
                "permutations": self.permutations,
                "same_place_and_time": self.same_moment,
                "pairs": self.margins.pairs,
                "close_in_space": list(self.margins.space),
                "close_in_time": list(self.margins.time),
            },
        )


def _cell_as_json(cell: KnoxCell) -> dict[str, JsonValue]:
    return {
        "distance": list(cell.distance),
        "days": list(cell.days),
        "observed": cell.observed,
        "expected": cell.expected,
        "ratio": cell.ratio,
        "chance": list(cell.chance),
        "p": cell.p_value,
        "median": cell.median,
        "ratio_to_median": cell.observed / cell.median if cell.median else None,
        "expected_by_margins": cell.by_margins,
        "poisson_p": cell.poisson_p,
    }


def knox_table(
    x: ArrayLike,
    y: ArrayLike,
    times: ArrayLike,
    *,
    distances: Sequence[float],
    days: Sequence[float],
    metric: Metric = "euclidean",
    closed: Closed = "left",
    permutations: int = 999,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> KnoxTable:
    """Count the pairs of events by distance and days apart, and compare with permuted times.

    `x`, `y`: (n,) places in one flat unit of length, not degrees. `times`: (n,) numbers of days, or dates. `distances`,
    `days`: edges of the bands, rising from 0 or more: 0, 100, 200 gives two bands. `closed`: "left" counts [a, b), "right"
    counts (a, b] and from 0 on. `permutations` ≥ 19. Randomness comes from `rng`, or from `seed`.

    Raises EventError for fewer than two events, a missing number, edges that do not rise, or degrees in place of metres.
    """
    events = checked_events(x, y, times)
    if events.n < 2:
        raise EventError(f"{events.n} event gives no pair; at least two are needed.")
    if metric not in ("manhattan", "euclidean") or closed not in ("left", "right"):
        raise EventError(
            f"The metric is manhattan or euclidean and the closed side left or right, not {metric}, {closed}."
        )
    checked_draws(permutations, "permutations")
    lengths, spans = checked_edges(distances, "distances"), checked_edges(days, "days")
    right = closed == "right"
    pairs = close_pairs(events.x, events.y, lengths, manhattan=metric == "manhattan", right=right)
    dice = rng if rng is not None else np.random.default_rng(seed)
    counts = permuted_counts(pairs, events.days[pairs.order], spans, permutations, dice, right=right)
    margins = Margins(
        events.n * (events.n - 1) // 2,
        tuple(int(band) for band in np.diff(pairs.starts)),
        pairs_by_days(events.days, spans, right=right),
    )
    cells = [
        _cell(counts[:, s, d], (lengths[s], lengths[s + 1]), (spans[d], spans[d + 1]), margins.expected(s, d))
        for s in range(len(lengths) - 1)
        for d in range(len(spans) - 1)
    ]
    told = (metric, closed, permutations, seed, events.period, events.same_moment, margins)
    return KnoxTable(tuple(cells), events.n, *told)


def _cell(
    counts: NDArray[np.int64], distance: tuple[float, float], days: tuple[float, float], by_margins: float
) -> KnoxCell:
    observed, dealt = int(counts[0]), counts[1:]
    expected = float(dealt.mean())
    tail = (1.0 - CHANCE) / 2.0
    low, high = np.quantile(dealt, [tail, 1.0 - tail])
    return KnoxCell(
        distance=(float(distance[0]), float(distance[1])),
        days=(float(days[0]), float(days[1])),
        observed=observed,
        expected=expected,
        ratio=observed / expected if expected > 0 else None,
        chance=(float(low), float(high)),
        p_value=float(1 + (dealt >= observed).sum()) / (1 + len(dealt)),
        median=float(np.median(dealt)),
        by_margins=by_margins,
        poisson_p=float(stats.poisson.sf(observed - 1, by_margins)),
    )


def poisson_p_value(observed: int, close_in_space: int, close_in_time: int, pairs: int) -> float:
    """Knox's own approximation: chance of at least so many pairs close in both, were the two independent.

    `pairs` = n (n − 1) / 2. Raises EventError when there is no pair.
    """
    if pairs < 1:
        raise EventError("There is no pair to judge.")
    return float(stats.poisson.sf(observed - 1, close_in_space * close_in_time / pairs))
