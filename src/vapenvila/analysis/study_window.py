"""The area that was watched: a box or a polygon, what lies in it, and how far that is from its edge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.checked_events import EventError, Floats, checked_numbers

_MOST_CORNERS = 3_000


@dataclass(frozen=True, slots=True, eq=False)
class StudyWindow:
    """A polygon without holes. `corners`: (k, 2) x and y, each once, in turn. `is_box`: a rectangle along the axes."""

    corners: Floats
    is_box: bool

    @property
    def area(self) -> float:
        """In squares of the unit of length."""
        x, y = self.corners.T
        return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2.0)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Least x, least y, largest x, largest y."""
        (left, low), (right, high) = self.corners.min(axis=0), self.corners.max(axis=0)
        return float(left), float(low), float(right), float(high)

    @property
    def sides(self) -> tuple[float, float]:
        """Width and height of the box around it."""
        left, low, right, high = self.bounds
        return right - left, high - low

    def holds(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """(n,) which places lie inside or on the edge."""
        inside = np.zeros(len(x), dtype=np.bool_)
        for (ax, ay), (bx, by) in zip(self.corners, np.roll(self.corners, -1, axis=0), strict=True):
            crosses = (ay > y) != (by > y)
            with np.errstate(divide="ignore", invalid="ignore"):
                inside ^= crosses & (x < ax + (y - ay) * (bx - ax) / (by - ay))
        return inside | (self.to_edge(x, y) <= 1e-9 * max(self.sides))

    def to_edge(self, x: Floats, y: Floats) -> Floats:
        """(n,) distances to the nearest point of the edge."""
        nearest = np.full(len(x), np.inf)
        for (ax, ay), (bx, by) in zip(self.corners, np.roll(self.corners, -1, axis=0), strict=True):
            across, up = bx - ax, by - ay
            along = np.clip(((x - ax) * across + (y - ay) * up) / (across * across + up * up), 0.0, 1.0)
            np.minimum(nearest, np.hypot(x - ax - along * across, y - ay - along * up), out=nearest)
        return nearest

    def check_holds(self, x: Floats, y: Floats) -> None:
        """Raises EventError that names the first place outside."""
        inside = self.holds(x, y)
        if not inside.all():
            at = int(np.argmin(inside))
            raise EventError(
                f"Event {at + 1} at {x[at]:g}, {y[at]:g} lies outside the window; {int((~inside).sum())} of {len(x)} do. "
                "Leave them out, or give the window they were watched in."
            )


def box_around(x: Floats, y: Floats) -> StudyWindow:
    """The smallest box that holds the events. Raises EventError when it has no width or no height."""
    for values, name in ((x, "x"), (y, "y")):
        if not len(values) or values.min() == values.max():
            raise EventError(
                f"All events have the same {name}: they span no area. Give the window they lie in."
            )
    return box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def box(left: float, low: float, right: float, high: float) -> StudyWindow:
    """A rectangle along the axes."""
    return StudyWindow(np.array([[left, low], [right, low], [right, high], [left, high]], dtype=float), True)


def polygon(x: ArrayLike, y: ArrayLike) -> StudyWindow:
    """A window by its corners in turn; the first may be repeated at the end. Raises EventError for what is no area."""
    corners = np.stack([checked_numbers(x, "x of the window"), checked_numbers(y, "y of the window")], axis=1)
    if len(corners) > 1 and (corners[0] == corners[-1]).all():
        corners = corners[:-1]
    if len(corners) < 3:
        raise EventError(f"The window has {len(corners)} corners; at least three make an area.")
    if len(corners) > _MOST_CORNERS:
        raise EventError(f"The window has {len(corners)} corners; simplify it to at most {_MOST_CORNERS}.")
    twice = (corners == np.roll(corners, -1, axis=0)).all(axis=1)
    if twice.any():
        raise EventError(f"Corner {int(np.argmax(twice)) + 1} of the window is given twice.")
    crossed = _crossing(corners)
    if crossed:
        raise EventError(f"The window's sides after corners {crossed[0]} and {crossed[1]} cross or touch.")
    window = StudyWindow(corners, False)
    if window.area <= 1e-12 * max(window.sides) ** 2:
        raise EventError("The corners of the window lie on one line: they enclose no area.")
    return window


def _crossing(corners: Floats) -> tuple[int, int] | None:
    """Two sides (counted from 1) that meet elsewhere than in the corner they share."""
    k = len(corners)
    begin, end = corners, np.roll(corners, -1, axis=0)
    for i in range(k):
        others = np.array([j for j in range(i + 1, k) if (j + 1) % k != i and (i + 1) % k != j], dtype=int)
        if not len(others):
            continue
        a, b, c, d = begin[i], end[i], begin[others], end[others]
        apart = (_turn(a, b, c) * _turn(a, b, d) > 0) | (_turn(c, d, a) * _turn(c, d, b) > 0)
        overlap = (np.minimum(c, d) <= np.maximum(a, b)) & (np.maximum(c, d) >= np.minimum(a, b))
        meets = ~apart & overlap.all(axis=1)
        if meets.any():
            return i + 1, int(others[np.argmax(meets)]) + 1
    return None


def _turn(a: Floats, b: Floats, c: Floats) -> Floats:
    """Sign tells on which side of the line from a to b the points c lie."""
    return np.asarray(
        (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    )
