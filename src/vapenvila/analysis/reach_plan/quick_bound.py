"""A bound within moments where the linear relaxation may take seconds: no plan reaches more.

Lagrangian relaxation (M. L. Fisher (1981), "The Lagrangian relaxation method for solving integer programming problems",
Management Science 27(1), 1–18): lines that say who reaches a row, and those that keep two people apart, are priced
instead of kept. Whatever the prices, the best plan at these prices is worth at least as much as the best plan; prices
are moved by subgradients. Rivalries between groups, and over several meetings, are left out, which keeps it a bound.
"""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Floats
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.rows import Rows

_STEPS = 120
_PATIENCE = 6
_SHORTER = 0.6


def quick_bound(rows: Rows, bounds: Bounds, value: float) -> float:
    """No plan within the limits reaches more people than this. `value`: of a plan known already."""
    m = len(bounds.group)
    row_of = rows.row_of
    one, other = _pairs_apart(bounds)
    price = rows.weight * np.minimum(1.0, 1.5 / np.diff(rows.start))
    fine = np.zeros(len(one))
    best, length, since = float(rows.weight.sum()), 1.0, 0
    for _ in range(_STEPS):
        gain = np.bincount(rows.candidates, price[row_of], minlength=m).astype(np.float64)
        gain -= np.bincount(one, fine, minlength=m) + np.bincount(other, fine, minlength=m)
        chosen = _best_at_prices(gain, bounds)
        unreached = price < rows.weight
        worth = float(gain[chosen].sum() + (rows.weight - price)[unreached].sum() + fine.sum())
        since = 0 if worth < best - 1e-9 else since + 1
        best = min(best, worth)
        if since > _PATIENCE:
            length, since = length * _SHORTER, 0
        slope = np.bincount(row_of, chosen[rows.candidates], minlength=len(price)) - unreached
        both = 1.0 - chosen[one] - chosen[other]
        size = float(slope @ slope + both @ both)
        if size == 0.0:
            break
        step = length * (worth - value) / size
        price = np.clip(price - step * slope, 0.0, rows.weight)
        fine = np.maximum(0.0, fine - step * both)
    return best


def _pairs_apart(bounds: Bounds) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of people who cannot both be invited."""
    pairs = [(a[0], b[0]) for a, b in bounds.apart if bounds.sessions == len(a) == len(b) == 1]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _best_at_prices(gain: Floats, bounds: Bounds) -> NDArray[np.bool_]:
    """Who is invited when each is worth so much: those each group needs, then the best as long as they add."""
    chosen = np.zeros(len(gain), dtype=np.bool_)
    order = np.argsort(-gain, kind="stable")
    if bounds.needs.any():
        member = order[bounds.group[order] >= 0]
        by_group = member[np.argsort(bounds.group[member], kind="stable")]
        group = bounds.group[by_group]
        begins = np.searchsorted(group, np.arange(len(bounds.needs)))
        chosen[by_group[np.arange(len(group)) - begins[group] < bounds.needs[group]]] = True
    rest = order[~chosen[order]][: bounds.total - int(chosen.sum())]
    chosen[rest[gain[rest] > 0]] = True
    return chosen
