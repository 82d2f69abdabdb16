"""What persons' records have for "This week": broken glass, and needs to look at."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.person_access import PersonRoom, may_list_persons, may_work_with_persons
from vapenvila.rules.reader import Reader
from vapenvila.web.access.panel import Condition, Panel, Rows, Urgency
from vapenvila.web.partners.models import Programme
from vapenvila.web.people.models import BrokenGlass, Person
from vapenvila.web.people.queries.emergencies import to_sign, told_to
from vapenvila.web.people.queries.persons import persons_in_sight
from vapenvila.web.people.queries.rooms import person_room
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.wall.acting import room_in_sight

SOON = timedelta(days=14)
LINES = 5


def waiting(reader: Reader, programme: Programme, now: datetime) -> list[Condition]:
    """Whether the room in use holds an unsigned emergency or a record that runs out soon."""
    today, in_use = timezone.localdate(now), room_in_sight()
    here = [mission for mission in reader.missions if mission.room == in_use]
    room = PersonRoom(here[0].room, here[0].agency_kind) if here else None
    if room is None or not may_work_with_persons(reader, room, today=today):
        return []
    unsigned = Rows(BrokenGlass, "room_id = %s AND reviewed_at IS NULL", (room.id,))
    if not may_list_persons(reader, room, today=today):
        return [unsigned]
    late = Rows(
        Person,
        "room_id = %s AND state = %s AND review_by <= %s",
        (room.id, PersonState.ACTIVE.value, today + SOON),
    )
    return [unsigned, late]


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """Panels for somebody who does casework in the room in use."""
    in_use = room_in_sight()
    room = person_room(in_use) if in_use else None
    today = timezone.localdate(now)
    if room is None or not may_work_with_persons(reader, room, today=today):
        return []
    found = []
    inbox, told = list(to_sign(room.id, by=reader.user)[:LINES]), list(told_to(reader.user, room.id)[:LINES])
    if inbox or told:
        found.append(
            Panel(
                title=_("Protected records opened in an emergency"),
                urgency=Urgency.ALARM,
                template="people/panels/emergencies.html",
                context={"inbox": inbox, "told": told},
                link=reverse("person-emergencies", kwargs={"programme": programme.slug}),
                link_text=_("Look and sign"),
            )
        )
    late = persons_in_sight(room.id, today=today).filter(review_by__lte=today + SOON)
    late = late.order_by("review_by", "pseudonym")
    if may_list_persons(reader, room, today=today) and (rows := list(late[:LINES])):
        found.append(
            Panel(
                title=_("Records that run out soon"),
                urgency=Urgency.SOON,
                template="people/panels/reviews.html",
                context={"rows": rows},
            )
        )
    return found
