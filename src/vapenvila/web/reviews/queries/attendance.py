"""Who could be at a meeting and who was: people with a mission in the programme, by agency."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.partners.models import Mission, Room
from vapenvila.web.reviews.models import Presence, ReviewMeeting

_AT_THE_TABLE = [role.value for role in ROLES_WITH_RIGHT[Right.TAKE_PART_IN_REVIEW]]


@dataclass(frozen=True, slots=True)
class PersonThere:
    """A person who may take part, and whether they are there."""

    id: UUID
    name: str
    present: bool


@dataclass(slots=True)
class AgencyThere:
    """An agency of the programme, with its people who may take part. Present when the agency or one of them is marked."""

    id: UUID
    name: str
    marked: bool = False
    people: list[PersonThere] = field(default_factory=list)

    @property
    def present(self) -> bool:
        """Whether the agency was there."""
        return self.marked or any(person.present for person in self.people)


def attendance_of(meeting: ReviewMeeting) -> list[AgencyThere]:
    """Agencies of the programme by name, with people who may take part on the day, and those marked anyway. Three queries."""
    marks = list(Presence.objects.filter(meeting=meeting).select_related("agency", "person"))
    agencies = {agency.id: agency for agency in _agencies(meeting)}
    people: dict[tuple[UUID, UUID], PersonThere] = {}
    for mission in people_at_the_table(meeting).select_related("room", "user"):
        key = (mission.room.agency_id, mission.user_id)
        people[key] = PersonThere(mission.user_id, mission.user.name, present=False)
    for mark in marks:
        agency = agencies.setdefault(mark.agency_id, AgencyThere(mark.agency_id, mark.agency.name))
        if mark.person is None:
            agency.marked = mark.present
        else:
            people[mark.agency_id, mark.person.pk] = PersonThere(
                mark.person.pk, mark.person.name, mark.present
            )
    for (agency_id, _), person in sorted(people.items(), key=lambda pair: pair[1].name.casefold()):
        agencies[agency_id].people.append(person)
    return sorted(agencies.values(), key=lambda agency: agency.name.casefold())


def _agencies(meeting: ReviewMeeting) -> Iterator[AgencyThere]:
    rooms = Room.objects.filter(programme=meeting.programme_id).exclude(
        agency__kind=AgencyKind.RESEARCH.value
    )
    for room in rooms.select_related("agency"):
        yield AgencyThere(room.agency_id, room.agency.name)


def people_at_the_table(meeting: ReviewMeeting) -> QuerySet[Mission]:
    """Missions, in force on the meeting's day, of people who may take part in a review."""
    day = timezone.localdate(meeting.held_at or meeting.planned_at)
    return Mission.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day),
        room__programme=meeting.programme_id,
        first_day__lte=day,
        roles__overlap=_AT_THE_TABLE,
        user__is_active=True,
    )
