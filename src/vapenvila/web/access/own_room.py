"""The room a reader works in within the programme of the request: the one their pages may look into."""

from django.utils import timezone

from vapenvila.web.access.requires import Request
from vapenvila.web.partners.models import Room


def own_room(request: Request) -> Room | None:
    """The room of the mission that the wall is open for, with agency and programme."""
    missions = request.reader.missions_in(request.programme.pk, today=timezone.localdate())
    if not missions:
        return None
    return Room.objects.select_related("agency", "programme").filter(pk=missions[0].room).first()
