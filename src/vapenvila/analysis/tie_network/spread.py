"""Places on paper for the nodes of a small network, the same every time.

Fruchterman, T. M. J. & Reingold, E. M. (1991). Graph drawing by force-directed placement. Software: Practice and Experience
21(11), 1129-1164. All nodes push one another away, ties pull; the frame keeps them in. Here the nodes begin on a spiral in
the order of their numbers and no chance enters, so that the same network gives the same picture.
"""

import math

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.tie_network.ties import NetworkError

Floats = NDArray[np.float64]

STEPS = 300
STEPS_ASIDE = 200
FIRST_STEP = 0.12  # how far a node may go at first, as a share of the frame
MOST = 400  # every pair is looked at in every step
MARGIN = 0.06
GRID = 48  # places looked at along either side for a node without ties
GOLDEN = math.pi * (3 - math.sqrt(5))


def spread_out(
    n: int,
    pairs: NDArray[np.int64],
    *,
    fixed: Floats | None = None,
    label: tuple[float, float] = (0.0, 0.0),
) -> Floats:
    """Places (n, 2) in the unit square for `n` nodes and the ties `pairs` (k, 2).

    Those with ties fill the frame, those without stand in what they leave free. `fixed` (n, 2): nodes that have a place
    already and keep it; NaN where a node has none. `label`: width and height, as shares of the frame, of what is written
    around a node; while they fill less than a sixth of the frame no label lies on another, and mostly beyond.
    NetworkError when a tie names a node that is not there, or with more than 400 nodes.
    """
    if n > MOST:
        raise NetworkError(f"at most {MOST} nodes can be spread out one by one")
    if len(pairs) and (pairs.min() < 0 or pairs.max() >= n):
        raise NetworkError("a tie names a node that is not there")
    given = np.full((n, 2), np.nan) if fixed is None else fixed.astype(np.float64)
    if given.shape != (n, 2):
        raise NetworkError("`fixed` must have one row of two numbers for each node")
    room = _roomy(label, n)
    tied = np.zeros(n, dtype=np.bool_)
    tied[pairs[pairs[:, 0] != pairs[:, 1]].ravel()] = True
    has: NDArray[np.bool_] = np.logical_not(np.isnan(given).any(axis=1))
    if n == 1 or not (tied | has).any():
        return (
            _apart(_filling(_settled(_spiral(n), pairs, has)), has, 0.5 / math.sqrt(n), room)
            if n > 1
            else _spiral(n)
        )
    first = tied | has
    given[first] = _of_tied(np.flatnonzero(first), pairs, given, room)
    return _in_gaps(given, room)


def _of_tied(first: NDArray[np.int64], pairs: NDArray[np.int64], given: Floats, room: Floats) -> Floats:
    """Places of those that have ties or a place already."""
    among = np.searchsorted(first, pairs[np.isin(pairs, first).all(axis=1)])
    stays: NDArray[np.bool_] = np.logical_not(np.isnan(given[first]).any(axis=1))
    begin = np.where(stays[:, None], given[first], _spiral(len(first)))
    if stays.all():
        return begin
    places = _settled(begin, among, stays)
    return _apart(places if stays.any() else _filling(places), stays, 0.5 / math.sqrt(len(given)), room)


def _in_gaps(places: Floats, room: Floats) -> Floats:
    """Those without a place, one after the other, where the next neighbour is farthest, measured in labels."""
    grid = _grid()
    unit = room if room.all() else np.ones(2)
    places = places.copy()
    for node in np.flatnonzero(np.isnan(places).any(axis=1)):
        taken = places[~np.isnan(places).any(axis=1)]
        far = np.abs((grid[:, None, :] - taken[None, :, :]) / unit).max(axis=2).min(axis=1)
        places[node] = grid[int(np.argmax(far))]
    return places


def _grid() -> Floats:
    spots = np.linspace(MARGIN, 1 - MARGIN, GRID)
    return np.stack(np.meshgrid(spots, spots), axis=2).reshape(-1, 2)


def _settled(places: Floats, pairs: NDArray[np.int64], stays: NDArray[np.bool_]) -> Floats:
    """Where pushing and pulling comes to rest."""
    wished = 0.8 / math.sqrt(len(places))
    for step in range(STEPS):
        force = _push(places, wished) + _pull(places, pairs, wished) + 0.5 * wished * (0.5 - places)
        length = np.hypot(force[:, 0], force[:, 1])
        most = FIRST_STEP * (1 - step / STEPS) ** 1.5
        go = force * (np.minimum(length, most) / np.maximum(length, 1e-12))[:, None]
        gone = places + go if not stays.any() else np.clip(places + go, MARGIN, 1 - MARGIN)
        places = np.where(stays[:, None], places, gone)
    return places


