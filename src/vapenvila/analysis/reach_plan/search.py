"""A good plan fast: the best next person again and again, then exchanges of one for one while they help.

Compiled. Every plan it gives keeps all limits; how far it may be from the best is told by the bound of the exact
methods, never by this one.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Choice
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.rows import Rows

_ENOUGH = 1e-9
_MOST_PASSES = 50


class _Given(NamedTuple):
    """What does not change: rows of candidates and candidates of rows, the chance that each comes, the limits."""

    start: NDArray[np.int64]
    rows: NDArray[np.int64]
    back_start: NDArray[np.int64]
    back: NDArray[np.int64]
    weight: NDArray[np.float64]
    chance: NDArray[np.float64]
    group: NDArray[np.int64]
    needs: NDArray[np.int64]
    conflict_start: NDArray[np.int64]
    conflict: NDArray[np.int64]
    seats: int
    total: int


class _Plan(NamedTuple):
    """The plan so far. `miss`: (r,) chance that nobody of the plan reaches the row. `held`: (g,) chosen of each group.
    `place`: (m,) the meeting of those with rivals, −1 for the others. `seated`: how many of them in each meeting."""

    chosen: NDArray[np.bool_]
    miss: NDArray[np.float64]
    held: NDArray[np.int64]
    place: NDArray[np.int64]
    seated: NDArray[np.int64]


def found_by_search(
    rows: Rows,
    bounds: Bounds,
    chance: NDArray[np.float64],
    first: NDArray[np.int64],
) -> Choice | None:
    """A plan, or None when the search finds none that keeps the limits (there may still be one).

    `chance`: (m,) that each comes, all 1 where only reach counts. `first`: candidates taken first, in this order, as
    far as the limits allow, such as those an easier problem chose.
    """
    given = _Given(
        rows.back_start,
        rows.back,
        rows.start,
        rows.candidates,
        rows.weight,
        chance,
        bounds.group,
        bounds.needs,
        *bounds.conflicts(),
        bounds.seats,
        bounds.total,
    )
    m = len(chance)
    plan = _Plan(
        np.zeros(m, np.bool_),
        np.ones(len(rows.weight)),
        np.zeros(len(bounds.needs), np.int64),
        np.full(m, -1, np.int64),
        np.zeros(bounds.sessions, np.int64),
    )
    return Choice(plan.chosen, plan.place) if _search(given, plan, first) else None


@njit(cache=True)
def _session(i: int, g: Any, p: Any) -> Any:  # Any: compiled, typed by numba
    """The first meeting without a rival and with a seat; −1 when there is none. Who has no rival fits anywhere."""
    if g.conflict_start[i] == g.conflict_start[i + 1]:
        return len(p.seated)
    for s in range(len(p.seated)):
        free = p.seated[s] < g.seats
        for e in range(g.conflict_start[i], g.conflict_start[i + 1]):
            free = free and p.place[g.conflict[e]] != s
        if free:
            return s
    return -1


@njit(cache=True)
def _best(wanted: int, out: int, g: Any, p: Any) -> Any:  # Any: compiled
    """The candidate not chosen who has a seat and adds most, −1 when nobody adds anything or stands in for `out`.

    `wanted`: 1 where a group still needs somebody: then only its people count. `out`: who has just been taken out and
    comes back unless somebody adds more; −1 for nobody.
    """
    found, most = out, -1.0 if wanted else _ENOUGH
    for k in range(-1, len(p.chosen)):
        i = out if k < 0 else k
        if i < 0 or p.chosen[i] or (k == out):
            continue
        if wanted and (g.group[i] < 0 or p.held[g.group[i]] >= g.needs[g.group[i]]):
            continue
        gain = 0.0
        for e in range(g.start[i], g.start[i + 1]):
            gain += g.weight[g.rows[e]] * p.miss[g.rows[e]]
        gain *= g.chance[i]
        if k < 0:
            most = max(most, gain + _ENOUGH)
        elif gain > most and _session(i, g, p) >= 0:
            found, most = i, gain
    return found


@njit(cache=True)
def _turn(i: int, g: Any, p: Any) -> None:  # Any: compiled
    """Put a candidate into the plan, or take one out who is in it."""
    sign = -1 if p.chosen[i] else 1
    if sign > 0:
        s = _session(i, g, p)
        if s < len(p.seated):
            p.place[i] = s
            p.seated[s] += 1
    elif p.place[i] >= 0:
        p.seated[p.place[i]] -= 1
        p.place[i] = -1
    p.chosen[i] = sign > 0
    if g.group[i] >= 0:
        p.held[g.group[i]] += sign
    for e in range(g.start[i], g.start[i + 1]):
        row = g.rows[e]
        left = 1.0
        for f in range(g.back_start[row], g.back_start[row + 1]):
            if p.chosen[g.back[f]]:
                left *= 1.0 - g.chance[g.back[f]]
        p.miss[row] = left


@njit(cache=True)
def _missing(g: Any, p: Any) -> Any:  # Any: compiled
    """How many the groups still need together."""
    missing = 0
    for j in range(len(g.needs)):
        missing += max(g.needs[j] - p.held[j], 0)
    return missing


@njit(cache=True)
def _search(g: Any, p: Any, first: Any) -> Any:  # Any: compiled
    """First those named, then the best next one until nobody adds anything, then exchanges until none helps.

    One loop of steps, each of which takes at most one out and puts at most one in. True when the limits are kept.
    """
    m = len(p.chosen)
    named = count = at = still = 0
    full = False
    for _ in range(len(first) + _MOST_PASSES * m):
        out = named_one = -1
        if named < len(first):
            i = first[named]
            named += 1
            helps = g.group[i] >= 0 and p.held[g.group[i]] < g.needs[g.group[i]]
            room = g.total - count - _missing(g, p) + (1 if helps else 0)
            if p.chosen[i] or room <= 0 or _session(i, g, p) < 0:
                continue
            named_one = i
        elif full:
            at = (at + 1) % m
            still += 1
            if still > m:
                return True
            if not p.chosen[at]:
                continue
            out = at
        who = out
        for half in range(2):
            if half == 1:
                who = named_one
                if who < 0 and (count < g.total or out >= 0):
                    who = _best(_missing(g, p), out, g, p)
            if who >= 0:
                _turn(who, g, p)
        if who < 0:
            if _missing(g, p) > 0:
                return False
            full = True
        elif out < 0:
            count += 1
        elif who != out:
            still = 0
            full = False
    return _missing(g, p) == 0
