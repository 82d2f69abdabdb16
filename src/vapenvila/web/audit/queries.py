"""Reading the trail: one filtered, ordered set that page, count and export share."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any  # of any table
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from vapenvila.web.audit.models import AuditCheck, AuditEvent, AuditSeal, ExportApproval, ExportRecord

COUNTED_UP_TO = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for in the trail. None or empty = everything. `since` counts, `until` does not.

    `room`: done on a mission in this room.
    """

    actor: UUID | None = None
    subject: UUID | None = None
    act: str = ""
    manner: str = ""
    room: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the trail: the time and number of an event. What comes after it is older."""

    at: datetime
    id: int


def _matching(wanted: Wanted) -> Q:
    conditions = {
        "user": wanted.actor,
        "subject": wanted.subject,
        "act": wanted.act,
        "manner": wanted.manner,
        "acting_room": wanted.room,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
    }
    return Q(**{name: value for name, value in conditions.items() if value})


def events_of_programme(programme: UUID, wanted: Wanted) -> QuerySet[AuditEvent]:
    """Events of one programme, newest first."""
    return AuditEvent.objects.filter(_matching(wanted), programme=programme).order_by("-at", "-id")


def events_from_room(programme: UUID, room: UUID, wanted: Wanted) -> QuerySet[AuditEvent]:
    """What people on a mission in this room did in the programme, oldest first."""
    return AuditEvent.objects.filter(_matching(wanted), programme=programme, acting_room=room).order_by(
        "at", "id"
    )


def events_by(user: UUID, wanted: Wanted) -> QuerySet[AuditEvent]:
    """What one person did, in all programmes, newest first."""
    return AuditEvent.objects.filter(_matching(wanted), user=user).order_by("-at", "-id")


def older_than(events: QuerySet[AuditEvent], place: Place | None) -> QuerySet[AuditEvent]:
    """The part of the events after a place. Costs the same on the first page and on the last."""
    if place is None:
        return events
    return events.filter(Q(at__lt=place.at) | Q(at=place.at, id__lt=place.id), at__lte=place.at)


def count_up_to(events: QuerySet[Any], most: int = COUNTED_UP_TO) -> int:
    """How many rows there are, but never counting further than `most` + 1."""
    return events.order_by()[: most + 1].count()


def acts_seen(programme: UUID) -> list[str]:
    """The acts that occur in a programme's trail. One step in the index per act, however long the trail is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE seen(act) AS ("
            " (SELECT act FROM audit_auditevent WHERE programme = %(p)s ORDER BY act LIMIT 1)"
            " UNION ALL SELECT (SELECT act FROM audit_auditevent WHERE programme = %(p)s AND act > seen.act"
            " ORDER BY act LIMIT 1) FROM seen WHERE seen.act IS NOT NULL"
            ") SELECT act FROM seen WHERE act IS NOT NULL",
            {"p": programme},
        )
        return [row[0] for row in cursor.fetchall()]


def newest_seals(count: int) -> list[AuditSeal]:
    """The last seals, newest first."""
    return list(AuditSeal.objects.order_by("-id")[:count])


def last_check() -> AuditCheck | None:
    """The last check of the whole trail."""
    return AuditCheck.objects.order_by("-id").first()


def exports_of(programme: UUID) -> QuerySet[ExportRecord]:
    """Copies that left the house, latest first. Those of a room are seen in that room alone."""
    return ExportRecord.objects.filter(programme=programme).order_by("-made_at", "-pk")


def out_past_their_day(programme: UUID, *, today: date) -> QuerySet[ExportRecord]:
    """Copies that should have been destroyed, or were called back, and are not confirmed destroyed."""
    late = Q(expires_on__lte=today) | Q(recalled_at__isnull=False)
    return exports_of(programme).filter(late, destroyed_confirmed_at__isnull=True)


def called_back(programme: UUID) -> QuerySet[ExportRecord]:
    """Copies that were called back and are not known to be destroyed, the latest recall first."""
    rows = exports_of(programme).filter(recalled_at__isnull=False, destroyed_confirmed_at__isnull=True)
    return rows.order_by("-recalled_at", "-pk")


def approvals_of(programme: UUID) -> QuerySet[ExportApproval]:
    """Large exports somebody asked for, latest first."""
    return ExportApproval.objects.filter(programme=programme).order_by("-asked_at", "-pk")
