"""Moving a group on the map, and undoing it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.groups.made_up import a_group, activity, said_now
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.group_map.actions.placing import move_group, undo_move
from vapenvila.web.group_map.models import GroupPlace
from vapenvila.web.group_map.queries.places import Spot, latest_move, spots_in_force
from vapenvila.web.groups.models import Group
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
MAP = "/p/vinterhamn/group-map/"


@pytest.fixture
def city() -> City:
    return build_city()


def two_groups(city: City) -> tuple[Group, Group]:
    one, other = a_group(city), a_group(city)
    for group in (one, other):
        activity(city, group, **said_now())
    return one, other


def spots(city: City) -> dict[UUID, Spot]:
    with acting(programmes=[city.programme.pk]):
        return spots_in_force(city.programme)


def test_a_moved_group_stands_there_for_everybody_and_undoing_puts_it_back(
    client: Client, city: City
) -> None:
    one, other = two_groups(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    client.get(MAP)
    before = spots(city)
    client.post(f"{MAP}move/?days=30", {"group": one.pk, "across": "12.5", "down": "80"})
    assert spots(city) == {one.pk: Spot(0.125, 0.8), other.pk: before[other.pk]}
    client.post(f"{MAP}move/", {"group": one.pk, "across": "20", "down": "20"})
    with acting(programmes=[city.programme.pk]):
        move = latest_move(city.programme)
    assert move is not None
    city.sign_in(client, Role.COORDINATOR)
    assert "Undo the move of G01" in client.get(MAP).text
    client.post(f"{MAP}moves/{move.pk}/undo/")
    assert spots(city)[one.pk] == Spot(0.125, 0.8)
    with acting(programmes=[city.programme.pk]):
        acts = list(AuditEvent.objects.filter(act__startswith="group_map.move").values_list("act", "subject"))
    assert sorted(acts) == [
        ("group_map.move_undone", one.pk),
        ("group_map.moved", one.pk),
        ("group_map.moved", one.pk),
    ]


def test_a_move_that_was_followed_by_another_is_not_undone(client: Client, city: City) -> None:
    one, _other = two_groups(city)
    person, now = city.people[Role.COORDINATOR], timezone.now()
    with acting(programmes=[city.programme.pk]):
        first = move_group(one, Spot(0.1, 0.1), by=person, at=now)
        second = move_group(one, Spot(0.2, 0.2), by=person, at=now + timedelta(seconds=1))
        with pytest.raises(Refused):
            undo_move(first, by=person, at=now + timedelta(seconds=2))
        undo_move(second, by=person, at=now + timedelta(seconds=3))
        with pytest.raises(Refused):
            undo_move(second, by=person, at=now + timedelta(seconds=4))
        assert spots_in_force(city.programme) == {one.pk: Spot(0.1, 0.1)}


@pytest.mark.parametrize("across", ["101", "-1", "nan", "inf", "", "left"])
def test_a_place_outside_the_map_is_refused(client: Client, city: City, across: str) -> None:
    one, _other = two_groups(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.post(f"{MAP}move/", {"group": one.pk, "across": across, "down": "5"}, follow=True)
    assert "The group was not moved" in page.text
    with acting(programmes=[city.programme.pk]):
        assert not GroupPlace.objects.filter(placed_by__isnull=False).exists()


def test_who_may_only_read_moves_nothing_and_sees_no_form(client: Client, city: City) -> None:
    one, _other = two_groups(city)
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert "data-may-move" not in client.get(MAP).text
    assert client.post(f"{MAP}move/", {"group": one.pk, "across": "5", "down": "5"}).status_code == 403


def test_the_database_keeps_places_on_the_map_and_refuses_to_move_them(city: City) -> None:
    one, _other = two_groups(city)
    person, now = city.people[Role.COORDINATOR], timezone.now()
    with acting(programmes=[city.programme.pk]):
        with pytest.raises(IntegrityError), transaction.atomic():
            GroupPlace.objects.create(
                programme=city.programme, group=one, across=1.2, down=0, placed_by=person, placed_at=now
            )
        found = GroupPlace.objects.create(
            programme=city.programme, group=one, across=0.5, down=0.5, placed_at=now
        )
        with pytest.raises(Refused):
            undo_move(found, by=person, at=now)
