"""Who acted first after a message: the first incident of each group from a day on, and what was not known before it.

The day is the one a person gives: while no message is on record, nobody can know from here to whom one was given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.group_lineage import LineageFacts, groups_credited
from vapenvila.web.group_map.queries.acts import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAct:
    """The first incident laid to a group. `sure` = confirmed; `unknown_before`: earlier ones laid to no group."""

    group: UUID
    act: Act
    days_after: int
    sure: bool
    unknown_before: int


@dataclass(frozen=True, slots=True)
class AfterMessage:
    """What followed a message, the earliest first. Groups that nothing is laid to are not in it."""

    on: date
    last: date
    first_acts: tuple[FirstAct, ...]
    incidents: int
    offender_unknown: int


def after_message(
    acts: Sequence[Act], *, on: date, last: date, strict: bool, lineage: Iterable[LineageFacts]
) -> AfterMessage:
    """The first incident of each group after the day `on`, which is not counted itself. `acts` in order of their days."""
    events = tuple(lineage)
    found: dict[UUID, FirstAct] = {}
    unknown = incidents = 0
    for act in acts:
        if not on < act.on <= last:
            continue
        incidents += 1
        group = act.offender.group if act.offender.counts(strict=strict) else None
        if group is None:
            unknown += 1
            continue
        for credited in groups_credited(group, act.on, events):
            found.setdefault(credited, _first(credited, act, on, unknown))
    return AfterMessage(on, last, tuple(found.values()), incidents, unknown)


def _first(group: UUID, act: Act, on: date, unknown: int) -> FirstAct:
    return FirstAct(
        group=group,
        act=act,
        days_after=(act.on - on).days,
        sure=act.offender.counts(strict=True),
        unknown_before=unknown,
    )
