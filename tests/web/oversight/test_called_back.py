"""Whoever may hold a copy that is called back is told on "This week", and not who else got one; a deleted person's go too."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.people.made_up import NOW, a_person, in_room
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.exports import confirm_destroyed, number_export, recall_export
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.people.models import Person
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.retention.running import run
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
TITLE = "Copies that are called back"


@pytest.fixture
def city() -> City:
    return build_city()


def _copy(
    city: City, *, kind: str = "minutes", room: UUID | None = None, subject: UUID | None = None
) -> UUID:
    now = timezone.now()
    with acting(programmes=[city.programme.pk], room=room):
        return number_export(
            programme=city.programme.pk, room=room, kind=kind, purpose="For the steering group's binder",
            recipient="Hemliga mottagaren", expires=now.date() + timedelta(days=30), rows=6,
            by=city.people[Role.COORDINATOR].pk, at=now, subject=subject,
        ).pk  # fmt: skip


def _recall(city: City, export: UUID, *, room: UUID | None = None) -> None:
    with acting(programmes=[city.programme.pk], room=room):
        recall_export(
            export=export, reason="Wrong period", by=city.people[Role.COORDINATOR].pk, at=timezone.now()
        )


def _week(client: Client, city: City, role: Role) -> str:
    city.sign_in(client, role)
    return client.get("/p/vinterhamn/").content.decode()


@pytest.mark.acceptance("S21")
@pytest.mark.acceptance("T24")
@pytest.mark.parametrize("role", Role)
def test_everybody_who_may_hold_a_copy_is_told_and_not_who_else_got_one(
    client: Client, city: City, role: Role
) -> None:
    export = _copy(city)
    assert TITLE not in _week(client, city, role)
    _recall(city, export)
    told = _week(client, city, role)
    assert TITLE in told
    assert "Wrong period" in told
    assert "Hemliga mottagaren" not in told
    with acting(programmes=[city.programme.pk]):
        confirm_destroyed(
            export=export,
            confirmed_by="The registrar",
            by=city.people[Role.COORDINATOR].pk,
            at=timezone.now(),
        )
    assert TITLE not in _week(client, city, role)


@pytest.mark.parametrize("kind", ["trail", "inspection"])
def test_of_the_trail_only_those_hear_who_follow_what_leaves(client: Client, city: City, kind: str) -> None:
    _recall(city, _copy(city, kind=kind))
    assert TITLE in _week(client, city, Role.DATA_PROTECTION_OFFICER)
    assert TITLE not in _week(client, city, Role.POLICE_OFFICER)


@pytest.mark.acceptance("S1")
def test_of_a_rooms_copy_only_that_room_hears(client: Client, city: City) -> None:
    room = city.rooms[AgencyKind.POLICE].pk
    _recall(city, _copy(city, kind="letter", room=room), room=room)
    assert TITLE in _week(client, city, Role.POLICE_OFFICER)
    for role in (Role.COORDINATOR, Role.PROBATION_OFFICER, Role.DATA_PROTECTION_OFFICER):
        assert TITLE not in _week(client, city, role), role


@pytest.mark.acceptance("T37")
def test_the_night_that_deletes_a_person_calls_every_copy_back(client: Client, city: City) -> None:
    person, other = a_person(city), a_person(city)
    room = city.rooms[AgencyKind.POLICE].pk
    about, beside = (
        _copy(city, kind="person_report", room=room, subject=about) for about in (person.pk, other.pk)
    )
    with in_room(city):
        Person.objects.filter(pk=person.pk).update(state=PersonState.REMOVED)
    run(at=NOW)
    with in_room(city):
        assert list(Person.objects.values_list("pk", flat=True)) == [other.pk]
        recalled = ExportRecord.objects.get(pk=about)
        assert (recalled.recalled_at, recalled.recalled_by) == (NOW, None)  # nobody decided it: time did
        assert recalled.recall_reason
        assert ExportRecord.objects.get(pk=beside).recalled_at is None
    assert TITLE in _week(client, city, Role.POLICE_ANALYST)
