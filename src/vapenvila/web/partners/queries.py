"""Reading programmes, rooms and missions."""

from datetime import date
from uuid import UUID

from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.partners.models import Mission, Programme


def reader_of(user: UUID) -> Reader:
    """The person with all missions they hold, as frozen facts for the rules. One query."""
    rows = Mission.objects.filter(user_id=user).select_related("room__agency")
    return Reader(
        user=user,
        missions=tuple(
            MissionFacts(
                room=m.room_id,
                agency=m.room.agency_id,
                agency_kind=AgencyKind(m.room.agency.kind),
                programme=m.room.programme_id,
                roles=frozenset(Role(role) for role in m.roles),
                first_day=m.first_day,
                last_day=m.last_day,
            )
            for m in rows
        ),
    )


def programme_by_slug(slug: str) -> Programme | None:
    """The programme with this short name, or None."""
    return Programme.objects.filter(slug=slug).first()


def programmes_of(user: UUID, *, on: date) -> list[Programme]:
    """Programmes in which the person has a mission on this day, by name."""
    return list(Programme.objects.filter(pk__in=reader_of(user).programmes(today=on)).order_by("name"))


def made_up_programmes_of(user: UUID) -> list[bool]:
    """For each mission of the person, past and coming too: whether its programme is made up. One query."""
    return list(Mission.objects.filter(user_id=user).values_list("room__programme__made_up", flat=True))


def agencies_with_people(programme: UUID, *, on: date) -> int:
    """How many agencies have somebody with a mission in the programme on this day."""
    in_force = Mission.objects.filter(room__programme=programme, first_day__lte=on).exclude(last_day__lt=on)
    return in_force.values("room").distinct().count()
