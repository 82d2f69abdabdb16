"""Where does it happen anyway? The density of places at each event, by kernels over all the others.

An event left in its own kernel would always be foretold by itself. Cities have hot spots of every size, down to single
addresses; with one width, what is narrower than it would pass for events that follow one another. So the kernel is a mix of
normal densities of the bandwidth, a third and a tenth of it, weighted so that the events foretell each other best. One part
in a hundred is spread evenly over the box, so that an event far from all others is not impossible.

Up to `EXACT` events the sums are exact but for what lies beyond five widths; beyond, they are made on a lattice, whose time
and memory grow with the events and not with their pairs, unless that would have more than `MOST_POINTS`.
"""

import numba
import numpy as np
from scipy import ndimage

from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.space_time_trigger.cells import in_cells

EXACT = 5_000
MOST_POINTS = 4_000_000
EVEN = 0.01
WIDTHS = (1.0, 1.0 / 3.0, 0.1)  # bandwidths
_AWAY = 5.0  # widths; beyond lies a part in 270,000 of the kernel
_FINE = 4.0  # lattice points to a width
_ROUNDS = 200


def density_by_others(x: Floats, y: Floats, bandwidth: float, area: float) -> Floats:
    """(n,) per unit of area. `x`, `y`: (n,) events, at least two. `area`: of the box."""
    kernels = np.stack([kernel_sums(x, y, part * bandwidth) for part in WIDTHS]) / (len(x) - 1.0)
    return np.asarray((1.0 - EVEN) * best_mix(kernels, EVEN / area) @ kernels + EVEN / area)


def kernel_sums(x: Floats, y: Floats, width: float) -> Floats:
    """(n,) the normal density of this width summed over the other events."""
    points = (np.ptp(x) * _FINE / width + 2.0) * (np.ptp(y) * _FINE / width + 2.0)
    return (exact_sums if len(x) <= EXACT or points > MOST_POINTS else lattice_sums)(x, y, width)


@numba.njit(cache=True, nogil=True)
def best_mix(kernels: Floats, even: float) -> Floats:
    """(k,) weights, summing to 1, of densities `kernels` (k, n) that make the events most likely beside an even part (EM)."""
    count, n = kernels.shape
    weights = np.full(count, 1.0 / count)
    for _ in range(_ROUNDS):
        drawn = np.zeros(count)
        for i in range(n):
            here = even
            for k in range(count):
                here += (1.0 - EVEN) * weights[k] * kernels[k, i]
            for k in range(count):
                drawn[k] += weights[k] * kernels[k, i] / here
        moved = drawn / drawn.sum()
        change = np.abs(moved - weights).max()
        weights = moved
        if change < 1e-4:
            break
    return weights


def lattice_sums(x: Floats, y: Floats, width: float) -> Floats:
    """(n,) the same, each dealt to the four points around it and read from them."""
    step = width / _FINE
    # Dealing out and reading widen the kernel by a sixth of a step squared each, in the mean over all places.
    narrower = np.sqrt(_FINE**2 - 1.0 / 3.0)
    across, up = (_between(v, step) for v in (x, y))
    columns, rows = across[0].max() + 2, up[0].max() + 2
    corners = [
        ((up[0] + b) * columns + across[0] + a, (up[1] if b else 1.0 - up[1]) * (across[1] if a else 1.0 - across[1]))
        for a in (0, 1)
        for b in (0, 1)
    ]  # fmt: skip
    held = np.zeros(columns * rows)
    for at, weight in corners:
        held += np.bincount(at, weight, columns * rows)
    smooth = ndimage.gaussian_filter(
        held.reshape(rows, columns), narrower, mode="constant", truncate=_AWAY
    ).ravel()
    read = np.sum([weight * smooth[at] for at, weight in corners], axis=0)
    reach = np.arange(-int(_AWAY * narrower + 0.5), int(_AWAY * narrower + 0.5) + 1)
    kernel = np.exp(-0.5 * (reach / narrower) ** 2)
    middle, beside = kernel[[len(reach) // 2, len(reach) // 2 + 1]] / kernel.sum()
    own = np.prod(
        [(f**2 + (1.0 - f) ** 2) * middle + 2.0 * f * (1.0 - f) * beside for f in (across[1], up[1])], axis=0
    )
    return np.asarray(np.maximum(read - own, 0.0) / step**2)


def _between(values: Floats, step: float) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Floats]:
    """The lattice point below each, and how far it lies beyond it in steps."""
    at = (values - values.min()) / step
    below = np.floor(at).astype(np.int64)
    return below, at - below


@numba.njit(cache=True, nogil=True)
def exact_sums(x: Floats, y: Floats, width: float) -> Floats:
    """(n,) the same, within five widths."""
    order, begins, columns, rows = in_cells(x, y, _AWAY * width)
    sums = np.zeros(len(x))
    shrink = -0.5 / width**2
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            for a in range(begins[here], begins[here + 1]):
                i = order[a]
                for below in range(row, min(row + 2, rows)):  # what lies before has looked here
                    first = begins[below * columns + max(column - 1, 0)]
                    last = begins[below * columns + min(column + 1, columns - 1) + 1]
                    for b in range(max(first, a + 1), last):
                        j = order[b]
                        apart = shrink * ((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2)
                        if apart > -0.5 * _AWAY**2:
                            weight = np.exp(apart)
                            sums[i] += weight
                            sums[j] += weight
    return sums / (2.0 * np.pi * width**2)
