"""What earlier events nearby add to the intensity at each event, in cells and by time, cut off where it is nothing."""

import numba
import numpy as np

from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.space_time_trigger.cells import in_cells

FAR = 12.0  # beyond, exp(−12): a part in 160,000 of what the nearest could add


@numba.njit(cache=True, nogil=True)
def triggered(
    x: Floats, y: Floats, times: Floats, end: float, delay: float, spread: float
) -> tuple[Floats, Floats, Floats, float, float]:
    """If each event is followed by one other, exponentially after `delay` days in the mean and normally `spread` away along
    either axis: the density of followers of earlier events at each event, (n,); its derivatives by the logarithms of
    `delay` and of `spread`, (n,) each; the followers expected before `end`, and their derivative by that of `delay`.

    `times`: (n,) rising. Memory grows with the events: no pair is kept. Cells are walked with their neighbours, by time.
    """
    n = len(times)
    past, by_delay, by_spread = np.zeros(n), np.zeros(n), np.zeros(n)
    order, begins, columns, rows = in_cells(x, y, np.sqrt(2.0 * FAR) * spread)
    at_x, at_y, when = x[order], y[order], times[order]
    rate, shrink = 1.0 / delay, 0.5 / spread**2
    long_ago = FAR * delay
    for here in range(columns * rows):
        row, column = here // columns, here % columns
        for below in range(max(row - 1, 0), min(row + 2, rows)):
            for beside in range(max(column - 1, 0), min(column + 2, columns)):
                there = below * columns + beside
                first, last = begins[there], begins[there + 1]
                for a in range(begins[here], begins[here + 1]):
                    while first < last and when[first] < when[a] - long_ago:
                        first += 1
                    b = first
                    while b < last and when[b] < when[a]:
                        apart = shrink * ((at_x[a] - at_x[b]) ** 2 + (at_y[a] - at_y[b]) ** 2)
                        waited = rate * (when[a] - when[b])
                        if apart + waited < FAR:
                            added = np.exp(-apart - waited)
                            past[order[a]] += added
                            by_delay[order[a]] += added * (waited - 1.0)
                            by_spread[order[a]] += added * 2.0 * (apart - 1.0)
                        b += 1
    height = rate * shrink / np.pi
    left = rate * (end - times)
    gone = np.exp(-left)
    return height * past, height * by_delay, height * by_spread, (1.0 - gone).sum(), -(left * gone).sum()
