"""The accesses of one room in one month, as facts for the rules of the log review."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from vapenvila.rules.log_review import AccessFacts, month_after
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.audit.queries import Wanted, events_from_room
from vapenvila.web.partners.models import Room

NOT_AN_ACCESS = frozenset(
    {"this_week.read", "trail.read", "export.read", "log_review.read", "log_review.listed"}
)

# A part of the house that knows more of a record (surname, address, open task) adds a function here when Django is ready:
# it gets the accesses with their records, and gives the same accesses with what it knows.
KNOWS_MORE: list[Callable[[Room, list[tuple[AccessFacts, UUID | None, str]]], Iterable[AccessFacts]]] = []


def accesses_of(room: Room, month: date) -> list[AccessFacts]:
    """What the room's people read, took out, changed or were refused in the month. Acts of the system are left out."""
    zone = ZoneInfo(room.programme.time_zone)
    since = datetime.combine(month, time.min, tzinfo=zone)
    until = datetime.combine(month_after(month), time.min, tzinfo=zone)
    events = events_from_room(room.programme_id, room.pk, Wanted(since=since, until=until))
    found = [(facts, event.subject, event.subject_kind) for event, facts in _facts(events, zone)]
    accesses = [facts for facts, _, _ in found]
    for know in KNOWS_MORE:
        accesses = list(know(room, [(a, f[1], f[2]) for a, f in zip(accesses, found, strict=True)]))
    return accesses


def _facts(events: Iterable[AuditEvent], zone: ZoneInfo) -> Iterator[tuple[AuditEvent, AccessFacts]]:
    for event in events:
        if event.user is None or event.act in NOT_AN_ACCESS or event.manner == Manner.SIGN_IN:
            continue
        yield (
            event,
            AccessFacts(
                event=event.id,
                user=event.user,
                at=event.at.astimezone(zone),
                act=event.act,
                refused=event.manner == Manner.REFUSED,
                taken_out=event.manner == Manner.EXPORT,
            ),
        )
