"""One person: the record, who it is on request, its history, and the acts that move it on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.person_access import may_see_identity
from vapenvila.rules.person_listing import may_be_listed
from vapenvila.web.people.actions.amend import before_of, undo_change
from vapenvila.web.people.actions.lifetime import remove_person, review_need
from vapenvila.web.people.errors import EditedMeanwhileError, RefusedError, TextNeedsALookError
from vapenvila.web.people.facts import facts_of
from vapenvila.web.people.forms.person import PurposeForm, RemoveForm, ReviewForm
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.emergencies import emergencies_of
from vapenvila.web.people.queries.identity import identity_fields, protection_of
from vapenvila.web.people.queries.kept import kept_until
from vapenvila.web.people.queries.persons import absorbed_into, changes_of, merges_of
from vapenvila.web.people.registry import records_about
from vapenvila.web.people.slots import parts_of
from vapenvila.web.people.views.in_room import (
    RoomRequest,
    casework,
    on_record,
    person_or_404,
    tell,
    text_warnings,
)
from vapenvila.web.people.vocabulary import FIELD_NAMES


@casework
def person(request: RoomRequest, person: UUID) -> HttpResponse:
    """The record under its pseudonym. Who it is shows on request only."""
    found = person_or_404(request, person)
    on_record(request, "person.read", found)
    return render(request, "people/person.html", context_of(request, found))


@require_POST
@casework
def show_identity(request: RoomRequest, person: UUID) -> HttpResponse:
    """Who the person is, and what stood in the record before, for a stated purpose."""
    found = person_or_404(request, person)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return render(
            request, "people/person.html", context_of(request, found, purpose_form=form), status=422
        )
    try:
        who = identity_fields(found, reader=request.reader, purpose=form.cleaned_data["purpose"])
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
        return redirect("person-record", programme=request.programme.slug, person=found.pk)
    named = [(FIELD_NAMES[name], value) for name, value in who.items()]
    aliases = [
        identity_fields(
            row, ("given_name", "surname"), reader=request.reader, purpose=form.cleaned_data["purpose"]
        )
        for row in absorbed_into(found)
        if not row.protective_track or row.keeper_id == request.user.pk
    ]
    before = {change.pk: _words(before_of(change)) for change in changes_of(found)}
    shown = context_of(request, found, who=named, aliases=aliases, before=before)
    return render(request, "people/person.html", shown)


def _words(values: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [(FIELD_NAMES.get(name, name), value) for name, value in values.items()]


def context_of(request: RoomRequest, found: Person, **more: Any) -> dict[str, Any]:
    """Everything the page of a person shows."""
    now, today = timezone.now(), timezone.localdate()
    before = more.pop("before", {})
    changes = [{"row": row, "names": [FIELD_NAMES.get(n, n) for n in row.fields], "before": before.get(row.pk)}
               for row in changes_of(found)]  # fmt: skip
    return {
        "person": found,
        "room": request.room,
        "may_see": may_see_identity(request.reader, protection_of(found, request.reader, now=now), now=now),
        "listed": may_be_listed(facts_of(found), today=today),
        "purpose_form": more.pop("purpose_form", PurposeForm()),
        "changes": changes,
        "merges": merges_of(found),
        "reviews": found.reviews.select_related("by").order_by("-at", "-pk"),
        "emergencies": emergencies_of(found),
        "held": [record for record in records_about(found.pk) if not record.in_a_part],
        "kept": kept_until(found, today=today),
        "parts": parts_of(found, request.reader, now),
        **more,
    }


@require_POST
@casework
def undo(request: RoomRequest, person: UUID, change: UUID) -> HttpResponse:
    """Put back what stood before one change."""
    found = person_or_404(request, person)
    row = changes_of(found).filter(pk=change).first()
    if row is None or not row.before:
        raise Http404
    try:
        undo_change(
            change=row,
            version=int(request.POST.get("version") or 0),
            reason=gettext("The change was undone."),
            by=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
        )
        messages.success(request, gettext("The change is undone; both stay in the history."))
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    except (EditedMeanwhileError, ValueError):
        messages.error(
            request, gettext("Somebody else changed the record in the meantime. Look at it again.")
        )
    return redirect("person-record", programme=request.programme.slug, person=found.pk)


@casework
def review(request: RoomRequest, person: UUID) -> HttpResponse:
    """Keep the record longer, on new evidence."""
    found = person_or_404(request, person)
    on_record(request, "person.read", found)
    form = ReviewForm(request.POST or None, initial={"version": found.version, "need": found.need})
    warnings: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            review_need(
                person=found,
                **form.cleaned_data,
                by=request.user,
                at=timezone.now(),
                today=timezone.localdate(),
            )
        except RefusedError as refused:
            tell(form, refused)
        except TextNeedsALookError as stopped:
            warnings = text_warnings(stopped, form.data)
        except EditedMeanwhileError:
            form.add_error(
                None, gettext("Somebody else changed the record in the meantime. Look at it again.")
            )
        else:
            messages.success(request, gettext("The need is looked at. The next date is computed."))
            return redirect("person-record", programme=request.programme.slug, person=found.pk)
    context = {"form": form, "person": found, "warnings": warnings}
    return render(request, "people/review.html", context, status=422 if request.method == "POST" else 200)


@casework
def remove(request: RoomRequest, person: UUID) -> HttpResponse:
    """Remove the record for good."""
    found = person_or_404(request, person)
    on_record(request, "person.read", found)
    form = RemoveForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            remove_person(person=found, **form.cleaned_data, by=request.user, at=timezone.now())
        except RefusedError as refused:
            tell(form, refused)
        except EditedMeanwhileError:
            form.add_error(
                None, gettext("Somebody else changed the record in the meantime. Look at it again.")
            )
        else:
            messages.success(request, gettext("The record is removed: identity, history and all."))
            return redirect("persons", programme=request.programme.slug)
    context = {"form": form, "person": found, "held": records_about(found.pk)}
    return render(request, "people/remove.html", context, status=422 if request.method == "POST" else 200)
