"""Every page of persons begins here: right, room in use, casework in it; and what all of them share."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from vapenvila.rules.decision import Decision
from vapenvila.rules.free_text import SENTENCES
from vapenvila.rules.person_access import PersonRoom, may_list_persons, may_work_with_persons
from vapenvila.rules.person_import import may_import_persons
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, View, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.models import Room
from vapenvila.web.people.errors import RefusedError, TextNeedsALookError
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.persons import person_for
from vapenvila.web.people.queries.rooms import person_room, room_row


class RoomRequest(Request):
    """What a page of persons gets: the room in use, as row and as the rules see it."""

    room: Room
    person_room: PersonRoom
    has_list: Decision


def casework(view: View) -> View:
    """Only for those who do casework in the room they work in just now. Pages with names are never kept by a browser."""
    return requires(Right.WORK_WITH_PERSONS)(in_room(view))


def casework_with_lists(view: View) -> View:
    """The same, where the room may be looked through: not in social services."""
    return requires(Right.LIST_PERSONS)(in_room(view))


def importer(view: View) -> View:
    """Only for those who may bring whole files of persons into the room they work in just now."""

    @wraps(view)
    def checked(request: Any, **kwargs: Any) -> HttpResponseBase:
        decision = may_import_persons(request.reader, request.person_room, today=timezone.localdate())
        if not decision:
            return render(request, "403.html", {"reason": gettext(decision.reason)}, status=403)
        return view(request, **kwargs)

    return requires(Right.IMPORT_PERSONS)(in_room(checked))


def in_room(view: View) -> View:
    """The room in use on the request, for those who do casework in it; under `requires`, which every view carries."""

    @wraps(view)
    def with_room(request: Any, **kwargs: Any) -> HttpResponseBase:
        if request.asked_room is None:
            here = urlencode({"next": request.path})
            return redirect(f"{reverse('choose-room', kwargs={'programme': request.programme.slug})}?{here}")
        room = person_room(request.asked_room)
        today = timezone.localdate()
        decision = may_work_with_persons(request.reader, room, today=today) if room else None
        if room is None or not decision:
            reason = gettext(decision.reason) if decision is not None else ""
            return render(request, "403.html", {"reason": reason}, status=403)
        request.room, request.person_room = room_row(room.id), room
        request.has_list = may_list_persons(request.reader, room, today=today)
        answer = view(request, **kwargs)
        add_never_cache_headers(answer)
        return answer

    return with_room


def person_or_404(request: RoomRequest, person: UUID) -> Person:
    """The person of this room, in sight."""
    found = person_for(request.reader, request.person_room, person, today=timezone.localdate())
    if found is None:
        raise Http404
    return found


def on_record(request: RoomRequest, act: str, person: Person | None = None, **details: Any) -> None:
    """One audit event: who has seen this."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="person" if person else "",
        subject=person.pk if person else None,
        programme=request.programme.pk,
        room=request.room.pk,
        details=details,
    )


def tell(form: Form, refused: RefusedError) -> None:
    """Put the rule's sentence at the field it is about."""
    form.add_error(refused.field if refused.field in form.fields else None, gettext(refused.reason))


def text_warnings(stopped: TextNeedsALookError, texts: Any) -> list[dict[str, str]]:
    """What was found in each text, with the words it was found in."""
    return [
        {
            "words": str(texts.get(field, ""))[found.start : found.end],
            "sentence": gettext(SENTENCES[found.finding]),
        }
        for field, finds in stopped.finds.items()
        for found in finds
    ]
