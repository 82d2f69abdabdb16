"""Whom a room has removed, asked about by number, by name and birth date, or by the removal."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from vapenvila.web.people.models import RemovedPerson
from vapenvila.web.people.sealed_identity import BORN_AS, born_as, sought


def removal_in(room: UUID, removal: UUID) -> RemovedPerson | None:
    """One removal of the room that nobody has decided about."""
    return RemovedPerson.objects.filter(room=room, removal=removal, let_back_at__isnull=True).first()


def removal_of(values: Mapping[str, str], room: UUID) -> RemovedPerson | None:
    """The latest removal of somebody with this number, or this whole name and birth date, that nobody has decided about."""
    marks: list[bytes] = []
    if values.get("personnummer"):
        marks += sought(values["personnummer"], "personnummer", room)
    if whole := born_as(values):
        marks += sought(whole, BORN_AS, room)
    met = RemovedPerson.objects.filter(
        room=room, mark_hash__in=marks, source_system="", let_back_at__isnull=True
    )
    return met.order_by("-removed_on", "removal").first()


def removals_waiting(room: UUID, removals: Iterable[str]) -> set[str]:
    """Those of these removals that nobody has decided about."""
    rows = RemovedPerson.objects.filter(room=room, removal__in=list(removals), let_back_at__isnull=True)
    return {str(removal) for removal in rows.values_list("removal", flat=True)}
