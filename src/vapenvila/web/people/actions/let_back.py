"""A named person decides that somebody who was removed may be registered again, from a file or by hand."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.rules.person_import import may_let_back
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.models import Room
from vapenvila.web.people.errors import ask
from vapenvila.web.people.free_text import check_texts
from vapenvila.web.people.models import RemovedPerson


@transaction.atomic
def let_back(*, removal: UUID, room: Room, reason: str, looked_at: bool, by: User, at: datetime) -> None:
    """Let this person be registered again. The decision stays with the marks, and in the trail without its words."""
    marks = RemovedPerson.objects.select_for_update(of=("self",)).filter(room=room, removal=removal)
    waiting = list(marks.filter(let_back_at__isnull=True))
    ask(may_let_back(waiting=bool(waiting), reason=reason), field="reason")
    check_texts({"reason": reason}, looked_at=looked_at)
    marks.update(let_back_at=at, let_back_by=by, reason=reason.strip())
    record(
        act="person.let_back",
        by=by.pk,
        at=at,
        subject_kind="removed_person",
        subject=removal,
        programme=room.programme_id,
        room=room.pk,
        details={"why_removed": waiting[0].why},
    )
