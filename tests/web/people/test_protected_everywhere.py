"""Who a protected person is stays hidden from colleagues on every page of the record, not only on the first one."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.people.made_up import a_ground, a_person, in_room
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T14"), pytest.mark.acceptance("T11")]
WORDS = ("Hemligsson", "Dold", "070-000 00 99", "070-000 00 88", "Påhittsgatan 99", "HEM-99")
PAGES = ("", "identity/", "edit/", "review/", "remove/", "emergency/")


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def protected(city: City) -> Person:
    """Kept by a police officer, changed once, so that the history holds an older number."""
    keeper = Role.POLICE_OFFICER
    row = a_person(
        city, AgencyKind.POLICE, ground=a_ground(Mark.SUSPECT, protective_track=True), by=keeper,
        given_name="Dold", surname="Hemligsson", phone="070-000 00 88", address="Påhittsgatan 99", case_number="HEM-99",
    )  # fmt: skip
    with in_room(city):
        Person.objects.filter(pk=row.pk).update(keeper=city.people[keeper])
        row.refresh_from_db()
        return amend_person(
            person=row, version=row.version, identity={"phone": "070-000 00 99"}, facts={}, reason="Made-up reason",
            looked_at=False, by=city.people[keeper], at=row.created_at, today=row.created_at.date(),
        )  # fmt: skip


def _shown(client: Client, address: str) -> str:
    return client.get(address).text + client.post(address, {"purpose": "casework"}).text


def test_a_colleague_finds_no_word_of_it_on_any_page(client: Client, city: City, protected: Person) -> None:
    with in_room(city):
        change = protected.changes.first()
    assert change is not None
    city.sign_in(client, Role.POLICE_ANALYST)
    record = f"/p/vinterhamn/persons/{protected.pk}/"
    addresses = [f"{record}{page}" for page in PAGES]
    addresses += [f"{record}undo/{change.pk}/", "/p/vinterhamn/persons/", "/p/vinterhamn/persons/duplicates/"]
    for address in addresses:
        text = _shown(client, address)
        assert [word for word in WORDS if word in text] == [], address


def test_the_keeper_sees_it(client: Client, city: City, protected: Person) -> None:
    city.sign_in(client, Role.POLICE_OFFICER)
    answer = client.post(f"/p/vinterhamn/persons/{protected.pk}/identity/", {"purpose": "casework"})
    assert "Hemligsson" in answer.text
