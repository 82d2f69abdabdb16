"""Mappings kept under a name: list, change, another name, older versions, taking away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.actions.background import ImportRefused
from vapenvila.web.imports.actions.mappings import (
    delete_mapping,
    rename_mapping,
    save_mapping,
    take_up_version,
)
from vapenvila.web.imports.engine.mapping_writing import as_toml
from vapenvila.web.imports.forms.saved_mapping import SavedMappingForm
from vapenvila.web.imports.models import SavedMapping
from vapenvila.web.imports.queries import saved_mappings


def _mapping_or_404(request: Request, mapping: UUID) -> SavedMapping:
    found = saved_mappings(request.programme).filter(pk=mapping).first()
    if found is None:
        raise Http404
    return found


@requires(Right.IMPORT_INCIDENTS)
def import_mappings(request: Request) -> HttpResponse:
    """All mappings of the programme, by name."""
    found = saved_mappings(request.programme).select_related("created_by")
    return render(request, "imports/mappings.html", {"mappings": found})


@requires(Right.IMPORT_INCIDENTS)
def saved_mapping(request: Request, mapping: UUID) -> HttpResponse:
    """One mapping: its name, its settings, its versions."""
    row = _mapping_or_404(request, mapping)
    form = SavedMappingForm(
        request.POST if request.method == "POST" else None,
        initial={"name": row.name, "settings": as_toml(row.settings)},
    )
    if request.method == "POST" and form.is_valid():
        now, name = timezone.now(), form.cleaned_data["name"].strip()
        try:
            row = rename_mapping(mapping=row, name=name, by=request.user, at=now)
            saved = save_mapping(
                programme=request.programme, name=row.name, settings=form.cleaned_data["settings"], by=request.user,
                at=now,
            )  # fmt: skip
        except ImportRefused as refusal:
            form.add_error("name", refusal.sentence)
        else:
            messages.success(request, gettext("Saved as version %(version)d.") % {"version": saved.version})
            return redirect("import-saved-mapping", programme=request.programme.slug, mapping=row.pk)
    versions = row.versions.select_related("saved_by")
    return render(request, "imports/saved_mapping.html", {"mapping": row, "form": form, "versions": versions})


@requires(Right.IMPORT_INCIDENTS)
def mapping_file(request: Request, mapping: UUID) -> HttpResponse:
    """The mapping as a file for the command line."""
    row = _mapping_or_404(request, mapping)
    answer = HttpResponse(as_toml(row.settings), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="mapping-version-{row.version}.toml"'
    return answer


@require_POST
@requires(Right.IMPORT_INCIDENTS)
def take_up_mapping_version(request: Request, mapping: UUID, version: int) -> HttpResponse:
    """An older version becomes the newest."""
    row = _mapping_or_404(request, mapping)
    older = row.versions.select_related("mapping", "programme").filter(version=version).first()
    if older is None:
        raise Http404
    saved = take_up_version(version=older, by=request.user, at=timezone.now())
    messages.success(request, gettext("Saved as version %(version)d.") % {"version": saved.version})
    return redirect("import-saved-mapping", programme=request.programme.slug, mapping=row.pk)


@require_POST
@requires(Right.IMPORT_INCIDENTS)
def delete_saved_mapping(request: Request, mapping: UUID) -> HttpResponse:
    """Take the mapping away; what was imported with it stays."""
    row = _mapping_or_404(request, mapping)
    delete_mapping(mapping=row, by=request.user, at=timezone.now())
    messages.success(
        request, gettext("The mapping “%(name)s” is deleted. Nothing that was imported changes.") % {"name": row.name}
    )  # fmt: skip
    return redirect("import-mappings", programme=request.programme.slug)
