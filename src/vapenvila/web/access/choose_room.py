"""The page on which somebody with missions in several rooms says in which one they work now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.access.rooms import own_rooms, remember
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.queries import rooms_of


@requires(Right.SEE_PROGRAMME)
def choose_room(request: Request) -> HttpResponse:
    """Show the own rooms; store the one chosen, on record."""
    mine = own_rooms(request.reader, request.programme.pk, today=timezone.localdate())
    rooms = [room for room in rooms_of(request.programme) if room.pk in mine]
    after = _safe(request, request.GET.get("next") or request.POST.get("next") or "")
    if request.method == "POST":
        chosen = next((room for room in rooms if str(room.pk) == request.POST.get("room")), None)
        if chosen is not None:
            _choose(request, chosen.pk)
            messages.success(
                request, gettext("You work in this room now: %(room)s.") % {"room": chosen.agency.name}
            )
            return redirect(after or reverse("this-week", kwargs={"programme": request.programme.slug}))
        messages.error(request, gettext("Choose one of your rooms."))
    context = {"rooms": rooms, "after": after, "chosen": request.asked_room}
    return render(
        request, "access/choose_room.html", context, status=422 if request.method == "POST" else 200
    )


def _choose(request: Request, room: UUID) -> None:
    remember(request, request.programme.pk, room)
    record(
        act="room.chosen",
        by=request.user.pk,
        at=timezone.now(),
        programme=request.programme.pk,
        room=room,
        subject_kind="room",
        subject=room,
    )


def _safe(request: Request, address: str) -> str:
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""
