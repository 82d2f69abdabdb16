"""Reading programmes, rooms, people and missions."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from vapenvila.rules.programme_status import ProgrammeStatus
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.readiness import Readiness, ReadinessFacts
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import (
    Agency,
    Mission,
    Programme,
    ProgrammeStatusChange,
    ReadinessItem,
    Room,
)
from vapenvila.web.wall.acting import programmes_in_sight


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


def agencies_with_people(
    programme: UUID, *, on: date
) -> "QuerySet[Mission, Any]":  # rows of one value: the room
    """One row for each agency that has somebody with a mission in the programme on this day."""
    in_force = Mission.objects.filter(room__programme=programme, first_day__lte=on).exclude(last_day__lt=on)
    return in_force.order_by("room").values("room").distinct()


def paused_from(programme: Programme) -> ProgrammeStatus | None:
    """Where the programme stood before its latest pause, or None when it never paused."""
    pause = programme.status_changes.filter(new=ProgrammeStatus.PAUSED.value).order_by("-at", "-pk").first()
    return ProgrammeStatus(pause.old) if pause else None


def status_history(programme: Programme) -> QuerySet[ProgrammeStatusChange]:
    """Every step of the programme, the latest first."""
    return programme.status_changes.select_related("by").order_by("-at", "-pk")


def rooms_of(programme: Programme) -> QuerySet[Room]:
    """The rooms of the programme with their agencies, in the order of their names."""
    return programme.rooms.select_related("agency").order_by("agency__name")


def agency_named(name: str) -> Agency | None:
    """The agency with exactly this name."""
    return Agency.objects.filter(name=name).first()


def people_of(
    programme: Programme, *, today: date, text: str = "", room: str = "", role: str = "", state: str = ""
) -> QuerySet[User]:
    """People with a mission in this programme, now or before, by what was asked for. Each with `missions_here`."""
    here = Mission.objects.filter(room__programme=programme).select_related("room__agency")
    missions = Q(missions__room__programme=programme)
    if room:
        missions &= Q(missions__room=room)
    if role:
        missions &= Q(missions__roles__contains=[role])
    if state == "current":
        missions &= _covers(today, "missions__")
    people = User.objects.filter(missions)
    if state == "closed":
        people = people.filter(is_active=False)
    if text:
        people = people.filter(Q(name__icontains=text) | Q(email__icontains=text))
    ordered = here.order_by("-first_day")
    return people.distinct().prefetch_related(Prefetch("missions", ordered, to_attr="missions_here"))


def _covers(today: date, prefix: str) -> Q:
    return Q(**{f"{prefix}first_day__lte": today}) & (
        Q(**{f"{prefix}last_day__isnull": True}) | Q(**{f"{prefix}last_day__gte": today})
    )


def person_in(programme: Programme, person: UUID) -> User | None:
    """A person with a mission in this programme, now or before; anybody else is not there."""
    return User.objects.filter(pk=person, missions__room__programme=programme).distinct().first()


def missions_in(programme: Programme, person: UUID) -> QuerySet[Mission]:
    """The person's missions in this programme, the latest first. Missions elsewhere are not this programme's business."""
    return (
        Mission.objects.filter(room__programme=programme, user_id=person)
        .select_related("room__agency", "given_by")
        .order_by("-first_day", "pk")
    )


def mission_in(programme: Programme, mission: UUID) -> Mission | None:
    """One mission of this programme."""
    return (
        Mission.objects.filter(room__programme=programme, pk=mission)
        .select_related("room__agency", "user")
        .first()
    )


def current_members(programme: Programme, *, today: date) -> QuerySet[User]:
    """Active people with a mission here today, by name."""
    held = Mission.objects.filter(_covers(today, ""), room__programme=programme).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name")


def known_names() -> list[str]:
    """Full names of everybody with a mission, now or before, in the programmes this transaction may see."""
    people = User.objects.filter(missions__room__programme__in=programmes_in_sight())
    return [name for name in people.values_list("name", flat=True).distinct() if " " in name.strip()]


def one_person_per_role(today: date) -> Iterable[tuple[Programme, Role, User]]:
    """In made-up programmes: for each role, in the order of the roles, the first person who holds it today."""
    held = (
        Mission.objects.filter(_covers(today, ""), room__programme__made_up=True, user__is_active=True)
        .select_related("room__programme", "user")
        .order_by("room__programme__name", "created_at", "pk")
    )
    found: dict[tuple[UUID, Role], tuple[Programme, Role, User]] = {}
    for mission in held:
        for role in mission.roles:
            found.setdefault(
                (mission.room.programme_id, Role(role)), (mission.room.programme, Role(role), mission.user)
            )
    order = list(Role)
    return sorted(found.values(), key=lambda row: (row[0].name, order.index(row[1])))


def made_up_person_whose_email_begins(start: str) -> User | None:
    """A person of a made-up programme by the beginning of the e-mail."""
    people = User.objects.filter(
        email__startswith=start, missions__room__programme__made_up=True, is_active=True
    )
    return people.order_by("pk").first()


def readiness_of(programme: Programme) -> ReadinessFacts:
    """When each thing was done last."""
    done = {Readiness(row.item): row.done_on for row in latest_items(programme).values()}
    return ReadinessFacts(made_up=programme.made_up, done_on=done)


def latest_items(programme: Programme) -> dict[Readiness, ReadinessItem]:
    """The latest entry of each thing."""
    rows = ReadinessItem.objects.filter(programme=programme).select_related("by").order_by("at", "pk")
    return {Readiness(row.item): row for row in rows}
