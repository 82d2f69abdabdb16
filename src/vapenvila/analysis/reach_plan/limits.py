"""What a plan must keep: places, meetings, everybody's group represented, rivals never in one meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.reach_plan.people import Identifier, Pairs, People, shown
from vapenvila.analysis.reach_plan.reach_error import ReachError

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the planner asks for.

    `capacity`: places in each meeting, None for no limit. `sessions`: number of meetings. `max_total`: most people
    invited over all meetings, None for no further limit. `per_group_min`: fewest invited from each group that has
    someone to invite. `rivals`: pairs of people, or of groups, never in the same meeting. `excluded`: never invited.
    """

    capacity: int | None = None
    sessions: int = 1
    max_total: int | None = None
    per_group_min: int = 0
    rivals: Pairs = ()
    rivals_between: str = "people"
    excluded: Sequence[Identifier] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """The limits over the m candidates. `total`: most in all. `seats`: most in a meeting. `group`: (m,) group of each.
    `needs`: (g,) fewest from each group. `apart`: pairs of sets of candidates that never share a meeting."""

    total: int
    seats: int
    sessions: int
    group: Positions
    needs: Positions
    apart: tuple[tuple[Positions, Positions], ...]
    short_groups: tuple[Identifier, ...]

    @property
    def conflicted(self) -> Positions:
        """Candidates who have a rival."""
        sides = [side for pair in self.apart for side in pair]
        return np.unique(np.concatenate(sides)) if sides else np.zeros(0, dtype=np.int64)

    def conflicts(self) -> tuple[Positions, Positions]:
        """Rivals of each candidate as compressed rows: (m + 1,) starts and the rivals."""
        m = len(self.group)
        pairs = [np.stack(np.meshgrid(a, b, indexing="ij"), -1).reshape(-1, 2) for a, b in self.apart]
        one = np.concatenate(pairs) if pairs else np.zeros((0, 2), dtype=np.int64)
        both = np.unique(np.concatenate([one, one[:, ::-1]]), axis=0)
        starts = np.concatenate([[0], np.cumsum(np.bincount(both[:, 0], minlength=m))])
        return starts.astype(np.int64), np.ascontiguousarray(both[:, 1], dtype=np.int64)


def bounds_of(people: People, limits: Limits) -> Bounds:
    """The limits turned into positions of candidates. Raises ReachError for limits that cannot be meant or kept."""
    m = len(people.candidates)
    for value, name, least in (
        (limits.capacity, "The number of places", 1),
        (limits.sessions, "The number of meetings", 1),
        (limits.max_total, "The most invited in all", 1),
        (limits.per_group_min, "The fewest from each group", 0),
    ):
        if value is not None and value < least:
            raise ReachError(f"{name} is {value}; give at least {least}.")
    group = people.group[people.candidates]
    if limits.per_group_min and not people.group_names:
        raise ReachError("A fewest number from each group needs the group of each person.")
    there = np.bincount(group[group >= 0], minlength=len(people.group_names))
    needs = np.minimum(there, limits.per_group_min)
    seats = min(m, limits.capacity or m)
    total = min(m, seats * limits.sessions, limits.max_total or m)
    if needs.sum() > total:
        raise ReachError(
            f"Groups need {int(needs.sum())} places for at least {limits.per_group_min} from each, "
            f"but only {total} can be invited."
        )
    short = [people.group_names[g] for g in np.flatnonzero(there < limits.per_group_min)]
    return Bounds(
        total=total,
        seats=seats,
        sessions=min(limits.sessions, m),
        group=group,
        needs=needs.astype(np.int64),
        apart=_apart(people, limits),
        short_groups=tuple(short),
    )


def _apart(people: People, limits: Limits) -> tuple[tuple[Positions, Positions], ...]:
    """Rivalries between candidates. A rivalry with someone who is not invited anyway costs nothing."""
    if limits.rivals_between == "people":
        known: dict[Identifier, int] = {name: position for position, name in enumerate(people.ids)}
        of = people.candidates
    elif limits.rivals_between == "groups":
        known = {name: position for position, name in enumerate(people.group_names)}
        of = people.group[people.candidates]
    else:
        raise ReachError(f"Rivals are between people or groups, not {limits.rivals_between!r}.")
    strangers = [name for pair in limits.rivals for name in pair if name not in known]
    if strangers:
        raise ReachError(f"Rivals that are not among the {limits.rivals_between}: {shown(strangers)}.")
    found = {}
    for one, other in limits.rivals:
        if one == other:
            raise ReachError(f"{one} cannot be a rival of {one}.")
        sides = tuple(sorted((known[one], known[other])))
        found[sides] = tuple(np.flatnonzero(of == side) for side in sides)
    return tuple((a, b) for a, b in found.values() if len(a) and len(b))
