"""The slow and obvious way to suppress: try every set of further cells, attack each table, keep the cheapest that holds."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.disclosure_control import LinkedTable, attack


def cheapest_by_trying(
    table: LinkedTable, small: NDArray[np.bool_], threshold: float, cost: NDArray[np.float64]
) -> float:
    """The least cost of further cells that protect every small cell from 0 to the threshold."""
    others = np.flatnonzero(~small)
    best = np.inf
    for chosen in product([False, True], repeat=len(others)):
        hidden = small.copy()
        hidden[others[np.array(chosen, dtype=bool)]] = True
        price = float(cost[hidden & ~small].sum())
        if price < best:
            bounds = attack(table, hidden)
            if (bounds.low[small] <= 1e-6).all() and (bounds.high[small] >= threshold - 1e-6).all():
                best = price
    return best
