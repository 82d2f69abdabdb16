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
STEPS_ASIDE = 60
FIRST_STEP = 0.12  # how far a node may go at first, as a share of the frame
MOST = 400  # every pair is looked at in every step
MARGIN = 0.06
GOLDEN = math.pi * (3 - math.sqrt(5))


def spread_out(n: int, pairs: NDArray[np.int64], *, fixed: Floats | None = None) -> Floats:
    """Places (n, 2) in the unit square for `n` nodes and the ties `pairs` (k, 2).

    `fixed` (n, 2): nodes that have a place already and keep it; NaN where a node has none. NetworkError when a tie
    names a node that is not there, or with more than 400 nodes.
    """
    if n > MOST:
        raise NetworkError(f"at most {MOST} nodes can be spread out one by one")
    if len(pairs) and (pairs.min() < 0 or pairs.max() >= n):
        raise NetworkError("a tie names a node that is not there")
    given = np.full((n, 2), np.nan) if fixed is None else fixed
    if given.shape != (n, 2):
        raise NetworkError("`fixed` must have one row of two numbers for each node")
    stays: NDArray[np.bool_] = np.logical_not(np.isnan(given).any(axis=1))
    places = np.where(stays[:, None], given, _spiral(n))
    if n < 2 or stays.all():
        return places
    wished = 0.8 / math.sqrt(n)
    for step in range(STEPS):
        force = _push(places, wished) + _pull(places, pairs, wished) + 0.5 * wished * (0.5 - places)
        length = np.hypot(force[:, 0], force[:, 1])
        most = FIRST_STEP * (1 - step / STEPS) ** 1.5
        go = force * (np.minimum(length, most) / np.maximum(length, 1e-12))[:, None]
        gone = places + go if not stays.any() else np.clip(places + go, MARGIN, 1 - MARGIN)
        places = np.where(stays[:, None], places, gone)
    return _apart(places if stays.any() else _filling(places), stays, 0.6 * wished)


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


def _apart(places: Floats, stays: NDArray[np.bool_], least: float) -> Floats:
    """Nodes that still stand too near one another stepped aside; two in the same spot go opposite ways by their numbers."""
    n = len(places)
    turn = GOLDEN * (np.arange(n)[:, None] + np.arange(n)[None, :])
    sign = np.sign(np.arange(n)[:, None] - np.arange(n)[None, :])
    by_number = np.stack([np.cos(turn) * sign, np.sin(turn) * sign], axis=2)
    for _ in range(STEPS_ASIDE):
        apart = places[:, None, :] - places[None, :, :]
        length = np.hypot(apart[:, :, 0], apart[:, :, 1])
        near = (length < least) & ~np.eye(n, dtype=bool)
        if not near.any():
            break
        way = np.where((length < 1e-6)[:, :, None], by_number, apart / np.maximum(length, 1e-6)[:, :, None])
        go = (way * np.where(near, (least - length) / 2, 0.0)[:, :, None]).sum(axis=1)
        places = np.where(stays[:, None], places, np.clip(places + go, MARGIN, 1 - MARGIN))
    return places


def _filling(places: Floats) -> Floats:
    """The picture stretched until it fills the frame."""
    low, high = places.min(axis=0), places.max(axis=0)
    wide = np.maximum(high - low, 1e-9)
    filled: Floats = MARGIN + (places - low) / wide * (1 - 2 * MARGIN)
    return filled
