"""A person's memberships and ties as a part of the person's page, in rooms of the police."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vapenvila.rules.membership_access import may_use
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.person_listing import may_be_listed
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.memberships.facts import person_facts
from vapenvila.web.memberships.models import Tie
from vapenvila.web.memberships.queries.groups import labels_of_groups
from vapenvila.web.memberships.queries.statements import statements_of
from vapenvila.web.memberships.queries.ties import ties_of
from vapenvila.web.people.models import Person
from vapenvila.web.people.slots import PersonSlot
from vapenvila.web.retention.due_days import day_of

MOST_TIES = 20


def part_of_person(person: Person, reader: Reader, now: datetime) -> Mapping[str, Any] | None:
    """Statements and ties of the person; None where the room holds none or the reader may not see them."""
    room, today = PersonRoom(person.room_id, AgencyKind(person.room.agency.kind)), day_of(now)
    if not may_use(reader, Right.READ_MEMBERSHIPS, room, today=today):
        return None
    labels = labels_of_groups(person.room.programme, now=now)
    rows = statements_of(person, today=today)
    ties = ties_of(person, today=today)
    shown = [{"tie": tie, "other": _other_end(tie, person)} for tie in ties[:MOST_TIES]]
    return {
        "statements": [{"row": row, "group": labels.get(row.group_id, row.group.code)} for row in rows],
        "ties": shown,
        "more_ties": max(ties.count() - MOST_TIES, 0),
        "listed": may_be_listed(person_facts(person), today=today),
        "may_state": may_use(reader, Right.STATE_MEMBERSHIPS, room, today=today),
    }


def _other_end(tie: Tie, person: Person) -> Person:
    """The one of the two that is not this person; both as the records they live in now."""
    ends: list[Person] = [end.merged_into or end for end in (tie.person_a, tie.person_b)]
    return ends[1] if ends[0].pk == person.pk else ends[0]


SLOT = PersonSlot("memberships/on_person.html", part_of_person)
