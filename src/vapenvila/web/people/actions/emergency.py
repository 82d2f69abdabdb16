"""Opening a protected record in an emergency, and signing for it afterwards (acceptance S20, T15)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.person_access import PersonRoom, may_break_glass, may_review_broken_glass
from vapenvila.rules.reader import Reader
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.people.errors import ask
from vapenvila.web.people.models import BrokenGlass, Person


@transaction.atomic
def break_glass(
    *,
    person: Person,
    room: PersonRoom,
    reader: Reader,
    reason: str,
    hours: int,
    by: User,
    at: datetime,
    today: date,
) -> BrokenGlass:
    """Open the record for some hours. Its keeper is told at once; the entry waits until somebody else has signed it."""
    ask(may_break_glass(reader, room, reason=reason, hours=hours, today=today), field="reason")
    opened = BrokenGlass.objects.create(
        room_id=person.room_id,
        person=person,
        opened_by=by,
        opened_at=at,
        until=at + timedelta(hours=hours),
        reason=reason.strip(),
        keeper_told=person.keeper,
    )
    _record(opened, "person.glass_broken", by.pk, at, {"hours": hours, "emergency": str(opened.pk)})
    if person.keeper is not None and person.keeper_id != by.pk:
        keeper = person.keeper
        transaction.on_commit(lambda: _tell(keeper))
    return opened


@transaction.atomic
def sign_emergency(
    *,
    opened: BrokenGlass,
    room: PersonRoom,
    reader: Reader,
    finding: str,
    by: User,
    at: datetime,
    today: date,
) -> BrokenGlass:
    """Somebody else writes what they found; the entry leaves the inbox and stays on record."""
    row = BrokenGlass.objects.select_for_update(of=("self",)).select_related("person__room").get(pk=opened.pk)
    if row.reviewed_at is not None:
        ask(refuse(say("This emergency has been signed already.")))
    ask(
        may_review_broken_glass(reader, room, opened_by=row.opened_by_id, finding=finding, today=today),
        field="finding",
    )
    row.reviewed_by, row.reviewed_at, row.finding = by, at, finding.strip()
    row.save(update_fields=["reviewed_by", "reviewed_at", "finding"])
    _record(row, "person.emergency_signed", by.pk, at, {"emergency": str(row.pk)})
    return row


def _tell(keeper: User) -> None:
    """A mail without a name, a place or a code: it only says to look (acceptance T42)."""
    with translation.override(keeper.language):
        send_mail(
            gettext("A record you keep was opened in an emergency"),
            gettext("Sign in to Vapenvila to see which record, by whom and why."),
            None,
            [keeper.email],
            fail_silently=True,
        )


def _record(row: BrokenGlass, act: str, by: UUID, at: datetime, details: dict[str, object]) -> None:
    record(
        act=act,
        by=by,
        at=at,
        subject_kind="person",
        subject=row.person_id,
        programme=row.person.room.programme_id,
        room=row.room_id,
        details=details,
    )