def _roomy(label: tuple[float, float], n: int) -> Floats:
    """The label, smaller where all of them would fill more than half of the frame."""
    whole = label[0] * label[1] * n
    return np.array(label) * min(1.0, math.sqrt(0.5 / whole) if whole > 0 else 1.0)


def _spiral(n: int) -> Floats:
    turn = np.arange(n)
    radius = 0.4 * np.sqrt((turn + 0.5) / max(n, 1))
    return np.column_stack([0.5 + radius * np.cos(GOLDEN * turn), 0.5 + radius * np.sin(GOLDEN * turn)])


def _push(places: Floats, wished: float) -> Floats:
    apart = places[:, None, :] - places[None, :, :]
    squared = np.maximum((apart**2).sum(axis=2), 1e-6)
    force: Floats = (apart * (wished**2 / squared)[:, :, None]).sum(axis=1)
    return force


def _pull(places: Floats, pairs: NDArray[np.int64], wished: float) -> Floats:
    force = np.zeros_like(places)
    if len(pairs):
        apart = places[pairs[:, 1]] - places[pairs[:, 0]]
        pull = apart * (np.hypot(apart[:, 0], apart[:, 1]) / wished)[:, None]
        np.add.at(force, pairs[:, 0], pull)
        np.add.at(force, pairs[:, 1], -pull)
    return force


def _apart(places: Floats, stays: NDArray[np.bool_], least: float, label: Floats) -> Floats:
    """Nodes that still stand too near one another stepped aside; two in the same spot go opposite ways by their numbers."""
    n = len(places)
    turn = GOLDEN * (np.arange(n)[:, None] + np.arange(n)[None, :])
    sign = np.sign(np.arange(n)[:, None] - np.arange(n)[None, :])
    by_number = np.stack([np.cos(turn) * sign, np.sin(turn) * sign], axis=2)
    for _ in range(STEPS_ASIDE):
        apart = places[:, None, :] - places[None, :, :]
        length = np.hypot(apart[:, :, 0], apart[:, :, 1])
        near = (length < least) & ~np.eye(n, dtype=bool)
        way = np.where((length < 1e-6)[:, :, None], by_number, apart / np.maximum(length, 1e-6)[:, :, None])
        steps = way * np.where(near, (least - length) / 2, 0.0)[:, :, None] + _off_labels(apart, way, label)
        if not steps.any():
            break
        places = np.where(stays[:, None], places, np.clip(places + steps.sum(axis=1), MARGIN, 1 - MARGIN))
    return _moved_free(places, stays, label) if label.all() else places


def _moved_free(places: Floats, stays: NDArray[np.bool_], label: Floats) -> Floats:
    """Who could not step aside goes to the nearest place where its label lies on no other, if there is one."""
    grid, places = _grid(), places.copy()
    for node in np.flatnonzero(~stays):
        others = np.delete(places, node, axis=0)
        if not _lies_on(places[node : node + 1], others, label)[0]:
            continue
        free = grid[~_lies_on(grid, others, label)]
        if len(free):
            places[node] = free[int(np.argmin(np.hypot(*(free - places[node]).T)))]
    return places


def _lies_on(spots: Floats, others: Floats, label: Floats) -> NDArray[np.bool_]:
    """(k,) whether a label in each of the spots (k, 2) lies on the label of any other."""
    apart: Floats = np.abs(spots[:, None, :] - others[None, :, :])
    near = (apart[:, :, 0] < label[0] - 1e-6) & (apart[:, :, 1] < label[1] - 1e-6)
    return np.asarray(np.any(near, axis=1), dtype=np.bool_)


def _off_labels(apart: Floats, way: Floats, label: Floats) -> Floats:
    """(n, n, 2) the step of each that takes its label off another's: sidewards or up and down, whichever is less."""
    over = label - np.abs(apart)  # how far they lie over one another, either way
    lie = (over > 1e-9).all(axis=2) & ~np.eye(len(apart), dtype=bool)
    sidewards = over[:, :, 0] < over[:, :, 1]
    go = np.stack([np.where(sidewards, over[:, :, 0], 0.0), np.where(sidewards, 0.0, over[:, :, 1])], axis=2)
    steps: Floats = np.where(lie[:, :, None], np.sign(way) * go / 2, 0.0)
    return steps


def _filling(places: Floats) -> Floats:
    """The picture stretched until it fills the frame."""
    low, high = places.min(axis=0), places.max(axis=0)
    wide = np.maximum(high - low, 1e-9)
    filled: Floats = MARGIN + (places - low) / wide * (1 - 2 * MARGIN)
    return filled
