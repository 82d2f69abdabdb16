"""The rooms of a programme as the door sees them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.models import DoorManager
from vapenvila.web.partners.models import Mission, Programme, Room


def own_room(reader: Reader, programme: Programme, *, today: date) -> Room:
    """The room the reader works in here, as the wall has opened it. Raises `Room.DoesNotExist` for somebody without one."""
    missions = reader.missions_in(programme.pk, today=today)
    if not missions:
        raise Room.DoesNotExist
    return Room.objects.select_related("agency", "programme").get(pk=missions[0].room)


def other_rooms(room: Room) -> list[Room]:
    """The rooms of the other agencies in the programme, by the agency's name."""
    rows = Room.objects.filter(programme=room.programme_id).exclude(pk=room.pk)
    return list(rows.select_related("agency").order_by("agency__name"))


def room_of(programme: Programme, room: UUID) -> Room | None:
    """A room of this programme."""
    return Room.objects.filter(programme=programme, pk=room).select_related("agency", "programme").first()


def managers_of(room: UUID, *, today: date) -> frozenset[UUID]:
    """Named managers of the room who hold a mission there today."""
    at_work = _at_work(room, today).values("user")
    rows = DoorManager.objects.filter(_in_time(today), room=room, user__in=at_work)
    return frozenset(rows.values_list("user_id", flat=True))


def people_at_the_door(room: UUID, *, today: date) -> list[User]:
    """People who may use the door in this room today."""
    roles = [role.value for role in ROLES_WITH_RIGHT[Right.USE_DOOR]]
    missions = _at_work(room, today).filter(roles__overlap=roles)
    return list(User.objects.filter(pk__in=missions.values("user"), is_active=True).order_by("name"))


def _in_time(today: date) -> Q:
    return Q(first_day__lte=today) & (Q(last_day__isnull=True) | Q(last_day__gte=today))


def _at_work(room: UUID, today: date) -> QuerySet[Mission]:
    return Mission.objects.filter(_in_time(today), room=room)
