"""Keeping a mapping under a name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.models import SavedMapping
from vapenvila.web.partners.models import Programme


@transaction.atomic
def save_mapping(
    *, programme: Programme, name: str, settings: Mapping[str, Any], by: User, at: datetime
) -> SavedMapping:
    """Keep the settings under this name; a mapping of that name is replaced."""
    mapping_from(settings)
    saved, _created = SavedMapping.objects.update_or_create(
        programme=programme, name=name, defaults={"settings": dict(settings), "created_by": by}
    )
    record(
        act="import_mapping.saved",
        by=by.pk,
        at=at,
        subject_kind="import_mapping",
        subject=saved.pk,
        programme=programme.pk,
        details={"source": settings.get("source_system", "")},
    )
    return saved
