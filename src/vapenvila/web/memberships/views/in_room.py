"""Every page of memberships begins here: right, a room of the police in use, casework in it; and what all of them share."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.decision import Decision
from vapenvila.rules.membership_access import may_use
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import View, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.statements import statement_in
from vapenvila.web.people.views.in_room import RoomRequest, in_room


def police(right: Right) -> Callable[[View], View]:
    """Only for those who have this right in the room of the police they work in just now."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(request: Any, **kwargs: Any) -> HttpResponseBase:
            decision = may_use(request.reader, right, request.person_room, today=timezone.localdate())
            if not decision:
                return render(request, "403.html", {"reason": gettext(decision.reason)}, status=403)
            return view(request, **kwargs)

        return requires(right)(in_room(checked))

    return wrap


readers = police(Right.READ_MEMBERSHIPS)
writers = police(Right.STATE_MEMBERSHIPS)
importers = police(Right.IMPORT_MEMBERSHIPS)


def statement_or_404(request: RoomRequest, statement: UUID) -> MembershipStatement:
    """The statement of this room."""
    found = statement_in(request.room.pk, statement, today=timezone.localdate())
    if found is None:
        raise Http404
    return found


def may_do(request: RoomRequest, right: Right) -> Decision:
    """Whether the reader may do this in the room in use."""
    return may_use(request.reader, right, request.person_room, today=timezone.localdate())


def on_record(
    request: RoomRequest, act: str, *, kind: str = "", subject: UUID | None = None, **details: Any
) -> None:
    """One audit event: who has seen this."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind=kind,
        subject=subject,
        programme=request.programme.pk,
        room=request.room.pk,
        details=details,
    )
