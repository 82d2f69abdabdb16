"""Places on paper for thousands of nodes: each community a disc of its members, discs side by side, the same every time.

Within a disc nodes stand as the seeds of a sunflower: H. Vogel (1979), "A better way to construct the sunflower head",
Mathematical Biosciences 44(3–4), 179–189. Discs are laid one after another, each on the free point nearest to the discs it
is tied to. Nothing is moved afterwards, so that the time grows with the nodes and not with their pairs.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

GOLDEN = math.pi * (3 - math.sqrt(5))
GROWTH = (
    0.62  # of a disc's radius with the root of its members; nearest seeds then stand about one unit apart
)
RIM = 0.9  # between the outermost seed and the edge of its disc
FINENESS = 0.7  # between the points that are tried for a disc
SLACK = 3.0  # how much more paper is tried than the discs cover


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """`places` (n, 2) from 0 to `width` and `height`, in units of the distance between neighbours."""

    places: Floats
    width: float
    height: float


def crowd(community: Labels, between: Mapping[tuple[int, int], int], *, shape: float = 1.0) -> Crowd:
    """Places for (n,) nodes of communities numbered from 0; `between`: ties across two communities, (low, high).

    `shape`: width by height that is wished for. Nodes of one community stand in the order of their numbers.
    """
    sizes = np.bincount(community)
    radius = GROWTH * np.sqrt(sizes) + RIM
    centre = _discs(radius, _ties_of(between, len(sizes)), shape)
    order = np.argsort(community, kind="stable")
    seed = np.empty(len(community))
    seed[order] = np.arange(len(community)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    out = GROWTH * np.sqrt(seed + 0.5)
    places = (
        centre[community] + np.column_stack([np.cos(GOLDEN * seed), np.sin(GOLDEN * seed)]) * out[:, None]
    )
    low, high = (centre - radius[:, None]).min(axis=0), (centre + radius[:, None]).max(axis=0)
    return Crowd(places - low, float(high[0] - low[0]), float(high[1] - low[1]))


def _ties_of(between: Mapping[tuple[int, int], int], n: int) -> list[list[tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    for (low, high), ties in between.items():
        found[high].append((low, ties))
        found[low].append((high, ties))
    return found


def _discs(radius: Floats, tied: list[list[tuple[int, int]]], shape: float) -> Floats:
    """(c, 2) centres of discs that do not overlap, laid from the first to the last."""
    reach = math.sqrt(SLACK * float((radius**2).sum())) + 2 * float(radius.max())
    number = np.arange(int((reach / FINENESS) ** 2))
    away = FINENESS * np.sqrt(number)
    points = np.column_stack([np.cos(GOLDEN * number), np.sin(GOLDEN * number)]) * away[:, None]
    stretch = np.array([math.sqrt(shape), 1 / math.sqrt(shape)])
    points *= stretch
    free = np.full(len(points), np.inf)  # distance to the nearest edge
    centre = np.zeros((len(radius), 2))
    for disc, needed in enumerate(radius):
        known = [(other, ties) for other, ties in tied[disc] if other < disc]
        aim = (
            np.average([centre[o] for o, _ in known], axis=0, weights=[n for _, n in known]) if known else 0.0
        )
        open_at = np.flatnonzero(free >= needed)
        if not len(open_at):
            raise ValueError("the discs found no room; SLACK is too small")
        near = (((points[open_at] - aim) / stretch) ** 2).sum(axis=1)
        centre[disc] = points[open_at[int(np.argmin(near))]]
        free = np.minimum(free, np.hypot(*(points - centre[disc]).T) - needed)
    return centre
