"""Files of ties, evidence and memberships: the list, the upload, one file with its report, putting it in or taking it out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from vapenvila.rules.decision import Decision
from vapenvila.rules.readiness import may_enter_real_persons
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.models import BatchState
from vapenvila.web.memberships.actions.import_jobs import start_membership_commit
from vapenvila.web.memberships.actions.importing import receive_memberships
from vapenvila.web.memberships.actions.undo_import import undo_membership_batch
from vapenvila.web.memberships.forms.importing import UploadForm
from vapenvila.web.memberships.models import MembershipBatch
from vapenvila.web.memberships.queries.imports import batch_allows, batches_of_room, membership_batch
from vapenvila.web.memberships.views.in_room import importers, on_record
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.partners.queries import readiness_of
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.forms.importing import CommitPersonsForm
from vapenvila.web.people.importing.problems import with_values
from vapenvila.web.people.views.in_room import RoomRequest, tell
from vapenvila.web.people.views.remarks import remarks_of

ROWS_PER_PAGE = 30


def batch_or_404(request: RoomRequest, batch: UUID) -> MembershipBatch:
    """The file of this room."""
    found = membership_batch(request.room.pk, batch)
    if found is None:
        raise Http404
    return found


def batch_on_record(request: RoomRequest, what: str, batch: MembershipBatch) -> None:
    """Who has seen the report or the first rows of a file."""
    act = f"membership_import.{what}"
    on_record(request, act, kind="membership_batch", subject=batch.pk, number=batch.number)


def ready_for_persons(request: RoomRequest) -> Decision:
    """Whether real persons may be entered in this programme today (acceptance S27)."""
    return may_enter_real_persons(readiness_of(request.programme), today=timezone.localdate())


@importers
def membership_imports(request: RoomRequest) -> HttpResponse:
    """All files of the room, newest first."""
    on_record(request, "membership_import.listed")
    page = Paginator(batches_of_room(request.room.pk), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "room": request.room, "ready": ready_for_persons(request)}
    return render(request, "memberships/imports.html", context)


@importers
def new_membership_import(request: RoomRequest) -> HttpResponse:
    """Take a file; the next page recognises it or asks about its columns."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            batch = receive_memberships(
                room=request.room, holds=Holds(data["holds"]), chunks=data["file"].chunks(), label=data["label"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except SaidError as problem:
            form.add_error("file", gettext(problem.template).format(**problem.values))
        except RefusedError as refused:
            tell(form, refused)
        else:
            return redirect("membership-import-mapping", programme=request.programme.slug, batch=batch.pk)
    context = {"form": form, "room": request.room, "ready": ready_for_persons(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "memberships/import_new.html", context, status=status)


@importers
def membership_import(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Everything about one file. HTMX asks for the remarks, or for the progress, alone."""
    row = batch_or_404(request, batch)
    working = row.job is not None and not row.job.over
    if request.htmx and request.htmx.target == "progress":
        answer = render(request, "memberships/import.html#progress", {"batch": row, "working": working})
        if not working:
            answer["HX-Refresh"] = "true"
        return answer
    batch_on_record(request, "read", row)
    remarks = request.htmx and request.htmx.target == "issues"
    template = "people/file_remarks.html" if remarks else "memberships/import.html"
    return render(request, template, _context(request, row, CommitPersonsForm()))


def _context(request: RoomRequest, row: MembershipBatch, form: CommitPersonsForm) -> dict[str, Any]:
    working = row.job is not None and not row.job.over
    context: dict[str, Any] = {
        "batch": row,
        "room": request.room,
        "working": working,
        "failed_job": row.job if row.job is not None and row.job.state == "failed" else None,
        "allowed": batch_allows(row, ready=ready_for_persons(request)),
        "problem": with_values(gettext(row.problem), row.problem_values) if row.problem else "",
        "in_room": row.state in (BatchState.COMMITTED, BatchState.UNDONE),
        "form": form,
    }
    return context | (remarks_of(row, request.GET) if row.report and not working else {})


@require_POST
@importers
def commit_membership_import(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Start the import in the background."""
    row = batch_or_404(request, batch)
    form = CommitPersonsForm(request.POST)
    form.is_valid()
    try:
        start_membership_commit(
            batch=row, looked_at=form.cleaned_data["looked_at"], by=request.user, at=timezone.now()
        )
    except RefusedError as refused:
        tell(form, refused)
        return render(request, "memberships/import.html", _context(request, row, form), status=422)
    return redirect("membership-import", programme=request.programme.slug, batch=row.pk)


@importers
def undo_membership_import(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Ask once, then take the whole file out, or say why not."""
    row = batch_or_404(request, batch)
    batch_on_record(request, "read", row)
    refusal = ""
    if request.method == "POST":
        try:
            removed = undo_membership_batch(batch=row, by=request.user, at=timezone.now())
        except RefusedError as refused:
            refusal = gettext(refused.reason)
        else:
            said = ngettext(
                "Undone: %(number)d record taken out.", "Undone: %(number)d records taken out.", removed
            )
            messages.success(request, said % {"number": removed})
            return redirect("membership-import", programme=request.programme.slug, batch=row.pk)
    allowed = batch_allows(row, ready=ready_for_persons(request))
    context = {"batch": row, "allowed": allowed, "refusal": refusal}
    return render(request, "memberships/import_undo.html", context, status=422 if refusal else 200)
