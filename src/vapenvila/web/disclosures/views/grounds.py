"""The legal grounds of the programme, and the named managers."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.disclosures.actions.setting_grounds import (
    end_manager,
    name_manager,
    switch_ground,
    verify_ground,
)
from vapenvila.web.disclosures.catalogue import catalogue, ground_called
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.forms.examining import WordsForm
from vapenvila.web.disclosures.forms.standing import ManagerForm, VerifyForm
from vapenvila.web.disclosures.queries.grounds import ground_rows, manager_in, manager_rows
from vapenvila.web.disclosures.queries.rooms import people_at_the_door
from vapenvila.web.disclosures.views.reading import done, not_here, record_reading
from vapenvila.web.partners.queries import rooms_of


@requires(Right.READ_LEGAL_GROUNDS)
def legal_grounds(request: Request) -> HttpResponse:
    """Every ground with how it stands in the programme."""
    record_reading(request, "legal_grounds.listed")
    today = timezone.localdate()
    context = {
        "rows": ground_rows(request.programme.pk, today=today),
        "told": catalogue(),
        "language": get_language() or "sv",
        "today": today,
        "may_set": may(request.reader, Right.SET_LEGAL_GROUNDS, request.programme.pk, today=today),
    }
    return render(request, "disclosures/grounds.html", context)


@requires(Right.SET_LEGAL_GROUNDS)
@require_POST
def verify(request: Request) -> HttpResponse:
    """A lawyer has verified the present wording."""
    ground, form = ground_called(request.POST.get("code", "")), VerifyForm(request.POST)
    if ground is None or not form.is_valid():
        return redirect("legal-grounds", programme=request.programme.slug)
    act = partial(
        verify_ground, programme=request.programme, ground=ground, lawyer=form.cleaned_data["lawyer"],
        on=form.cleaned_data["verified_on"], by=request.user, at=timezone.now(), today=timezone.localdate(),
    )  # fmt: skip
    return done(request, act, gettext("The verification is noted."), "legal-grounds")


@requires(Right.SET_LEGAL_GROUNDS)
@require_POST
def switch(request: Request) -> HttpResponse:
    """Switch a ground off, or take that back."""
    ground = ground_called(request.POST.get("code", ""))
    if ground is None:
        return redirect("legal-grounds", programme=request.programme.slug)
    form = WordsForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    act = partial(
        switch_ground, programme=request.programme, ground=ground, off=request.POST.get("off") == "yes",
        reason=words, by=request.user, at=timezone.now(),
    )  # fmt: skip
    return done(request, act, gettext("Noted."), "legal-grounds")


@requires(Right.NAME_DOOR_MANAGERS)
def managers(request: Request) -> HttpResponse:
    """Who decides on contact data and stopped requests, room by room."""
    today = timezone.localdate()
    rooms = list(rooms_of(request.programme))
    people = [
        (
            room.agency.name,
            [
                (f"{room.pk}:{p.pk}", p.name)
                for p in people_at_the_door(room.pk, today=today)
                if p != request.user
            ],
        )
        for room in rooms
    ]
    form = ManagerForm(request.POST or None, people=people, initial={"first_day": today})
    if request.method == "POST" and form.is_valid():
        room_id, user_id = form.cleaned_data["who"].split(":")
        room = next(r for r in rooms if str(r.pk) == room_id)
        user = next(p for p in people_at_the_door(room.pk, today=today) if str(p.pk) == user_id)
        try:
            name_manager(
                programme=request.programme, room=room, user=user, first_day=form.cleaned_data["first_day"],
                by=request.user, at=timezone.now(), today=today,
            )  # fmt: skip
            return redirect("door-managers", programme=request.programme.slug)
        except RefusedError as refused:
            form.add_error(None, gettext(refused.reason))
    record_reading(request, "door_managers.listed")
    context = {"form": form, "rows": manager_rows(request.programme), "today": today}
    return render(
        request, "disclosures/managers.html", context, status=422 if request.method == "POST" else 200
    )


@requires(Right.NAME_DOOR_MANAGERS)
@require_POST
def end(request: Request, manager: UUID) -> HttpResponse:
    """End somebody's task as named manager."""
    row = manager_in(request.programme, manager)
    if row is None:
        return not_here(request)
    act = partial(end_manager, manager=row, by=request.user, at=timezone.now(), today=timezone.localdate())
    return done(request, act, gettext("The task has ended."), "door-managers")
