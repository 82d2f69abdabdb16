"""Files of persons: the list, the upload, one file with its report, and putting it in or taking it out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.decision import Decision
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.models import BatchState
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.actions.import_jobs import start_person_commit
from vapenvila.web.people.actions.importing import receive_persons
from vapenvila.web.people.actions.undo_import import undo_person_batch
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.forms.importing import CommitPersonsForm, PersonUploadForm
from vapenvila.web.people.importing.problems import with_values
from vapenvila.web.people.models import PersonBatch
from vapenvila.web.people.queries.imports import batch_allows, batches_of_room, person_batch
from vapenvila.web.people.queries.removals import removals_waiting
from vapenvila.web.people.views.in_room import RoomRequest, importer, on_record, tell
from vapenvila.web.people.views.remarks import remarks_of

ROWS_PER_PAGE = 30


def batch_or_404(request: RoomRequest, batch: UUID) -> PersonBatch:
    """The file of this room."""
    found = person_batch(request.room.pk, batch)
    if found is None:
        raise Http404
    return found


def batch_on_record(request: RoomRequest, act: str, batch: PersonBatch) -> None:
    """Who has seen the report or the first rows of a file."""
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="person_batch",
        subject=batch.pk,
        programme=request.programme.pk,
        room=request.room.pk,
        details={"number": batch.number},
    )


@importer
def person_imports(request: RoomRequest) -> HttpResponse:
    """All files of the room, newest first."""
    on_record(request, "person_import.listed")
    page = Paginator(batches_of_room(request.room.pk), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "room": request.room, "ready": ready_for_persons(request)}
    return render(request, "people/imports.html", context)


def ready_for_persons(request: RoomRequest) -> Decision:
    """Whether real persons may be entered in this programme today (acceptance S27)."""
    return may_enter_real_persons(readiness_of(request.programme), today=timezone.localdate())


@importer
def new_person_import(request: RoomRequest) -> HttpResponse:
    """Take a file; the next page recognises it or asks about its columns."""
    form = PersonUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = receive_persons(
                room=request.room,
                chunks=form.cleaned_data["file"].chunks(),
                label=form.cleaned_data["label"],
                by=request.user,
                at=timezone.now(),
                today=timezone.localdate(),
            )
        except SaidError as problem:
            form.add_error("file", gettext(problem.template).format(**problem.values))
        except RefusedError as refused:
            tell(form, refused)
        else:
            return redirect("person-import-mapping", programme=request.programme.slug, batch=batch.pk)
    context = {"form": form, "room": request.room, "ready": ready_for_persons(request)}
    return render(request, "people/import_new.html", context, status=422 if request.method == "POST" else 200)


@importer
def person_import(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Everything about one file. HTMX asks for the remarks, or for the progress, alone."""
    row = batch_or_404(request, batch)
    working = row.job is not None and not row.job.over
    if request.htmx and request.htmx.target == "progress":
        answer = render(request, "people/import.html#progress", {"batch": row, "working": working})
        if not working:
            answer["HX-Refresh"] = "true"
        return answer
    batch_on_record(request, "person_import.read", row)
    remarks = request.htmx and request.htmx.target == "issues"
    template = "people/file_remarks.html" if remarks else "people/import.html"
    return render(request, template, context_of_batch(request, row, working=working))


def context_of_batch(
    request: RoomRequest, row: PersonBatch, *, working: bool, form: CommitPersonsForm | None = None
) -> dict[str, Any]:
    """Everything the page of a file shows."""
    context: dict[str, Any] = {
        "batch": row,
        "room": request.room,
        "working": working,
        "failed_job": row.job if row.job is not None and row.job.state == "failed" else None,
        "allowed": batch_allows(row, ready=ready_for_persons(request)),
        "problem": with_values(gettext(row.problem), row.problem_values) if row.problem else "",
        "in_room": row.state in (BatchState.COMMITTED, BatchState.UNDONE),
        "form": form or CommitPersonsForm(),
    }
    if row.report and not working:
        context |= {**remarks_of(row, request.GET), "removed": _waiting(row)}
    return context


def _waiting(row: PersonBatch) -> list[tuple[int, str]]:
    """Rows that name somebody who was removed and about whom nobody has decided, with the removal."""
    met = (row.report or {}).get("removed", [])
    waiting = removals_waiting(row.room_id, {removal for _number, removal in met})
    return [(number, removal) for number, removal in met if removal in waiting]


@require_POST
@importer
def commit_person_import(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Start the import in the background."""
    row = batch_or_404(request, batch)
    form = CommitPersonsForm(request.POST)
    form.is_valid()
    try:
        start_person_commit(
            batch=row,
            looked_at=form.cleaned_data["looked_at"],
            by=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
        )
    except RefusedError as refused:
        tell(form, refused)
        context = context_of_batch(request, row, working=False, form=form)
        return render(request, "people/import.html", context, status=422)
    return redirect("person-import", programme=request.programme.slug, batch=row.pk)


@importer
def undo_person_import(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Ask once, then take the whole file out, or say why not."""
    row = batch_or_404(request, batch)
    batch_on_record(request, "person_import.read", row)
    refusal = ""
    if request.method == "POST":
        try:
            done = undo_person_batch(batch=row, by=request.user, at=timezone.now())
        except RefusedError as refused:
            refusal = gettext(refused.reason)
        else:
            sentence = gettext(
                "Undone: %(removed)d persons removed, %(restored)d records as they were before."
            )
            messages.success(request, sentence % {"removed": done.removed, "restored": done.restored})
            return redirect("person-import", programme=request.programme.slug, batch=row.pk)
    context = {
        "batch": row,
        "allowed": batch_allows(row, ready=ready_for_persons(request)),
        "refusal": refusal,
    }
    return render(request, "people/import_undo.html", context, status=422 if refusal else 200)
