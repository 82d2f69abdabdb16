"""One past incident a page: the form of the weekly review, nobody's judgement lost, every one kept."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incident_coding.made_up import a_set, address, judge, past_incidents
from tests.web.reviews.table import HOUR, NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.incident_coding.models import CodingItem, CodingSet
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.queries.answers import answers_for
from vapenvila.web.reviews.vocabulary import GroupLink, Side

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="([a-z]+-version)" value="([^"]*)"')


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def incidents(city: City) -> list[Incident]:
    return past_incidents(city, 3)


@pytest.fixture
def made(city: City, incidents: list[Incident]) -> CodingSet:
    return a_set(city)


def sent(client: Client, page: str, **values: str) -> dict[str, str]:
    """The form as the page gives it, filled in."""
    tokens = dict(TOKEN.findall(client.get(page).text))
    return {
        "victim-status": "confirmed", "victim-group_name": "G01", "victim-basis_kind": "investigation",
        "offender-status": "unknown", "offender-group_name": "", "offender-basis_kind": "none",
        "motive-motive": "unknown",
        **tokens, **values,
    }  # fmt: skip


def links(city: City, incident: Incident) -> dict[str, Any]:
    with at_work(city):
        found = answers_for([incident])[incident.pk].links
        return {side: (link.status, link.group_name, link.basis_kind) for side, link in found.items()}


def test_saving_judges_both_sides_and_leads_to_the_next(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    analyst = city.sign_in(client, Role.POLICE_ANALYST)
    page = address(city, "sets", made.pk, incidents[0].number)
    answer = client.post(page, sent(client, page))
    assert answer["Location"].endswith(f"/{incidents[1].number}/")
    assert links(city, incidents[0]) == {
        "victim": ("confirmed", "G01", "investigation"),
        "offender": ("unknown", "", "none"),
    }
    with at_work(city):
        item = CodingItem.objects.get(incident=incidents[0])
        assert item.done_by == analyst
        row = GroupAssessment.objects.get(incident=incidents[0], side="victim")
        assert (row.decided_by, row.meeting) == (analyst, None)
        events = AuditEvent.objects.filter(subject=incidents[0].pk, act="incident.group_link_assessed")
        assert {event.details["side"] for event in events} == {"victim", "offender"}


def test_the_motive_is_a_fact_of_the_register_and_keeps_its_history(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, "sets", made.pk, incidents[0].number)
    client.post(page, sent(client, page, **{"motive-motive": "retaliation"}))
    with at_work(city):
        incidents[0].refresh_from_db()
        assert incidents[0].motive == "retaliation"
        assert (
            incidents[0].history.get(field="motive").reason == "Judged afterwards, outside the weekly review"
        )


def test_saving_can_stay_on_the_incident(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, "sets", made.pk, incidents[0].number)
    assert client.post(page, sent(client, page, stay="1"))["Location"].endswith(f"/{incidents[0].number}/")


def test_the_last_one_leads_back_to_those_passed_over_and_then_to_the_whole_set(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    addresses = [address(city, "sets", made.pk, incident.number) for incident in incidents]
    assert client.post(addresses[2], sent(client, addresses[2]))["Location"] == addresses[0]
    assert client.post(addresses[0], sent(client, addresses[0]))["Location"] == addresses[1]
    assert client.post(addresses[1], sent(client, addresses[1]))["Location"].endswith("/grid/")


def test_a_confirmed_link_without_a_basis_saves_nothing_of_the_page(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, "sets", made.pk, incidents[0].number)
    answer = client.post(page, sent(client, page, **{"victim-basis_kind": "none"}))
    assert answer.status_code == 422
    assert "A confirmed link needs a basis." in answer.text
    assert links(city, incidents[0]) == {}
    with at_work(city):
        assert CodingItem.objects.get(incident=incidents[0]).done_at is None


def test_a_personal_number_in_the_group_is_refused(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, "sets", made.pk, incidents[0].number)
    answer = client.post(page, sent(client, page, **{"victim-group_name": "19850709-9805"}))
    assert answer.status_code == 422
    assert links(city, incidents[0]) == {}


@pytest.mark.acceptance("T25")
def test_two_who_judge_the_same_incident_see_both_answers_and_none_is_lost(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, "sets", made.pk, incidents[0].number)
    mine = sent(client, page)
    judge(city, incidents[0], Side.VICTIM, GroupLink.NOT_GMI, by=city.people[Role.POLICE_ANALYST])
    answer = client.post(page, mine)
    assert answer.status_code == 409
    assert "Påhittad police_analyst changed this at" in answer.text
    assert "Not a group member" in answer.text
    assert links(city, incidents[0]) == {"victim": ("not_gmi", "", "none")}  # the other side waited too
    over = re.search(r'name="over-victim" value="([^"]+)"', answer.text)
    assert over is not None
    kept = dict(TOKEN.findall(answer.text))
    answer = client.post(page, {**mine, **kept, "over-victim": over[1]})
    assert answer.status_code == 302
    assert links(city, incidents[0])["victim"] == ("confirmed", "G01", "investigation")
    with at_work(city):
        assert GroupAssessment.objects.filter(incident=incidents[0], side="victim").count() == 2


@pytest.mark.acceptance("T25")
def test_an_earlier_judgement_is_put_back_and_all_three_stay(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    first = judge(city, incidents[0], at=NOW - HOUR)
    second = judge(city, incidents[0], Side.VICTIM, GroupLink.NOT_GMI)
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, "sets", made.pk, incidents[0].number)
    shown = client.get(page).text
    assert "Put this back" in shown
    assert f'value="{second.pk}"' in shown
    answer = client.post(
        address(city, "sets", made.pk, incidents[0].number, "put-back", first.pk), {"seen": second.pk}
    )
    assert answer.status_code == 302
    assert links(city, incidents[0])["victim"] == ("confirmed", "G01", "investigation")
    with at_work(city):
        assert GroupAssessment.objects.filter(incident=incidents[0]).count() == 3


def test_putting_back_after_somebody_else_judged_is_refused(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    first = judge(city, incidents[0], at=NOW - HOUR)
    judge(city, incidents[0], Side.VICTIM, GroupLink.NOT_GMI)
    city.sign_in(client, Role.COORDINATOR)
    answer = client.post(
        address(city, "sets", made.pk, incidents[0].number, "put-back", first.pk),
        {"seen": first.pk},
        follow=True,
    )
    assert "Somebody else judged this side in the meantime." in answer.text
    assert links(city, incidents[0])["victim"][0] == "not_gmi"


def test_a_judgement_of_another_incident_is_unknown_here(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    other = judge(city, incidents[1])
    city.sign_in(client, Role.COORDINATOR)
    put_back = address(city, "sets", made.pk, incidents[0].number, "put-back", other.pk)
    assert client.post(put_back).status_code == 404


def test_the_page_says_where_one_is_and_offers_groups_written_before(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    judge(city, incidents[2], group="Hamnen")
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(address(city, "sets", made.pk, incidents[1].number)).text
    assert "No. 2 of 3 in the set; 3 left." in page
    assert '<option value="Hamnen">' in page
    assert 'list="known-groups"' in page
    assert 'rel="prev"' in page
    assert client.get(address(city, "sets", made.pk, 99)).status_code == 404
