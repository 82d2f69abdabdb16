"""How a file of persons is read: a mapping kept before, or columns chosen here."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.imports.engine.sampling import Sample, sample_file
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.people.actions.import_jobs import save_person_mapping, start_person_check
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.forms.importing import PersonMappingForm, mapping_initial
from vapenvila.web.people.importing.recognition import suggested_settings
from vapenvila.web.people.importing.sealed_files import opened_file
from vapenvila.web.people.models import PersonBatch, SavedPersonMapping
from vapenvila.web.people.queries.imports import (
    mapping_recognised,
    person_mappings,
    same_file_in_room,
)
from vapenvila.web.people.views.batch import batch_on_record, batch_or_404
from vapenvila.web.people.views.in_room import RoomRequest, importer


@importer
def person_import_mapping(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Recognise the file or map its columns; then check it in the background."""
    row = batch_or_404(request, batch)
    if row.file_deleted_at is not None or (row.job is not None and not row.job.over):
        return redirect("person-import", programme=request.programme.slug, batch=row.pk)
    batch_on_record(request, "person_import.sample_read", row)
    try:
        with opened_file(row) as path:
            sample = sample_file(path)
    except SaidError as problem:
        context = {"batch": row, "problem": _told(problem)}
        return render(request, "people/import_unreadable.html", context, status=422)
    known = mapping_recognised(request.room.pk, sample.names())
    form = PersonMappingForm(
        request.POST if request.POST.get("how") == "own" else None,
        sample=sample,
        agency=request.person_room.agency_kind,
        initial=_initial(request, row, sample, known),
    )
    refused = ""
    if request.method == "POST" and "refresh" not in request.POST:
        answer = _checked(request, row, form)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    context = {
        "batch": row,
        "sample": sample,
        "form": form,
        "saved": person_mappings(request.room.pk),
        "known": known,
        "before": same_file_in_room(row),
        "refused": refused,
    }
    tried = request.method == "POST" and "refresh" not in request.POST
    return render(request, "people/import_mapping.html", context, status=422 if tried else 200)


def _initial(
    request: RoomRequest, row: PersonBatch, sample: Sample, known: SavedPersonMapping | None
) -> dict[str, Any]:
    """What the form begins with: a kept mapping to change, the batch's own settings, or a suggestion."""
    agency = request.person_room.agency_kind
    chosen = next((m for m in person_mappings(request.room.pk) if str(m.pk) == request.GET.get("from")), None)
    saved = chosen or (known if row.mapping is None else None)
    if saved is not None:
        return mapping_initial(saved.settings, sample, agency) | {"save_as": saved.name}
    return mapping_initial(row.mapping or suggested_settings(sample, agency), sample, agency)


def _told(problem: SaidError) -> str:
    return gettext(problem.template).format(**problem.values)


def _checked(request: RoomRequest, row: PersonBatch, form: PersonMappingForm) -> HttpResponse | str:
    """Start the check as chosen; or the sentence that says why not (empty: the form tells)."""
    how, now = request.POST.get("how", ""), timezone.now()
    try:
        if how == "own":
            if not form.is_valid():
                return ""
            settings, name = form.settings(), form.cleaned_data["save_as"].strip()
            if name:
                save_person_mapping(room=request.room, name=name, settings=settings, by=request.user, at=now)
        else:
            saved = next(
                (m for m in person_mappings(request.room.pk) if f"saved:{m.pk}" == how),
                None,
            )
            if saved is None:
                return gettext("Choose how the file is read.")
            settings, name = saved.settings, saved.name
        start_person_check(batch=row, settings=settings, name=name, by=request.user, at=now)
    except RefusedError as refused:
        return gettext(refused.reason)
    except SaidError as problem:
        return _told(problem)
    return redirect("person-import", programme=request.programme.slug, batch=row.pk)
