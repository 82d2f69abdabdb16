"""A choice of positions read back as people: who, why, in which meeting, whom it reaches and what else is as good."""

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.choice import Floats, Proved, worth
from vapenvila.analysis.reach_plan.limits import Bounds
from vapenvila.analysis.reach_plan.meetings import meetings_of
from vapenvila.analysis.reach_plan.people import Identifier, People
from vapenvila.analysis.reach_plan.result import GroupReach, Invitee, Objective, ReachPlan
from vapenvila.analysis.reach_plan.rows import Rows
from vapenvila.analysis.reach_plan.stand_ins import Part, parts_in

MOST_ALTERNATIVES = 10
MOST_STAND_INS = 20

Positions = NDArray[np.int64]


def read_plan(
    people: People,
    rows: Rows,
    bounds: Bounds,
    proved: Proved,
    objective: Objective,
    *,
    optimal: bool,
    sizes: Floats | None,
) -> ReachPlan:
    """The result of a choice. `rows` are those the choice was made over; `sizes` of the groups where even counts."""
    choice = proved.choice
    chosen = np.flatnonzero(choice.chosen)
    times = np.asarray(people.reach[chosen].sum(axis=0)).ravel()
    chance = people.chance if objective == "expected" else np.ones(len(people.candidates))
    parts = parts_in(rows, bounds, choice, chance, sizes)
    seats = meetings_of(choice, bounds.sessions)
    return ReachPlan(
        objective=objective,
        n=people.n,
        meetings=tuple(_names(people, people.candidates[seat]) for seat in seats),
        invitees=tuple(_invitee(people, part) for part in parts),
        groups=_groups(people, chosen, times > 0),
        reached=int((times > 0).sum()),
        expected=worth(rows, choice.chosen, people.chance),
        bound=proved.bound,
        optimal=optimal,
        not_reached=_names(people, np.flatnonzero(times == 0)),
        unreachable=_names(people, people.unreachable),
        alternatives=_alternatives(people, chosen, parts),
        unknown=people.unknown,
        short_groups=bounds.short_groups,
        hops=people.hops,
        seconds=0.0,
    )


def _names(people: People, positions: Positions) -> tuple[Identifier, ...]:
    return tuple(people.ids[position] for position in positions)


def _invitee(people: People, part: Part) -> Invitee:
    position = people.candidates[part.candidate]
    group = people.group[position]
    return Invitee(
        id=people.ids[position],
        group=people.group_names[group] if group >= 0 else None,
        reaches=int(people.reach.indptr[part.candidate + 1] - people.reach.indptr[part.candidate]),
        alone=part.alone,
        stand_ins=_names(people, people.candidates[part.stand_ins[:MOST_STAND_INS]]),
    )


def _groups(people: People, chosen: Positions, reached: NDArray[np.bool_]) -> tuple[GroupReach, ...]:
    invited = np.zeros(people.n, dtype=np.bool_)
    invited[people.candidates[chosen]] = True
    count = len(people.group_names)
    among, called, hit = (
        np.bincount(people.group[(people.group >= 0) & these], minlength=count)
        for these in (np.ones(people.n, dtype=np.bool_), invited, reached)
    )
    return tuple(
        GroupReach(name, int(among[g]), int(called[g]), int(hit[g]))
        for g, name in enumerate(people.group_names)
    )


def _alternatives(
    people: People, chosen: Positions, parts: tuple[Part, ...]
) -> tuple[tuple[Identifier, ...], ...]:
    """Whole sets as good as the plan, each one exchange away: a first for each invited one, then further ones."""
    most = max((len(part.stand_ins) for part in parts), default=0)
    exchanges = [
        (part.candidate, part.stand_ins[turn])
        for turn in range(min(most, MOST_ALTERNATIVES))
        for part in parts
        if turn < len(part.stand_ins)
    ]
    return tuple(
        _names(people, people.candidates[np.sort(np.append(chosen[chosen != out], into))])
        for out, into in exchanges[:MOST_ALTERNATIVES]
    )
