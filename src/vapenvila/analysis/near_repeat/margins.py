"""Knox's own margins: pairs close in space whatever their days, and pairs close in time wherever they lie."""

from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Margins:
    """`pairs`: n (n − 1) / 2. `space`: pairs in each distance band. `time`: pairs in each day band."""

    pairs: int
    space: tuple[int, ...]
    time: tuple[int, ...]

    def expected(self, distance: int, days: int) -> float:
        """Pairs in the cell of these two bands, were place and time independent (Knox 1964)."""
        return self.space[distance] * self.time[days] / self.pairs


def pairs_by_days(when: NDArray[np.float64], edges: NDArray[np.float64], *, right: bool) -> tuple[int, ...]:
    """Pairs of events in each band of days apart.

    `when`: (n,) days. `edges`: (bands + 1,) rising. `right`: a band holds its upper edge ((a, b], the first from [0]), else
    its lower ([a, b)). Time grows with n log n, never with the pairs.
    """
    ordered = np.sort(when - when.min())
    up_to = [0 if edge == 0 else int(_closer_than(ordered, float(edge), right)) for edge in edges]
    return tuple(int(band) for band in np.diff(up_to))


@numba.njit(cache=True)
def _closer_than(ordered: NDArray[Any], edge: float, right: bool) -> int:
    """Pairs less than `edge` apart (or not more, if `right`); both ends only move on. (Any: numba's own array.)"""
    found, first = 0, 0
    for last in range(len(ordered)):
        while ordered[last] - ordered[first] > edge or (not right and ordered[last] - ordered[first] == edge):
            first += 1
        found += last - first
    return found
