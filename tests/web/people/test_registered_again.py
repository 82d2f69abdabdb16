"""Whoever registers by hand somebody whom the room has removed is told so once, and says why."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.people.made_up import NOW, NUMBER, OTHER_NUMBER, a_person, in_room
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.people.actions.lifetime import remove_person
from vapenvila.web.people.models import Person, RemovedPerson

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T37")]
NEW = "/p/vinterhamn/persons/new/"
WHY = "Ny dom i november, annan källa än förra gången"
TOLD = "this room has removed the person before"

Registers = Callable[..., tuple[int, str]]


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def registers(client: Client, city: City) -> Registers:
    """The police analyst sends the form of a new person: status and page."""
    city.sign_in(client, Role.POLICE_ANALYST)

    def sent(**more: str) -> tuple[int, str]:
        form = {
            "given_name": "Påhittad", "surname": "Nysson", "birth_date": "1990-06-02", "mark": "suspect",
            "need": "Made-up need", "source": "Made-up source", "source_on": "2026-01-02", "reliability": "unsure",
        }  # fmt: skip
        answer = client.post(NEW, {**form, **more})
        return answer.status_code, answer.content.decode()

    return sent


def _removed(
    city: City, kind: AgencyKind = AgencyKind.POLICE, *, surname: str = "Nysson", **identity: str
) -> None:
    by = Role.POLICE_ANALYST if kind is AgencyKind.POLICE else Role.PROBATION_OFFICER
    person = a_person(city, kind, ground=None, by=None, at=NOW, surname=surname, **identity)
    with in_room(city, kind):
        remove_person(person=person, version=person.version, reason="No need", by=city.people[by], at=NOW)


def test_by_name_and_birth_date_and_nothing_is_saved_before_a_reason(
    city: City, registers: Registers
) -> None:
    _removed(city)
    status, page = registers(surname="PÅHITTAD", given_name="nysson")
    assert (status, TOLD in page, "removed: no need" in page) == (422, True, True)
    with in_room(city):
        assert not Person.objects.exists()
        told = AuditEvent.objects.get(act="person.removal_met")
        assert told.subject == RemovedPerson.objects.values_list("removal", flat=True)[0]
    assert registers(reason=WHY)[0] == 302
    with in_room(city):
        assert Person.objects.count() == 1
        assert {(m.reason, m.let_back_by_id) for m in RemovedPerson.objects.all()} == {
            (WHY, city.people[Role.POLICE_ANALYST].pk)
        }
        assert AuditEvent.objects.get(act="person.let_back").details == {"why_removed": "removed"}


def test_by_number_whatever_the_name(city: City, registers: Registers) -> None:
    _removed(city, personnummer=NUMBER, birth_date="")
    assert TOLD in registers(personnummer=NUMBER, birth_date="", surname="Annan")[1]
    assert registers(personnummer=OTHER_NUMBER, birth_date="", surname="Annan")[0] == 302


def test_a_short_reason_stands_at_its_field_and_nothing_is_saved(city: City, registers: Registers) -> None:
    _removed(city)
    status, page = registers(reason="Behövs")
    assert status == 422
    assert "Write what is new and on what ground" in page
    assert registers(reason="Han ringde från 070-174 06 05 igår, ny källa")[0] == 422
    with in_room(city):
        assert not Person.objects.exists()
        assert not RemovedPerson.objects.filter(let_back_at__isnull=False).exists()


def test_a_name_without_a_birth_date_and_another_rooms_removal_tell_nothing(
    city: City, registers: Registers
) -> None:
    _removed(city, AgencyKind.PROBATION)
    assert registers()[0] == 302
    _removed(city, surname="Andrasson")
    assert registers(surname="Andrasson", birth_date="", someone_else="on")[0] == 302
