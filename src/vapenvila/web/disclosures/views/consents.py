"""Consents that the own agency has obtained."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.disclosable_fields import DataClass
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.disclosures.actions.consenting import record_consent, withdraw_consent
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.forms.standing import NewConsentForm
from vapenvila.web.disclosures.queries.papers import consent_rows, consents_of
from vapenvila.web.disclosures.queries.rooms import other_rooms
from vapenvila.web.disclosures.sealed_words import ConsentWords
from vapenvila.web.disclosures.views.reading import done, not_here, record_reading, room_here
from vapenvila.web.disclosures.vocabulary import CLASS_NAMES, ConsentForm, ConsentGiver
from vapenvila.web.partners.models import Room

A_PAGE = 25


@requires(Right.USE_DOOR)
def consents(request: Request) -> HttpResponse:
    """All consents of the room, the latest first."""
    record_reading(request, "consents.listed")
    page = Paginator(consents_of(room_here(request)), A_PAGE).get_page(request.GET.get("page"))
    rows = consent_rows(list(page.object_list), today=timezone.localdate())
    lines = [(row, [CLASS_NAMES[DataClass(value)] for value in row.consent.classes]) for row in rows]
    return render(request, "disclosures/consents.html", {"page": page, "lines": lines})


@requires(Right.USE_DOOR)
def new_consent(request: Request) -> HttpResponse:
    """Write a consent down."""
    room, today = room_here(request), timezone.localdate()
    rooms = other_rooms(room)
    form = NewConsentForm(request.POST or None, rooms=rooms, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, form, room, rooms)
        except RefusedError as refused:
            form.add_error(None, gettext(refused.reason))
        else:
            messages.success(request, gettext("The consent is recorded."))
            return redirect("consents", programme=request.programme.slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "disclosures/consent_new.html", {"form": form}, status=status)


def _record(request: Request, form: NewConsentForm, room: Room, rooms: list[Room]) -> None:
    told = form.cleaned_data
    record_consent(
        room=room,
        to_room=next(r for r in rooms if str(r.pk) == told["to_room"]),
        words=ConsentWords(
            told["name"], told["personal_number"], told["purpose"], told["form_of_work"], told["document"],
            told["reservation"],
        ),
        classes=frozenset(DataClass(value) for value in told["classes"]),
        giver=ConsentGiver(told["giver"]),
        form=ConsentForm(told["form"]),
        first_day=told["first_day"],
        last_day=told["last_day"],
        by=request.user,
        at=timezone.now(),
    )  # fmt: skip


@requires(Right.USE_DOOR)
@require_POST
def withdraw(request: Request, consent: UUID) -> HttpResponse:
    """The person has taken the consent back."""
    row = consents_of(room_here(request)).filter(pk=consent).first()
    if row is None:
        return not_here(request)
    act = partial(
        withdraw_consent, consent=row, by=request.user, at=timezone.now(), today=timezone.localdate()
    )
    said = gettext("Withdrawn. Nothing more is shared on it, and every recipient has been told.")
    return done(request, act, said, "consents")
