"""Pages of the rights desk: the list with its figures, one request with its steps."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET, require_POST

from vapenvila.rules.rights import Right
from vapenvila.rules.rights_request import (
    Outcome,
    RequestState,
)
from vapenvila.web.access.own_room import own_room
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.models import Room
from vapenvila.web.rights_desk.actions import (
    check_identity,
    decide_request,
    extend_time,
    move_request,
    receive_request,
)
from vapenvila.web.rights_desk.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.rights_desk.forms import DecideForm, ExtendForm, IdentityForm, NewRequestForm
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.queries import (
    as_lines,
    desk_figures,
    person_called,
    request_in,
    requests_of,
)
from vapenvila.web.rights_desk.request_page import show_request
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, Proof, State

REQUESTS_A_PAGE = 50


def _room(request: Request) -> Room:
    room = own_room(request)
    if room is None:  # @requires has let in somebody with a mission here
        raise LookupError("no room")
    return room


def _read(request: Request, room: Room, act: str, subject: UUID | None = None) -> None:
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="rights_request" if subject else "",
        subject=subject,
        programme=request.programme.pk,
        room=room.pk,
    )


@require_GET
@requires(Right.HANDLE_RIGHTS_REQUESTS)
def rights_requests(request: Request) -> HttpResponse:
    """Requests to the own agency, those still open first, and how the desk keeps its time."""
    room, today = _room(request), timezone.localdate()
    _read(request, room, "rights_request.listed")
    which = request.GET.get("which", "open")
    rows = requests_of(room)
    if which != "all":
        rows = rows.exclude(state__in=[State.CLOSED, State.WITHDRAWN]).order_by("received_on", "number")
    page = Paginator(rows, REQUESTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "room": room,
        "page": page,
        "lines": as_lines(page.object_list, today=today),
        "figures": desk_figures(room, today=today),
        "which": which,
        "tabs": [("open", pgettext("several", "Open")), ("all", pgettext("several", "All"))],
    }
    return render(request, "rights_desk/requests.html", context)


@requires(Right.HANDLE_RIGHTS_REQUESTS)
def new_request(request: Request) -> HttpResponse:
    """Register a request that has come."""
    room = _room(request)
    form = NewRequestForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = receive_request(
                room=room,
                kind=Kind(data["kind"]),
                channel=Channel(data["channel"]),
                received_on=data["received_on"],
                requester=data["requester"],
                reply_to=data["reply_to"],
                words=data["words"],
                by=request.user,
                at=timezone.now(),
            )
        except RefusedError as refused:
            form.add_error("received_on", gettext(refused.reason))
        else:
            messages.success(
                request, gettext("Registered as request no. %(number)d.") % {"number": row.number}
            )
            return redirect("rights-request", programme=request.programme.slug, request_id=row.pk)
    context = {"form": form, "room": room}
    return render(request, "rights_desk/new.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@requires(Right.HANDLE_RIGHTS_REQUESTS)
def rights_request(request: Request, request_id: UUID) -> HttpResponse:
    """One request: what is asked, by when it is answered, every step, and what can be done next."""
    room = _room(request)
    row = request_in(room, request_id)
    if row is None:
        return render(request, "404.html", status=404)
    _read(request, room, "rights_request.read", row.pk)
    return show_request(request, row)


@require_POST
@requires(Right.HANDLE_RIGHTS_REQUESTS)
def step(request: Request, request_id: UUID) -> HttpResponse:
    """Take one step: the button's name says which."""
    room = _room(request)
    row = request_in(room, request_id)
    if row is None:
        return render(request, "404.html", status=404)
    act = request.POST.get("act", "")
    taken = {"identify": _identify, "extend": _extend, "decide": _decide}.get(act, _move)
    try:
        version = int(request.POST.get("version", ""))
        sent = taken(request, row, version, act)
    except ValueError:
        sent = None
        messages.error(request, gettext("The page was sent without its number. Look again and send it anew."))
    except RefusedError as refused:
        sent = None
        messages.error(request, gettext(refused.reason))
    except EditedMeanwhileError:
        sent = None
        messages.error(
            request, gettext("Somebody else has taken a step meanwhile. Look again before you go on.")
        )
    if sent:
        return show_request(request, row, sent)
    return redirect("rights-request", programme=request.programme.slug, request_id=row.pk)


Taken = Callable[[Request, RightsRequest, int, str], dict[str, forms.Form] | None]


def _identify(request: Request, row: RightsRequest, version: int, act: str) -> dict[str, forms.Form] | None:
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return {"identity_form": form}
    pseudonym = form.cleaned_data["pseudonym"].strip()
    person = person_called(row.room, pseudonym) if pseudonym else None
    if pseudonym and person is None:
        form.add_error("pseudonym", gettext("No record in this room has this pseudonym."))
        return {"identity_form": form}
    check_identity(
        request=row.pk,
        version=version,
        proof=Proof(form.cleaned_data["proof"]),
        person=person.pk if person else None,
        by=request.user,
        at=timezone.now(),
    )
    return None


def _extend(request: Request, row: RightsRequest, version: int, act: str) -> dict[str, forms.Form] | None:
    form = ExtendForm(request.POST, auto_id="extend_%s")
    if not form.is_valid():
        return {"extend_form": form}
    extend_time(
        request=row.pk,
        version=version,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    return None


def _decide(request: Request, row: RightsRequest, version: int, act: str) -> dict[str, forms.Form] | None:
    form = DecideForm(request.POST, auto_id="decide_%s")
    if not form.is_valid():
        return {"decide_form": form}
    outcome, reason = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["reason"]
    try:
        decide_request(
            request=row.pk,
            version=version,
            outcome=outcome,
            reason=reason,
            by=request.user,
            at=timezone.now(),
        )
    except RefusedError as refused:
        form.add_error("reason", gettext(refused.reason))
        return {"decide_form": form}
    return None


def _move(request: Request, row: RightsRequest, version: int, act: str) -> dict[str, forms.Form] | None:
    words = request.POST.get("words", "")[:2000]
    move_request(
        request=row.pk, version=version, to=RequestState(act), words=words, by=request.user, at=timezone.now()
    )
    return None
