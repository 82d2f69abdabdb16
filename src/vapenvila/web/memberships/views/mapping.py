"""How a file of ties, evidence or memberships is read: a mapping kept before, or columns chosen here."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.imports.engine.sampling import Sample, sample_file
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.memberships.actions.import_jobs import save_membership_mapping, start_membership_check
from vapenvila.web.memberships.forms.importing import FileMappingForm, mapping_initial
from vapenvila.web.memberships.importing.recognition import suggested_settings
from vapenvila.web.memberships.models import MembershipBatch, SavedMembershipMapping
from vapenvila.web.memberships.queries.imports import (
    mapping_recognised,
    membership_mappings,
    same_file_in_room,
)
from vapenvila.web.memberships.views.batch import batch_on_record, batch_or_404
from vapenvila.web.memberships.views.in_room import importers
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.importing.sealed_files import opened_file
from vapenvila.web.people.views.in_room import RoomRequest


@importers
def membership_import_mapping(request: RoomRequest, batch: UUID) -> HttpResponse:
    """Recognise the file or map its columns; then check it in the background."""
    row = batch_or_404(request, batch)
    if row.file_deleted_at is not None or (row.job is not None and not row.job.over):
        return redirect("membership-import", programme=request.programme.slug, batch=row.pk)
    batch_on_record(request, "sample_read", row)
    try:
        with opened_file(row) as path:
            sample = sample_file(path)
    except SaidError as problem:
        context = {"batch": row, "problem": _told(problem)}
        return render(request, "memberships/import_unreadable.html", context, status=422)
    holds = Holds(row.holds)
    known = mapping_recognised(request.room.pk, holds, sample.names())
    own = request.POST if request.POST.get("how") == "own" else None
    form = FileMappingForm(own, sample=sample, holds=holds, initial=_initial(request, row, sample, known))
    tried, refused = request.method == "POST" and "refresh" not in request.POST, ""
    if tried:
        answer = _checked(request, row, form)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    context = {
        "batch": row,
        "sample": sample,
        "form": form,
        "saved": membership_mappings(request.room.pk, holds),
        "known": known,
        "before": same_file_in_room(row),
        "refused": refused,
    }
    return render(request, "memberships/import_mapping.html", context, status=422 if tried else 200)


def _initial(
    request: RoomRequest, row: MembershipBatch, sample: Sample, known: SavedMembershipMapping | None
) -> dict[str, Any]:
    """What the form begins with: a kept mapping to change, the batch's own settings, or a suggestion."""
    holds = Holds(row.holds)
    kept = membership_mappings(request.room.pk, holds)
    chosen = next((m for m in kept if str(m.pk) == request.GET.get("from")), None)
    saved = chosen or (known if row.mapping is None else None)
    if saved is not None:
        return mapping_initial(saved.settings) | {"save_as": saved.name}
    return mapping_initial(row.mapping or suggested_settings(sample, holds))


def _told(problem: SaidError) -> str:
    return gettext(problem.template).format(**problem.values)


def _checked(request: RoomRequest, row: MembershipBatch, form: FileMappingForm) -> HttpResponse | str:
    """Start the check as chosen; or the sentence that says why not (empty: the form tells)."""
    how, now, holds = request.POST.get("how", ""), timezone.now(), Holds(row.holds)
    try:
        if how == "own":
            if not form.is_valid():
                return ""
            settings, name = form.settings(), form.cleaned_data["save_as"].strip()
            if name:
                save_membership_mapping(
                    room=request.room, holds=holds, name=name, settings=settings, by=request.user, at=now
                )
        else:
            kept = membership_mappings(request.room.pk, holds)
            saved = next((m for m in kept if f"saved:{m.pk}" == how), None)
            if saved is None:
                return gettext("Choose how the file is read.")
            settings, name = saved.settings, saved.name
        start_membership_check(batch=row, settings=settings, name=name, by=request.user, at=now)
    except RefusedError as refused:
        return gettext(refused.reason)
    except SaidError as problem:
        return _told(problem)
    return redirect("membership-import", programme=request.programme.slug, batch=row.pk)
