"""What the door has for "This week": counts and kinds, never a name."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Condition, Panel, Rows, Urgency
from vapenvila.web.disclosures.models import Disclosure, DisclosureNotice, DisclosureRequest, Examination
from vapenvila.web.disclosures.queries.papers import (
    OPEN_EXAMINATIONS,
    documents_at,
    emergencies_to_review,
    examinations_in,
    owed_confirmations,
    requests_to,
)
from vapenvila.web.disclosures.queries.rooms import managers_of, own_room
from vapenvila.web.disclosures.vocabulary import State
from vapenvila.web.partners.models import Programme, Room

# A notice nobody has looked at, or a recall looked at whose copies nobody has accounted for.
UNSURE = (
    "(seen_at IS NULL OR (kind = 'recalled' AND EXISTS (SELECT 1 FROM disclosures_disclosure AS d"
    " WHERE d.id = disclosure_id AND d.state = 'recalled')))"
)
OPEN = [state.value for state in OPEN_EXAMINATIONS]


def waiting(reader: Reader, programme: Programme, now: datetime) -> list[Condition]:
    """Whether anything waits at the door of the room this person works in."""
    if not may(reader, Right.USE_DOOR, programme.pk, today=timezone.localdate(now)):
        return []
    missions = reader.missions_in(programme.pk, today=timezone.localdate(now))
    return [rows for mission in missions[:1] for rows in _waiting_in(mission.room)]


def _waiting_in(room: UUID) -> tuple[Rows, ...]:
    """Requests, examinations, reviews after danger to life, papers not taken in, notices not seen."""
    tests = "room_id = %s AND (state = ANY (%s) OR (state = %s AND emergency AND reviewed_at IS NULL))"
    return (
        Rows(DisclosureRequest, "to_room_id = %s AND state = %s", (room, State.ASKED.value)),
        Rows(Examination, tests, (room, OPEN, State.HANDED_OVER.value)),
        Rows(Disclosure, "to_room_id = %s AND state = %s", (room, State.HANDED_OVER.value)),
        Rows(DisclosureNotice, f"(from_room_id = %s OR to_room_id = %s) AND {UNSURE}", (room, room)),
    )


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """One panel when something waits at the door for this person's room."""
    today = timezone.localdate(now)
    if not may(reader, Right.USE_DOOR, programme.pk, today=today):
        return []
    room = own_room(reader, programme, today=today)
    emergencies = emergencies_to_review(room, today=today)
    late = [row for row, overdue in emergencies if overdue]
    lines = [(text, count) for text, count in _lines(reader, room, now) if count]
    if emergencies:
        lines.insert(0, (_("Danger to life, waits for its review"), len(emergencies)))
    if not lines:
        return []
    return [
        Panel(
            title=_("A review after danger to life is overdue") if late else _("At the door"),
            urgency=Urgency.ALARM if late else Urgency.NOW,
            template="disclosures/panels/waiting.html",
            context={"lines": lines},
            link=reverse("disclosures", kwargs={"programme": programme.slug}),
            link_text=_("To the disclosures"),
        )
    ]


def _lines(reader: Reader, room: Room, now: datetime) -> Iterator[tuple[object, int]]:
    tests = examinations_in(room)
    yield _("Asked of us, not taken up"), requests_to(room).filter(state=State.ASKED).count()
    yield _("Being examined"), tests.filter(state__in=OPEN_EXAMINATIONS).count()
    if reader.user in managers_of(room.pk, today=timezone.localdate(now)):
        yield _("Waits for you as named manager"), tests.filter(state=State.AWAITING_MANAGER).count()
    yield (
        _("Told to us, not taken in"),
        documents_at(room).filter(to_room=room, state=State.HANDED_OVER).count(),
    )
    owed = owed_confirmations(room, today=timezone.localdate(now))
    yield _("Told to us afterwards, not confirmed"), sum(one.notice.to_room_id == room.pk for one in owed)
    yield (
        _("Told by us afterwards, not confirmed by the receiver"),
        sum(one.notice.from_room_id == room.pk for one in owed),
    )
