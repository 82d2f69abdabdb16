"""Sums over pairs of events that the space-time K-function is made of, with their corrections at the edges."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.checked_events import EventError, Events, Floats
from vapenvila.analysis.near_repeat.close_pairs import ClosePairs, close_pairs
from vapenvila.analysis.near_repeat.count_kernel import LANES
from vapenvila.analysis.near_repeat.permuted_counts import permuted_counts
from vapenvila.analysis.space_time_k.weighted_kernel import sums_in_time, weighted_within
from vapenvila.analysis.study_window import StudyWindow

SpaceEdge = Literal["none", "border", "translation"]
TimeEdge = Literal["none", "translation"]


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What was looked at, and how. `distances`: (S,), `days`: (T,), rising from above 0. `length`: of the period, in days."""

    distances: Floats
    days: Floats
    window: StudyWindow
    length: float
    space_edge: SpaceEdge
    time_edge: TimeEdge


@dataclass(frozen=True, slots=True, eq=False)
class PairSums:
    """Sums over ordered pairs. `space`: (S,) within each distance. `time`: (T,) within each number of days. `both`:
    (1 + permutations, S, T), first as observed. `centres`: (S,) events that pairs were counted from."""

    space: Floats
    time: Floats
    both: Floats
    centres: Floats


def pair_sums(events: Events, setting: Setting, permutations: int, rng: np.random.Generator) -> PairSums:
    """All sums, as observed and with the times dealt out anew."""
    distances, spans, window = setting.distances, setting.days, setting.window
    edges = np.append(0.0, distances)
    when = events.days - events.days.min()
    pairs = close_pairs(events.x, events.y, edges, manhattan=False, right=True)
    per_day = 1.0 / setting.length if setting.time_edge == "translation" else 0.0
    in_time = 2.0 * sums_in_time(np.sort(when), spans, per_day)
    centres = np.full(len(distances), float(events.n))
    in_order = when[pairs.order]
    if setting.space_edge == "border":
        to_edge = window.to_edge(events.x, events.y)[pairs.order]
        centres = np.array([float((to_edge > distance).sum()) for distance in distances])
        _check_centres(centres, distances)
        space, both = _border_sums(pairs, in_order, spans, per_day, to_edge, edges, permutations, rng)
        return PairSums(space, in_time, both, centres)
    if setting.space_edge == "none" and not per_day:
        counts = permuted_counts(pairs, in_order, np.append(0.0, spans), permutations, rng, right=True)
        both = 2.0 * counts.cumsum(axis=1).cumsum(axis=2).astype(np.float64)
        return PairSums(2.0 * pairs.starts[1:].astype(np.float64), in_time, both, centres)
    weights = (
        _translation(events, pairs, window)
        if setting.space_edge == "translation"
        else np.ones(len(pairs.first))
    )
    seeds = _seeds(permutations, rng)
    found = weighted_within(pairs.first, pairs.second, pairs.starts, weights, in_order, spans, per_day, seeds)
    both = 2.0 * _by_permutation(found, permutations).cumsum(axis=1)
    return PairSums(2.0 * np.append(0.0, np.cumsum(weights))[pairs.starts[1:]], in_time, both, centres)


def _translation(events: Events, pairs: ClosePairs, window: StudyWindow) -> Floats:
    """(m,) area of the box over the area in which the pair can lie with both inside."""
    width, height = window.sides
    x, y = events.x[pairs.order], events.y[pairs.order]
    across, up = (np.abs(v[pairs.first] - v[pairs.second]) for v in (x, y))
    return np.asarray(width * height / ((width - across) * (height - up)))


def _border_sums(
    pairs: ClosePairs,
    when: Floats,
    spans: Floats,
    per_day: float,
    to_edge: Floats,
    edges: Floats,
    permutations: int,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Pairs counted from events farther from the edge than the distance; the same permutations for each distance."""
    seeds = _seeds(permutations, rng)
    space, both = [], []
    for s, distance in enumerate(edges[1:], start=1):
        first, second = pairs.first[: pairs.starts[s]], pairs.second[: pairs.starts[s]]
        weights = (to_edge[first] > distance).astype(np.float64) + (to_edge[second] > distance)
        kept = weights > 0
        starts = np.array([0, kept.sum()])
        found = weighted_within(first[kept], second[kept], starts, weights[kept], when, spans, per_day, seeds)
        space.append(float(weights.sum()))
        both.append(_by_permutation(found, permutations)[:, 0])
    return np.array(space), np.stack(both, axis=1)


def _seeds(permutations: int, rng: np.random.Generator) -> NDArray[np.uint32]:
    return rng.integers(0, 2**32, size=-(-(permutations + 1) // LANES), dtype=np.uint32)


def _by_permutation(found: Floats, permutations: int) -> Floats:
    blocks, bands, spans, lanes = found.shape
    return np.moveaxis(found, 3, 1).reshape(blocks * lanes, bands, spans)[: permutations + 1]


def _check_centres(centres: Floats, distances: Floats) -> None:
    for count, distance in zip(centres, distances, strict=True):
        if count < 1:
            raise EventError(
                f"No event lies farther than {distance:g} from the edge of the window, as the border correction needs; "
                "choose shorter distances or another correction."
            )
