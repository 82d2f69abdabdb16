"""Asking, telling unasked, danger to life; the page of a request."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.disclosable_fields import FIELDS, Field
from vapenvila.rules.disclosure_state import DisclosureState, may_move
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.disclosures.actions.examining import begin_emergency, begin_unasked, open_examination
from vapenvila.web.disclosures.actions.requesting import send_request, withdraw_request
from vapenvila.web.disclosures.errors import RefusedError, UnusualRecipientError
from vapenvila.web.disclosures.forms.asking import AskForm, DangerForm, PartnerForm, TellForm
from vapenvila.web.disclosures.models import Examination
from vapenvila.web.disclosures.queries.papers import examination_of, request_at
from vapenvila.web.disclosures.queries.rooms import other_rooms
from vapenvila.web.disclosures.sealed_words import ExaminationWords, RequestWords, request_words
from vapenvila.web.disclosures.views.reading import done, not_here, record_reading, room_here
from vapenvila.web.disclosures.vocabulary import Urgency
from vapenvila.web.partners.models import Room


def _form_page(
    request: Request,
    kind: str,
    form_class: type[PartnerForm],
    act: Callable[[Any, Room, Room], tuple[str, Any]],
) -> HttpResponse:
    """A form with an agency; when it is sent, `act` gives the page to go to, or a rule's refusal stands in the form."""
    room = room_here(request)
    rooms = other_rooms(room)
    form = form_class(request.POST or None, rooms=rooms)
    if request.method == "POST" and form.is_valid():
        to_room = next(r for r in rooms if str(r.pk) == form.cleaned_data["to_room"])
        try:
            page, parts = act(form, room, to_room)
            return HttpResponseRedirect(reverse(page, kwargs={"programme": request.programme.slug, **parts}))
        except UnusualRecipientError as unusual:
            assert isinstance(form, AskForm)  # noqa: S101 — only a request asks for the second look here
            form.look_twice(gettext(unusual.reason), agency=to_room.agency.name)
        except RefusedError as refused:
            form.add_error(None, gettext(refused.reason))
    status = 422 if request.method == "POST" else 200
    return render(request, "disclosures/ask.html", {"form": form, "kind": kind}, status=status)


@requires(Right.USE_DOOR)
def ask_agency(request: Request) -> HttpResponse:
    """Ask another agency for named fields about named persons."""

    def act(form: AskForm, room: Room, to_room: Room) -> tuple[str, Any]:
        sent = send_request(
            from_room=room,
            to_room=to_room,
            words=RequestWords(form.cleaned_data["persons"], form.cleaned_data["purpose"]),
            fields=form.chosen(),
            urgency=Urgency(form.cleaned_data["urgency"]),
            recipient_confirmed=form.cleaned_data["recipient_confirmed"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, gettext("The request is sent."))
        return "disclosure-request", {"asked": sent.pk}

    return _form_page(request, "ask", AskForm, act)


def _begun(
    begin: Callable[..., Examination], request: Request, form: TellForm, room: Room, to_room: Room
) -> tuple[str, Any]:
    words = ExaminationWords(
        persons=form.cleaned_data["persons"],
        purpose=form.cleaned_data.get("purpose", ""),
        danger=form.cleaned_data.get("danger", ""),
    )
    row = begin(
        room=room, to_room=to_room, words=words, fields=form.chosen(), by=request.user, at=timezone.now()
    )
    return "examination", {"examination": row.pk}


@requires(Right.USE_DOOR)
def tell(request: Request) -> HttpResponse:
    """Begin to tell something without having been asked."""
    return _form_page(request, "tell", TellForm, partial(_begun, begin_unasked, request))


@requires(Right.USE_DOOR)
def danger(request: Request) -> HttpResponse:
    """The short path at danger to life."""
    return _form_page(request, "danger", DangerForm, partial(_begun, begin_emergency, request))


@requires(Right.USE_DOOR)
def request_page(request: Request, asked: UUID) -> HttpResponse:
    """One request, for the agency that asks and the one that is asked."""
    room = room_here(request)
    row = request_at(room, asked)
    if row is None:
        return not_here(request)
    record_reading(request, "disclosure_request.read", "disclosure_request", row.pk)
    is_ours = row.from_room_id == room.pk
    examination = None if is_ours else examination_of(row)
    context = {
        "row": row,
        "words": request_words(row.sealed, row=row.pk),
        "field_names": [FIELDS[Field(value)].name for value in row.fields],
        "is_ours": is_ours,
        "examination": examination,
        "may_withdraw": may_move(DisclosureState(row.state), DisclosureState.WITHDRAWN),
        "answer": row.disclosures.order_by("-handed_over_at", "-pk").first(),
    }
    return render(request, "disclosures/request.html", context)


@requires(Right.USE_DOOR)
@require_POST
def take_up(request: Request, asked: UUID) -> HttpResponse:
    """Begin to examine what is asked of the own room."""
    room = room_here(request)
    row = request_at(room, asked)
    if row is None:
        return not_here(request)
    if row.to_room_id == room.pk:
        try:
            opened = open_examination(request=row, by=request.user, at=timezone.now())
            return redirect("examination", programme=request.programme.slug, examination=opened.pk)
        except RefusedError as refused:
            messages.error(request, gettext(refused.reason))
    return redirect("disclosure-request", programme=request.programme.slug, asked=row.pk)


@requires(Right.USE_DOOR)
@require_POST
def withdraw(request: Request, asked: UUID) -> HttpResponse:
    """Take an own request back."""
    room = room_here(request)
    row = request_at(room, asked)
    if row is None or row.from_room_id != room.pk:
        return not_here(request)
    act = partial(withdraw_request, request=row, by=request.user, at=timezone.now())
    return done(request, act, gettext("The request is withdrawn."), "disclosure-request", asked=row.pk)
