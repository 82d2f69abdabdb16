"""Which fields of the minutes each reader sees. Locked minutes are told outside the table, group-level facts are not.

What the table knows about groups has been told to the agencies at the table, each with a task in it. Whoever only reads
minutes (the steering group) has not been tested for: a fact about a group passes a harm test before another partner sees
it, even when it names no person (OSL chapter 18; decision 0007). Free text may hold such a fact, so it stays with it.
"""

from datetime import date
from uuid import UUID

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may

_EVERY_READER = Right.READ_MINUTES
_AT_THE_TABLE = Right.READ_PICTURE

# Path in the minutes' data → the right it takes to read it. What does not stand here is shown to nobody.
MINUTES_FIELDS: dict[str, Right] = {
    "format": _EVERY_READER,
    "programme": _EVERY_READER,
    "time_zone": _EVERY_READER,
    "review_no": _EVERY_READER,
    "minutes_no": _EVERY_READER,
    "kind": _EVERY_READER,
    "planned_at": _EVERY_READER,
    "held_at": _EVERY_READER,
    "chair": _EVERY_READER,
    "locked_by": _EVERY_READER,
    "locked_at": _EVERY_READER,
    "attendance.agency": _EVERY_READER,
    "attendance.present": _EVERY_READER,
    "attendance.people": _EVERY_READER,
    "items.no": _EVERY_READER,
    "items.source": _EVERY_READER,
    "items.title": _AT_THE_TABLE,
    "items.follows_kind": _EVERY_READER,
    "items.note": _AT_THE_TABLE,
    "items.outcome": _EVERY_READER,
    "items.seconds": _EVERY_READER,
    "items.incident.number": _EVERY_READER,
    "items.incident.kind": _EVERY_READER,
    "items.incident.state": _EVERY_READER,
    "items.incident.occurred_from": _EVERY_READER,
    "items.incident.occurred_to": _EVERY_READER,
    "items.incident.place": _AT_THE_TABLE,
    "items.incident.area": _EVERY_READER,
    "items.incident.dead": _EVERY_READER,
    "items.incident.injured": _EVERY_READER,
    "items.incident.motive": _AT_THE_TABLE,
    "items.answers.links.side": _AT_THE_TABLE,
    "items.answers.links.status": _AT_THE_TABLE,
    "items.answers.links.group_name": _AT_THE_TABLE,
    "items.answers.links.basis_kind": _AT_THE_TABLE,
    "items.answers.conflict": _AT_THE_TABLE,
    "items.answers.retaliation_expected": _AT_THE_TABLE,
    "items.answers.expected_from": _AT_THE_TABLE,
    "items.answers.expected_against": _AT_THE_TABLE,
    "items.answers.clock_started_at": _EVERY_READER,
    "items.answers.hours": _EVERY_READER,
    "items.answers.stance": _EVERY_READER,
    "items.answers.side_a": _AT_THE_TABLE,
    "items.answers.side_b": _AT_THE_TABLE,
    "items.answers.side_a_contact_at": _EVERY_READER,
    "items.answers.side_b_contact_at": _EVERY_READER,
    "items.answers.family_contact_at": _EVERY_READER,
    "items.answers.hospital_contact_at": _EVERY_READER,
    "items.answers.services_told_at": _EVERY_READER,
    "items.answers.side_a_contact_by": _EVERY_READER,
    "items.answers.side_b_contact_by": _EVERY_READER,
    "items.answers.family_contact_by": _EVERY_READER,
    "items.answers.hospital_contact_by": _EVERY_READER,
    "items.answers.services_told_by": _EVERY_READER,
    "items.decisions.kind": _EVERY_READER,
    "items.decisions.text": _AT_THE_TABLE,
    "items.decisions.agency": _EVERY_READER,
    "items.decisions.role": _EVERY_READER,
    "items.decisions.person": _EVERY_READER,
    "items.decisions.due_at": _EVERY_READER,
}


def readable_minutes_fields(reader: Reader, programme: UUID, *, today: date) -> frozenset[str]:
    """The fields of the minutes this person may read today; none without the right to read minutes."""
    if not may(reader, Right.READ_MINUTES, programme, today=today):
        return frozenset()
    held = {right for right in Right if may(reader, right, programme, today=today)}
    return frozenset(field for field, right in MINUTES_FIELDS.items() if right in held)
