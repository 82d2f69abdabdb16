"""The room a reader does casework in."""

from uuid import UUID

from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.partners.models import Room


def person_room(room: UUID) -> PersonRoom | None:
    """The room as the rules see it."""
    row = Room.objects.select_related("agency").filter(pk=room).first()
    return PersonRoom(row.pk, AgencyKind(row.agency.kind)) if row else None


def room_row(room: UUID) -> Room:
    """The room with its agency and programme."""
    return Room.objects.select_related("agency", "programme").get(pk=room)
