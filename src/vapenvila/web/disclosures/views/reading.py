"""What the pages of the door share: the own room, reads on record, acts that may be refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.access.requires import Request
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.queries.rooms import own_room
from vapenvila.web.partners.models import Room


def room_here(request: Request) -> Room:
    """The room the reader works in."""
    return own_room(request.reader, request.programme, today=timezone.localdate())


def record_reading(request: Request, act: str, kind: str = "", subject: UUID | None = None) -> None:
    """One event for one page read."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind=kind,
        subject=subject,
        programme=request.programme.pk,
        room=room_here(request).pk,
    )


def not_here(request: Request) -> HttpResponse:
    """What does not lie in the reader's room does not exist."""
    return render(request, "404.html", status=404)


def done(request: Request, act: Callable[[], Any], said: str, to: str, **parts: Any) -> HttpResponse:
    """Do it and say so, or say why not; then go to the page."""
    try:
        act()
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(reverse(to, kwargs={"programme": request.programme.slug, **parts}))
