"""What the rights desk shows on "This week": requests that should have been answered, and those due within a week."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Condition, Panel, Rows, Urgency
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.queries import ANSWERED, late_requests

SOON = timedelta(days=7)


def waiting(reader: Reader, programme: Programme, now: datetime) -> list[Condition]:
    """Whether the desk of this person's room has a request that is not answered."""
    if not may(reader, Right.HANDLE_RIGHTS_REQUESTS, programme.pk, today=timezone.localdate(now)):
        return []
    missions = reader.missions_in(programme.pk, today=timezone.localdate(now))
    open_ones = "room_id = %s AND NOT state = ANY (%s)"
    return [Rows(RightsRequest, open_ones, (mission.room, ANSWERED)) for mission in missions[:1]]


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """One panel for those who handle requests, when one is late or nearly so."""
    today = timezone.localdate(now)
    if not may(reader, Right.HANDLE_RIGHTS_REQUESTS, programme.pk, today=today):
        return []
    rooms: list[UUID] = [mission.room for mission in reader.missions_in(programme.pk, today=today)]
    room = Room.objects.filter(pk__in=rooms[:1]).first()
    if room is None:
        return []
    late = late_requests(room, today=today)
    soon = late_requests(room, today=today + SOON) - late
    if not late and not soon:
        return []
    return [
        Panel(
            title=_("Rights desk"),
            urgency=Urgency.ALARM if late else Urgency.SOON,
            template="rights_desk/panel.html",
            context={"late_requests": late, "soon_requests": soon},
            link=reverse("rights-requests", kwargs={"programme": programme.slug}),
            link_text=_("Open the rights desk"),
        )
    ]
