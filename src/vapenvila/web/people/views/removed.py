"""Somebody in a file who was removed from the room: the page on which a named person decides."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vapenvila.rules.decision import Decision
from vapenvila.web.people.actions.import_jobs import start_person_check
from vapenvila.web.people.actions.let_back import let_back
from vapenvila.web.people.errors import RefusedError, TextNeedsALookError
from vapenvila.web.people.forms.importing import LetBackForm
from vapenvila.web.people.models import PersonBatch
from vapenvila.web.people.queries.imports import batch_allows
from vapenvila.web.people.queries.removals import removal_in
from vapenvila.web.people.views.batch import batch_on_record, batch_or_404, ready_for_persons
from vapenvila.web.people.views.in_room import RoomRequest, importer, tell, text_warnings


@importer
def removed_person(request: RoomRequest, batch: UUID, removal: UUID) -> HttpResponse:
    """When and why the person was removed; let them back with a reason, or leave the row held back."""
    row, met = batch_or_404(request, batch), removal_in(request.room.pk, removal)
    rows = [number for number, one in (row.report or {}).get("removed", []) if one == str(removal)]
    if met is None or not rows:
        raise Http404
    batch_on_record(request, "person_import.read", row)
    form = LetBackForm(request.POST or None)
    warnings: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            let_back(
                removal=removal, room=request.room, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except RefusedError as refused:
            tell(form, refused)
        except TextNeedsALookError as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            _look_again(request, row, batch_allows(row, ready=ready_for_persons(request))["check"])
            return redirect("person-import", programme=request.programme.slug, batch=row.pk)
    context = {"form": form, "batch": row, "met": met, "rows": rows, "warnings": warnings}
    return render(
        request, "people/removed_person.html", context, status=422 if request.method == "POST" else 200
    )


def _look_again(request: RoomRequest, row: PersonBatch, allowed: Decision) -> None:
    """Check the file anew, so that nothing is imported that the report does not show."""
    if allowed and row.mapping is not None:
        start_person_check(
            batch=row, settings=row.mapping, name=row.mapping_name, by=request.user, at=timezone.now()
        )
