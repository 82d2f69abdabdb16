"""Keeping a filter under a name, and letting go of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.models import SavedFilter
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.partners.models import Programme


@transaction.atomic
def save_filter(
    *, programme: Programme, name: str, chosen: IncidentFilter, shared: bool, by: User, at: datetime
) -> SavedFilter:
    """Keep the filter under a name, for oneself or for everybody here. The same own name is written over."""
    name = " ".join(name.split())
    if not name:
        raise Refused(gettext("Give the filter a name."), field="name")
    check_texts({"name": name, "text": chosen.text}, looked_at=True)
    saved, _ = SavedFilter.objects.update_or_create(
        programme=programme,
        owner=by,
        name=name[:80],
        defaults={"query": chosen.to_query(), "shared": shared},
    )
    _audit("saved_filter.saved", saved, by, at)
    return saved


@transaction.atomic
def forget_filter(*, saved: SavedFilter, by: User, at: datetime) -> None:
    """Let go of one's own filter."""
    if saved.owner_id != by.pk:
        raise Refused(gettext("Only the person who saved the filter can remove it."))
    _audit("saved_filter.removed", saved, by, at)
    saved.delete()


def _audit(act: str, saved: SavedFilter, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="saved_filter",
        subject=saved.pk,
        programme=saved.programme_id,
        details={"query": saved.query, "shared": saved.shared},
    )
