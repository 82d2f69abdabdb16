"""Keeping a mapping under a name: saving, a new version, another name, taking it away.

A batch keeps the settings it was read with, so nothing here changes what has been imported.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from vapenvila.rules.saved_mapping import may_be_called
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.actions.background import insist
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.profiles import PROFILE_NAMES
from vapenvila.web.imports.models import SavedMapping, SavedMappingVersion
from vapenvila.web.partners.models import Programme


@transaction.atomic
def save_mapping(
    *, programme: Programme, name: str, settings: Mapping[str, Any], by: User, at: datetime
) -> SavedMapping:
    """Keep the settings under this name; a mapping of that name gets a new version, and its old one is kept."""
    mapping_from(settings)
    insist(may_be_called(name, taken=False, ready=PROFILE_NAMES))
    saved = SavedMapping.objects.select_for_update().filter(programme=programme, name=name).first()
    if saved is None:
        saved = SavedMapping.objects.create(
            programme=programme, name=name, settings=dict(settings), created_by=by
        )
    elif saved.settings == dict(settings):
        return saved
    else:
        saved.settings, saved.version = dict(settings), saved.version + 1
        saved.save(update_fields=["settings", "version", "updated_at"])
    SavedMappingVersion.objects.create(
        programme=programme, mapping=saved, version=saved.version, settings=saved.settings, saved_by=by, saved_at=at
    )  # fmt: skip
    _audit("import_mapping.saved", saved, by, at)
    return saved


@transaction.atomic
def rename_mapping(*, mapping: SavedMapping, name: str, by: User, at: datetime) -> SavedMapping:
    """Call it something else."""
    current = SavedMapping.objects.select_for_update().get(pk=mapping.pk)
    if current.name == name:
        return current
    others = SavedMapping.objects.filter(programme=current.programme_id).exclude(pk=current.pk)
    insist(may_be_called(name, taken=others.filter(name__iexact=name).exists(), ready=PROFILE_NAMES))
    current.name = name
    current.save(update_fields=["name", "updated_at"])
    _audit("import_mapping.renamed", current, by, at)
    return current


@transaction.atomic
def take_up_version(*, version: SavedMappingVersion, by: User, at: datetime) -> SavedMapping:
    """Read files again as an older version did: that becomes the newest version."""
    return save_mapping(
        programme=version.programme, name=version.mapping.name, settings=version.settings, by=by, at=at
    )


@transaction.atomic
def delete_mapping(*, mapping: SavedMapping, by: User, at: datetime) -> None:
    """Take the mapping and its versions away. What was imported with it stays, and so do the settings it was read with."""
    _audit("import_mapping.deleted", mapping, by, at)
    mapping.delete()


def _audit(act: str, mapping: SavedMapping, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="import_mapping",
        subject=mapping.pk,
        programme=mapping.programme_id,
        details={"source": mapping.settings.get("source_system", ""), "version": mapping.version},
    )
