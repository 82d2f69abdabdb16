"""Districts as convex cells that tile a rectangle of open sea in the Kattegat, where nobody lives.

Cells are Voronoi cells of random points after two rounds of Lloyd's relaxation; reflecting the points in the
four sides closes the outer cells exactly (G. Voronoi 1908; S. P. Lloyd 1982, "Least squares quantization in
PCM", IEEE Transactions on Information Theory 28).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Voronoi

from vapenvila.analysis.made_up_city.columns import Indices, Numbers
from vapenvila.analysis.made_up_city.model import Areas
from vapenvila.analysis.made_up_city.names import district_names

WEST, EAST, SOUTH, NORTH = 11.38, 11.62, 56.88, 57.02
"""The rectangle, degrees WGS 84: between Läsö and Anholt, some 30 km from the Swedish coast."""

_ROUNDING = 6


def make_areas(count: int, population: int, rng: np.random.Generator) -> Areas:
    """`count` districts sharing `population` inhabitants unevenly."""
    points = np.column_stack([rng.uniform(WEST, EAST, count), rng.uniform(SOUTH, NORTH, count)])
    cells = _cells(points)
    for _ in range(2):
        cells = _cells(np.array([cell.mean(axis=0) for cell in cells]))
    centres = np.array([cell.mean(axis=0) for cell in cells])
    weight = rng.gamma(4.0, size=count)
    return Areas(
        names=district_names(count, rng),
        rings=tuple(_closed(cell) for cell in cells),
        centre_longitude=np.round(centres[:, 0], _ROUNDING),
        centre_latitude=np.round(centres[:, 1], _ROUNDING),
        population=np.maximum(np.round(population * weight / weight.sum()), 100).astype(np.int32),
    )


def points_within(areas: Areas, area: Indices, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """A uniformly drawn place in each named area: longitudes and latitudes, shape of `area`."""
    longitude, latitude = np.empty(len(area)), np.empty(len(area))
    order = np.argsort(area, kind="stable")
    bounds = np.searchsorted(area[order], np.arange(len(areas) + 1))
    for number, ring in enumerate(areas.rings):
        rows = order[bounds[number] : bounds[number + 1]]
        if len(rows):
            drawn = _in_convex(np.array(ring[:-1]), len(rows), rng)
            longitude[rows], latitude[rows] = drawn[:, 0], drawn[:, 1]
    return longitude, latitude


def _cells(points: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Corner points, counter-clockwise, of each point's cell within the rectangle."""
    mirrored = [points]
    for axis, side in ((0, WEST), (0, EAST), (1, SOUTH), (1, NORTH)):
        image = points.copy()
        image[:, axis] = 2.0 * side - image[:, axis]
        mirrored.append(image)
    diagram = Voronoi(np.concatenate(mirrored))
    cells = []
    for number in range(len(points)):
        corners = diagram.vertices[diagram.regions[diagram.point_region[number]]]
        around = corners - corners.mean(axis=0)
        cells.append(corners[np.argsort(np.arctan2(around[:, 1], around[:, 0]))])
    return cells


def _closed(cell: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    corners = [(float(x), float(y)) for x, y in np.round(cell, _ROUNDING)]
    distinct = [corner for i, corner in enumerate(corners) if corner != corners[i - 1]]
    return (*distinct, distinct[0])


def _in_convex(corners: NDArray[np.float64], count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Uniform points in a convex polygon: choose a triangle of its fan by size, then a point in it."""
    first, second, third = corners[0], corners[1:-1], corners[2:]
    one, two = second - first, third - first
    size = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0])
    chosen = rng.choice(len(size), size=count, p=size / size.sum())
    u, v = rng.random(count), rng.random(count)
    beyond = u + v > 1.0
    u[beyond], v[beyond] = 1.0 - u[beyond], 1.0 - v[beyond]
    return np.asarray(first + u[:, None] * one[chosen] + v[:, None] * two[chosen])
