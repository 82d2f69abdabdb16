"""Registering a person and changing a record."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.actions.checks import checked_identity
from vapenvila.web.people.actions.register import register_person
from vapenvila.web.people.errors import (
    EditedMeanwhileError,
    RefusedError,
    RemovedBeforeError,
    TextNeedsALookError,
)
from vapenvila.web.people.forms.person import AmendPersonForm, NewPersonForm
from vapenvila.web.people.models import Person, RemovedPerson
from vapenvila.web.people.queries.duplicates import same_person_in_room
from vapenvila.web.people.queries.identity import identity_fields
from vapenvila.web.people.queries.removals import removal_in
from vapenvila.web.people.views.in_room import (
    RoomRequest,
    casework,
    on_record,
    person_or_404,
    tell,
    text_warnings,
)


@casework
def new(request: RoomRequest) -> HttpResponse:
    """Register a person, after a look at those of the own room who may be the same."""
    form = NewPersonForm(request.POST or None, agency=request.person_room.agency_kind)
    context: dict[str, Any] = {"form": form, "warnings": [], "alike": [], "met": None}
    if request.method == "POST" and form.is_valid():
        try:
            context["alike"] = [] if form.cleaned_data["someone_else"] else _alike(request, form)
            made = None if context["alike"] else _register(request, form)
        except RefusedError as refused:
            tell(form, refused)
        except TextNeedsALookError as stopped:
            context["warnings"] = text_warnings(stopped, form.data)
        except RemovedBeforeError as stopped:
            context["met"] = _removed_before(request, stopped.removal)
        else:
            if made is not None:
                messages.success(
                    request, gettext("Registered as %(pseudonym)s.") % {"pseudonym": made.pseudonym}
                )
                return redirect("person-record", programme=request.programme.slug, person=made.pk)
    today = timezone.localdate()
    context["may_register"] = may_enter_real_persons(readiness_of(request.programme), today=today)
    return render(request, "people/new.html", context, status=422 if request.method == "POST" else 200)


def _alike(request: RoomRequest, form: NewPersonForm) -> list[dict[str, Any]]:
    """Those of the own room who may be the same person, each on record as seen."""
    today = timezone.localdate()
    checked = checked_identity(form.identity(), made_up=request.programme.made_up, today=today)
    found = same_person_in_room(request.room.pk, checked.values, checked.born, today=today)
    rows = []
    for identity in found:
        try:
            who = identity_fields(
                identity.person,
                ("given_name", "surname", "birth_date"),
                reader=request.reader,
                purpose="duplicate",
            )
        except RefusedError:
            who = None
        rows.append({"person": identity.person, "who": who})
    return rows


def _removed_before(request: RoomRequest, removal: UUID) -> RemovedPerson | None:
    """When and why the person was removed; that somebody was told is on record."""
    met = removal_in(request.room.pk, removal)
    record(
        act="person.removal_met",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="removed_person",
        subject=removal,
        programme=request.programme.pk,
        room=request.room.pk,
    )
    return met


def _register(request: RoomRequest, form: NewPersonForm) -> Person:
    return register_person(
        room=request.room,
        identity=form.identity(),
        ground=form.ground(),
        looked_at=form.cleaned_data["looked_at"],
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
        again_because=form.cleaned_data["reason"],
    )


@casework
def edit(request: RoomRequest, person: UUID) -> HttpResponse:
    """Change a record; opening the form shows who it is, and that is on record."""
    found = person_or_404(request, person)
    try:
        who = identity_fields(found, reader=request.reader, purpose="correction")
    except RefusedError as refused:
        on_record(request, "person.read", found)
        return render(request, "403.html", {"reason": gettext(refused.reason)}, status=403)
    initial = {**who, "mark": found.mark, "need": found.need, "protective_track": found.protective_track}
    form = AmendPersonForm(
        request.POST or None,
        agency=request.person_room.agency_kind,
        initial={**initial, "version": found.version},
    )
    warnings: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            _amend(request, found, form)
        except RefusedError as refused:
            tell(form, refused)
        except TextNeedsALookError as stopped:
            warnings = text_warnings(stopped, form.data)
        except EditedMeanwhileError:
            form.add_error(
                None,
                gettext(
                    "Somebody else saved this record while you wrote. Open it in a new tab, compare, and save again there."
                ),
            )
        else:
            messages.success(request, gettext("Saved. What stood there before is kept in the history."))
            return redirect("person-record", programme=request.programme.slug, person=found.pk)
    context = {"form": form, "person": found, "warnings": warnings}
    return render(request, "people/edit.html", context, status=422 if request.method == "POST" else 200)


def _amend(request: RoomRequest, found: Person, form: AmendPersonForm) -> None:
    amend_person(
        person=found,
        version=form.cleaned_data["version"],
        identity=form.identity(),
        facts=form.facts(),
        reason=form.cleaned_data["reason"],
        looked_at=form.cleaned_data["looked_at"],
        by=request.user,
        at=timezone.now(),
        today=timezone.localdate(),
    )
