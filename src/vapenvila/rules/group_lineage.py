"""What became of groups, and whose earlier acts count for whom afterwards (domain.md section 3).

Without this a fall in "the group's" violence may be a new name. An act is never counted twice for one group; after a
split it may count for several, so sums are made over acts and not over groups.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say


class LineageKind(StrEnum):
    """What happened to the groups."""

    SPLIT = "split"
    MERGE = "merge"
    RENAME = "rename"
    ABSORB = "absorb"
    DISSOLVE = "dissolve"
    RE_FORM = "re_form"


class CountRule(StrEnum):
    """Whom the acts from before the event count for, besides the groups they were laid to."""

    FOLLOW_ALL = "follow_all"  # every successor
    FOLLOW_SUCCESSOR = "follow_successor"  # the one that is named
    STOP = "stop"  # none


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageFacts:
    """One event. `main`: the successor that acts follow under `FOLLOW_SUCCESSOR`."""

    kind: LineageKind
    on: date
    count_rule: CountRule
    from_groups: frozenset[UUID]
    to_groups: frozenset[UUID]
    main: UUID | None = None

    def successors_counted(self) -> frozenset[UUID]:
        """The groups that earlier acts count for after this event."""
        if self.count_rule is CountRule.STOP:
            return frozenset()
        if self.count_rule is CountRule.FOLLOW_SUCCESSOR:
            return frozenset({self.main}) if self.main is not None else frozenset()
        return self.to_groups


@dataclass(frozen=True, slots=True, order=True)
class CountedActs:
    """Acts laid to `group`, those before `before` only (None: all of them)."""

    group: UUID
    before: date | None


# How many groups go in and come out: (least, most) before, (least, most) after. None: no limit.
SHAPES: dict[LineageKind, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    LineageKind.SPLIT: ((1, 1), (2, None)),
    LineageKind.MERGE: ((2, None), (1, 1)),
    LineageKind.RENAME: ((1, 1), (1, 1)),
    LineageKind.ABSORB: ((1, None), (1, 1)),
    LineageKind.DISSOLVE: ((1, None), (0, 0)),
    LineageKind.RE_FORM: ((1, None), (1, 1)),
}


def may_record(event: LineageFacts) -> Decision:
    """Whether such an event can be: so many groups before and after, and a counting rule that names whom acts follow."""
    before, after = SHAPES[event.kind]
    if not _within(len(event.from_groups), before):
        return refuse(say("That is the wrong number of groups before for such an event."))
    if not _within(len(event.to_groups), after):
        return refuse(say("That is the wrong number of groups after for such an event."))
    if event.from_groups & event.to_groups and event.kind is not LineageKind.SPLIT:
        return refuse(say("A group cannot stand both before and after. Only a split may leave it in being."))
    if event.kind is LineageKind.DISSOLVE and event.count_rule is not CountRule.STOP:
        return refuse(say("Nothing comes after a group that dissolves, so its acts stop there."))
    if event.count_rule is CountRule.FOLLOW_SUCCESSOR and event.main not in event.to_groups:
        return refuse(say("Name the group that the earlier acts follow, among those after the event."))
    if event.count_rule is not CountRule.FOLLOW_SUCCESSOR and event.main is not None:
        return refuse(say("A single group is named only when acts follow one group."))
    return allow(say("The event may be recorded."))


def acts_counted_for(group: UUID, events: Sequence[LineageFacts]) -> frozenset[CountedActs]:
    """Whose acts count for this group: its own, and those of earlier groups from before they became it."""
    found: dict[UUID, date | None] = {group: None}
    _inherit(group, None, tuple(events), found)
    return frozenset(CountedActs(one, before) for one, before in found.items())


def groups_credited(group: UUID, on: date, events: Iterable[LineageFacts]) -> frozenset[UUID]:
    """The groups that one act, laid to `group` on this day, counts for: its own and all that it passes on to."""
    later = sorted((event for event in events if event.on > on), key=lambda event: event.on)
    credited = {group}
    for day in sorted({event.on for event in later}):
        _spread(credited, [event for event in later if event.on == day])
    return frozenset(credited)


def _within(count: int, bounds: tuple[int, int | None]) -> bool:
    least, most = bounds
    return least <= count and (most is None or count <= most)


def _spread(credited: set[UUID], same_day: list[LineageFacts]) -> None:
    """Pass on over the events of one day until nobody new is reached: two steps on one day are two steps."""
    reached = -1
    while reached != len(credited):
        reached = len(credited)
        for event in same_day:
            if event.from_groups & credited:
                credited |= event.successors_counted()


def _inherit(
    group: UUID, limit: date | None, events: tuple[LineageFacts, ...], found: dict[UUID, date | None]
) -> None:
    """Add the groups before `group`, each with the day before which its acts count; the latest day wins."""
    for event in events:
        if group not in event.successors_counted() or (limit is not None and event.on > limit):
            continue
        for earlier in event.from_groups:
            if earlier in found and (found[earlier] is None or _no_earlier(found[earlier], event.on)):
                continue
            found[earlier] = event.on
            _inherit(earlier, event.on, events, found)


def _no_earlier(known: date | None, on: date) -> bool:
    return known is not None and known >= on
