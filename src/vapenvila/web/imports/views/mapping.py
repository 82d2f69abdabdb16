"""How the file is read: a ready profile, a mapping kept before, or columns chosen here."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports import storage
from vapenvila.web.imports.actions.background import ImportRefused, start_check
from vapenvila.web.imports.actions.mappings import save_mapping
from vapenvila.web.imports.engine.profiles import PROFILE_NAMES, profile_named, recognised_profile
from vapenvila.web.imports.engine.sampling import Sample, sample_file
from vapenvila.web.imports.engine.sentences import SaidError
from vapenvila.web.imports.engine.suggestion import suggest
from vapenvila.web.imports.facts import allowed_with
from vapenvila.web.imports.forms.mapping import MappingForm, initial_from
from vapenvila.web.imports.models import ImportBatch
from vapenvila.web.imports.queries import same_file_before, saved_mappings
from vapenvila.web.imports.views.finding import batch_or_404
from vapenvila.web.imports.views.reading import record_reading


@requires(Right.IMPORT_INCIDENTS)
def import_mapping(request: Request, batch: UUID) -> HttpResponse:
    """Recognise the file or map its columns; then check it in the background."""
    row = batch_or_404(request, batch)
    allowed = allowed_with(row)
    if not allowed.check:
        return redirect("import", programme=request.programme.slug, batch=row.pk)
    try:
        sample = sample_file(storage.uploaded_file(row.pk))
    except SaidError as problem:
        return render(
            request, "imports/unreadable.html", {"batch": row, "problem": _told(problem)}, status=422
        )
    record_reading(request, row, sample=True)
    form = MappingForm(
        request.POST if request.POST.get("how") == "own" else None,
        sample=sample,
        initial=_initial(request, row, sample),
    )
    refused = ""
    if request.method == "POST" and "refresh" not in request.POST:
        answer = _checked(request, row, form)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    context = _context(row, sample, form, request.POST.get("how", "")) | {"refused": refused}
    return render(request, "imports/mapping.html", context)


def _initial(request: Request, row: ImportBatch, sample: Sample) -> dict[str, Any]:
    """What the form begins with: a saved mapping to change, the batch's own settings, or a suggestion."""
    saved = next((m for m in saved_mappings(row.programme) if str(m.pk) == request.GET.get("from")), None)
    if saved is not None:
        return initial_from(saved.settings) | {"save_as": saved.name}
    return initial_from(row.mapping or _suggested(row, sample))


def _suggested(row: ImportBatch, sample: Sample) -> dict[str, Any]:
    return suggest(sample, time_zone=row.programme.time_zone, source_system=row.programme.slug)


def _told(problem: SaidError) -> str:
    return gettext(problem.template).format(**problem.values)


def _checked(request: Request, row: ImportBatch, form: MappingForm) -> HttpResponse | str:
    """Start the check as chosen; or the sentence that says why not (empty: the form tells)."""
    how, now = request.POST.get("how", ""), timezone.now()
    settings: dict[str, Any] | None = None
    version: int | None = None
    profile = how.removeprefix("profile:")
    try:
        if how == "own":
            if not form.is_valid():
                return ""
            settings, profile = form.settings(), form.cleaned_data["save_as"]
            if profile:
                kept = save_mapping(
                    programme=row.programme, name=profile, settings=settings, by=request.user, at=now
                )
                version = kept.version
        elif how.startswith("saved:"):
            saved = saved_mappings(row.programme).filter(pk=how.removeprefix("saved:")).first()
            if saved is None:
                return gettext("Choose how the file is read.")
            settings, profile, version = saved.settings, saved.name, saved.version
        elif profile not in PROFILE_NAMES:
            return gettext("Choose how the file is read.")
        start_check(batch=row, settings=settings, profile=profile, version=version, by=request.user, at=now)
    except ImportRefused as refusal:
        return refusal.sentence
    except SaidError as problem:
        return _told(problem)
    return redirect("import", programme=request.programme.slug, batch=row.pk)


def _context(row: ImportBatch, sample: Sample, form: MappingForm, how: str) -> dict[str, Any]:
    recognised = recognised_profile(sample.names())
    return {
        "batch": row,
        "sample": sample,
        "form": form,
        "profiles": [(name, profile_named(name).name) for name in PROFILE_NAMES],
        "saved": saved_mappings(row.programme),
        "recognised": recognised,
        "how": how or (f"profile:{recognised}" if recognised else "own"),
        "before": same_file_before(row),
    }
