"""The same plans the obvious way: every set of people is tried. For tests, with a handful of candidates."""

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np

from vapenvila.analysis.reach_plan.limits import Bounds, Limits, bounds_of
from vapenvila.analysis.reach_plan.people import People
from vapenvila.analysis.reach_plan.reach_error import ReachError
from vapenvila.analysis.reach_plan.result import Objective


def best_by_trying_all(people: People, limits: Limits, objective: Objective) -> tuple[float, ...] | None:
    """The worth of the best plan: people reached, expected people reached, people invited, or (least share, people
    reached). None when no set keeps the limits."""
    bounds = bounds_of(people, limits)
    if (
        objective == "even"
        and not (people.group[np.setdiff1d(np.arange(people.n), people.unreachable)] >= 0).any()
    ):
        raise ReachError("Nobody reaches anyone of any group.")
    values = [_worth(people, chosen, objective) for chosen in _allowed(bounds)]
    known = [value for value in values if value is not None]
    if not known:
        return None
    return min(known) if objective == "dominate" else max(known)


def _allowed(bounds: Bounds) -> Iterator[tuple[int, ...]]:
    for size in range(bounds.total + 1):
        for chosen in combinations(range(len(bounds.group)), size):
            held = [sum(bounds.group[i] == g for i in chosen) for g in range(len(bounds.needs))]
            if all(h >= n for h, n in zip(held, bounds.needs, strict=True)) and can_be_seated(chosen, bounds):
                yield chosen


def can_be_seated(chosen: tuple[int, ...], bounds: Bounds) -> bool:
    """Whether some way of placing these people in meetings keeps rivals apart and every meeting within its seats."""
    if not bounds.apart and len(chosen) <= bounds.seats * bounds.sessions:
        return True
    for seating in product(range(bounds.sessions), repeat=len(chosen)):
        place = dict(zip(chosen, seating, strict=True))
        full = any(seating.count(s) > bounds.seats for s in range(bounds.sessions))
        clash = any(
            place[a] == place[b]
            for one, other in bounds.apart
            for a in one
            for b in other
            if a in place and b in place
        )
        if not full and not clash:
            return True
    return False


def _worth(people: People, chosen: tuple[int, ...], objective: Objective) -> tuple[float, ...] | None:
    table = people.reach[list(chosen)].toarray() > 0
    hit = table.any(axis=0) if chosen else np.zeros(people.n, dtype=np.bool_)
    if objective == "expected":
        missed = np.prod(1.0 - table * people.chance[list(chosen)][:, None], axis=0)
        return (float((1.0 - missed).sum()),)
    if objective == "dominate":
        reachable = people.reach.toarray().any(axis=0)
        return (float(len(chosen)),) if hit[reachable].all() else None
    if objective == "even":
        reachable = people.reach.toarray().any(axis=0)
        groups = [people.group == g for g in range(len(people.group_names))]
        least = min(float(hit[own].mean()) for own in groups if reachable[own].any())
        return (round(least, 9), float(hit.sum()))
    return (float(hit.sum()),)
