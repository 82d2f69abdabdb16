"""A page that refuses says in one sentence what is missing."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.disclosures.door import (
    NOW,
    PERSON,
    a_consent,
    a_request,
    an_examination,
    examined,
    filled_in,
    in_room,
    name_the_manager,
    unasked,
    verify_all,
    worker,
)
from tests.web.disclosures.test_pages import address
from vapenvila.rules.consent import Known, may_rest_on_consent_of
from vapenvila.rules.disclosable_fields import Field
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.rules.roles import Role
from vapenvila.web.disclosures.actions.deciding import refuse_request
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.models import Examination
from vapenvila.web.disclosures.sealed_words import NamedPerson

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def city() -> City:
    return build_city()


def _page(client: Client, city: City, examination: UUID, *rest: str) -> str:
    city.sign_in(client, Role.PROBATION_OFFICER)
    return client.get(address(city, "examinations", examination, *rest)).content.decode()


@pytest.mark.acceptance("S6")
def test_the_step_of_deciding_says_that_a_named_manager_decides(client: Client, city: City) -> None:
    verify_all(city)
    row = an_examination(city, a_request(city, fields=frozenset({Field.PHONE})))
    row = examined(city, Kind.PROBATION, filled_in(city, Kind.PROBATION, row), "contact_data")
    page = _page(client, city, row.pk)
    assert "A named manager decides on this. It waits until the manager has decided." in page
    assert "Choose a ground and answer its test first." not in page


def test_the_test_of_a_ground_says_why_the_ground_cannot_be_used(client: Client, city: City) -> None:
    row = an_examination(city)
    page = _page(client, city, row.pk, "ground", "probation_police_duty")
    assert "No lawyer has verified the present wording of this legal ground for the programme." in page
    assert "This ground does not reach what would leave." not in page
    assert "This ground does not reach what would leave." in _page(
        client, city, row.pk, "ground", "school_police"
    )


def test_the_test_of_consent_offers_the_consents_that_carry_it_and_says_when_there_is_none(
    client: Client, city: City
) -> None:
    verify_all(city)
    row = unasked(city)
    a_consent(city, to=Kind.MUNICIPALITY)  # to somebody else
    missing = "No consent in force from the person named here, to this receiver, covers these fields."
    assert missing in _page(client, city, row.pk, "ground", "consent")
    fitting = a_consent(city)
    page = _page(client, city, row.pk, "ground", "consent")
    assert missing not in page
    assert str(fitting.pk) in page


@pytest.mark.parametrize("written", ["9912282382", "19991228 2382", "991228-2382", "199912282382"])
def test_a_number_is_the_same_however_it_is_written(city: City, written: str) -> None:
    verify_all(city)
    row = unasked(city, person=NamedPerson("Somebody", written))
    assert examined(city, Kind.PROBATION, row, "consent", consent=a_consent(city)).consent is not None


def test_a_consent_is_recorded_with_a_number_that_can_be_somebodys(client: Client, city: City) -> None:
    city.sign_in(client, Role.PROBATION_OFFICER)
    told = {"name": PERSON.name, "personal_number": "19991228-2383"}
    page = client.post(address(city, "consents", "new"), told).content.decode()
    assert "The check digit of the personal number is wrong: a digit is mistyped." in page


def test_a_consent_without_number_carries_nothing_about_somebody_told_by_number() -> None:
    told, nameless = Known("Påhittad Person", "19991228-2382"), Known("Påhittad Person", "")
    assert "has no personal number" in may_rest_on_consent_of(told, nameless, today=TODAY).reason
    assert may_rest_on_consent_of(nameless, Known(" påhittad  person", "19991228-2382"), today=TODAY)
    assert not may_rest_on_consent_of(nameless, Known("Annan Person", ""), today=TODAY)


def test_a_consent_carries_one_person(city: City) -> None:
    verify_all(city)
    request = a_request(city, asker=Kind.SOCIAL, persons=(PERSON, NamedPerson("Annan")))
    row = filled_in(city, Kind.PROBATION, an_examination(city, request))
    with pytest.raises(RefusedError, match="one person's"):
        examined(city, Kind.PROBATION, row, "consent", consent=a_consent(city))


@pytest.mark.acceptance("S6")
def test_what_waits_for_the_manager_is_not_refused_by_a_colleague_either(city: City) -> None:
    row = filled_in(city, Kind.PROBATION, an_examination(city), exit_client=True)
    by = worker(city, Kind.PROBATION)

    def refuse() -> Examination:
        with in_room(city, Kind.PROBATION):
            return refuse_request(
                examination=row, told="No", reasons="Made up", by=by, at=NOW, today=NOW.date()
            )

    with pytest.raises(RefusedError, match="named manager"):
        refuse()
    name_the_manager(city, Kind.PROBATION, by)
    assert refuse().state == "refused"
