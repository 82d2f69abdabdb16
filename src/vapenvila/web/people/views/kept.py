"""How long a person's record is kept, and the events that move the day: noting one, its end, taking one back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.person_mark import SUSPECTED
from vapenvila.rules.person_mark import Mark as MarkRule
from vapenvila.rules.retention_event import is_later
from vapenvila.web.people.actions.events import effect_of, end_event, note_event, withdraw_event
from vapenvila.web.people.errors import RefusedError, TextNeedsALookError
from vapenvila.web.people.forms.event import EndForm, EventForm, WithdrawForm
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.kept import kept_until, person_with_events
from vapenvila.web.people.views.in_room import RoomRequest, casework, on_record, tell, text_warnings

LOOK = "look"


def _person(request: RoomRequest, person: UUID) -> Person:
    found = person_with_events(request.reader, request.person_room, person, today=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _form(request: RoomRequest, person: Person, data: Any = None) -> EventForm:
    return EventForm(
        data, agency=request.person_room.agency_kind, suspected=MarkRule(person.mark) in SUSPECTED
    )


def _show(request: RoomRequest, person: Person, form: EventForm, **more: Any) -> HttpResponse:
    context = {
        "person": person,
        "room": request.room,
        "kept": kept_until(person, today=timezone.localdate()),
        "form": form,
        "end_form": EndForm(auto_id="end_%s"),
        "withdraw_form": WithdrawForm(auto_id="withdraw_%s"),
        **more,
    }
    return render(request, "people/kept.html", context, status=422 if form.errors else 200)


@casework
def kept(request: RoomRequest, person: UUID) -> HttpResponse:
    """Until when and why, and the form for what has happened. The first answer shows the effect, the second notes it."""
    found = _person(request, person)
    on_record(request, "person.read", found)
    form = _form(request, found, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, found, form)
    try:
        effect = effect_of(person=found, wish=form.wish(), today=timezone.localdate())
        shown = {"effect": effect, "later": is_later(effect.after.day, effect.before.day)}
        if request.POST.get("act") == LOOK:
            return _show(request, found, form, **shown)
        note_event(
            person=found,
            wish=form.wish(),
            looked_at=form.cleaned_data["looked_at"],
            by=request.user,
            at=timezone.now(),
        )
    except RefusedError as refused:
        tell(form, refused)
        return _show(request, found, form)
    except TextNeedsALookError as stopped:
        form.add_error(None, gettext("Look at the words that are marked before you note the event."))
        return _show(request, found, form, warnings=text_warnings(stopped, form.data), **shown)
    messages.success(request, gettext("The event is noted. The last day is computed anew."))
    return _back(request, found)


def _back(request: RoomRequest, person: Person) -> HttpResponse:
    if person_with_events(request.reader, request.person_room, person.pk, today=timezone.localdate()) is None:
        return redirect("persons", programme=request.programme.slug)
    return redirect("person-kept", programme=request.programme.slug, person=person.pk)


@require_POST
@casework
def event_step(request: RoomRequest, person: UUID, event: UUID) -> HttpResponse:
    """Note the end of an event, or take it back."""
    found = _person(request, person)
    ends = request.POST.get("act") == "end"
    form = EndForm(request.POST) if ends else WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Fill in the day or the reason, and send it again."))
        return _back(request, found)
    by, at, data = request.user, timezone.now(), form.cleaned_data
    try:
        if ends:
            end_event(person=found, event=event, **data, by=by, at=at)
            messages.success(request, gettext("The end is noted. The last day is computed anew."))
        else:
            withdraw_event(person=found, event=event, **data, by=by, at=at)
            messages.success(request, gettext("The event is taken back; both stay in the history."))
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    except TextNeedsALookError:
        messages.error(request, gettext("The text holds something that does not belong in a record."))
    return _back(request, found)
