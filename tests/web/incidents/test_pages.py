"""Every page of the register opens for those who may, in both languages, and stays shut for others."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.rules.test_incident_free_text import NUMBER
from tests.web.incidents.made_up import EVENING, a_count_rule, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.incidents.models import Area, Incident, IncidentSource
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db

PAGES = [
    "",
    "new/",
    "grid/",
    "duplicates/",
    "duplicates/1/2/",
    "counting-rules/",
    "export/?from=2026-03-01&to=2026-03-31",
    "1/",
    "1/?as_of=2026-03-15",
    "1/edit/",
    "1/state/",
]


@pytest.fixture
def city() -> City:
    """A city with two incidents, a source and a counting rule."""
    city = build_city()
    rule = a_count_rule(city)
    first = an_incident(city, count_rule=rule, dead=1, outcome="fatal", latitude=59.3, longitude=18.0)
    an_incident(city, state="hold", hold_review_on=date(2026, 4, 1))
    with acting(programmes=[city.programme.pk]):
        IncidentSource.objects.create(
            programme=city.programme,
            incident=first,
            source_system="RAR",
            source_no="K-1",
            received_at=EVENING,
        )
    return city


def at(path: str, city: str = "vinterhamn") -> str:
    """The address of a page of the register."""
    return f"/p/{city}/incidents/{path}"


def found(city: City, number: int) -> Incident:
    """The incident as it now stands."""
    with acting(programmes=[city.programme.pk]):
        return Incident.objects.select_related("merged_into").get(programme=city.programme, number=number)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_page_opens_for_the_analyst_in_both_languages(
    client: Client, city: City, page: str, language: str
) -> None:
    person = city.sign_in(client, Role.POLICE_ANALYST)
    person.language = language
    person.save()
    answer = client.get(at(page))
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.acceptance("S1")
@pytest.mark.parametrize("page", PAGES)
def test_somebody_from_another_programme_finds_no_page(client: Client, city: City, page: str) -> None:
    build_city("sommarhamn", "Sommarhamn").sign_in(client, Role.POLICE_ANALYST)
    assert client.get(at(page)).status_code == 404


@pytest.mark.acceptance("S1")
def test_numbers_of_another_programme_lead_nowhere_from_ones_own(client: Client, city: City) -> None:
    other = build_city("sommarhamn", "Sommarhamn")
    other.sign_in(client, Role.POLICE_ANALYST)
    for page in ("1/", "1/edit/", "1/state/", "duplicates/1/2/"):
        assert client.get(at(page, "sommarhamn")).status_code == 404


@pytest.mark.parametrize("role", [Role.COMMUNITY_PARTNER, Role.STEERING_GROUP_MEMBER, Role.ADMINISTRATOR])
def test_a_role_without_the_shared_picture_is_told_so(client: Client, city: City, role: Role) -> None:
    city.sign_in(client, role)
    assert client.get(at("")).status_code == 403
    assert client.get(at("1/")).status_code == 403


def test_an_evaluator_reads_the_counting_rules_and_no_incident(client: Client, city: City) -> None:
    city.sign_in(client, Role.EVALUATOR)
    page = client.get(at("counting-rules/"))
    assert page.status_code == 200
    assert "Version 1" in page.content.decode()
    assert client.get(at("1/")).status_code == 403


def test_a_probation_officer_reads_and_sees_why_nothing_can_be_changed(client: Client, city: City) -> None:
    city.sign_in(client, Role.PROBATION_OFFICER)
    page = client.get(at("1/")).content.decode()
    assert "Your role does not include this. Ask the project leader if it should." in page
    assert client.get(at("1/edit/")).status_code == 403
    assert client.post(at("1/state/"), {"version": 1, "state": "under_review"}).status_code == 403


@pytest.mark.acceptance("S16")
def test_reading_an_incident_and_a_list_leaves_a_row_each(client: Client, city: City) -> None:
    person = city.sign_in(client, Role.SOCIAL_WORKER)
    client.get(at("1/"))
    client.get(at("?kind=shooting"))
    read = AuditEvent.objects.get(act="incident.read")
    assert (read.user, read.subject, read.manner) == (person.pk, found(city, 1).pk, Manner.READ)
    listed = AuditEvent.objects.get(act="incident.listed")
    assert listed.details == {"filter": "kind=shooting", "incidents": 2, "page": 1}


@pytest.mark.acceptance("T33")
def test_the_list_shows_rows_of_the_filter_with_victims_counted_apart(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(at("?victims=dead")).content.decode()
    assert "#1</a>" in page
    assert "#2</a>" not in page


def test_htmx_gets_the_results_alone_and_a_browser_the_whole_page(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    part = client.get(at(""), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part.headers["Vary"]
    back = client.get(at(""), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in back.content.decode()


def test_bad_parts_of_an_address_are_said_and_left_out(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(at("?kind=tank&page=zzz&sort=;drop")).content.decode()
    assert "has no choice “tank”" in page
    assert "#1</a>" in page


def test_an_empty_register_leads_on(client: Client) -> None:
    build_city().sign_in(client, Role.COORDINATOR)
    assert "The register is empty" in client.get(at("")).content.decode()


def test_a_filter_without_matches_says_so(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    assert "No incident matches the filter" in client.get(at("?kind=arson")).content.decode()


def test_a_search_for_a_personal_number_is_not_carried_out_and_not_kept(client: Client, city: City) -> None:
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(at(""), {"q": NUMBER}).content.decode()
    assert "personal identity number" in page
    assert NUMBER not in str(AuditEvent.objects.get(act="incident.listed").details)


COUNTED = [
    *("", "?kind=shooting", "?q=Hamngatan", "map/", "map/data/", "calendar/", "timeline/", "charts/"),
    *("charts/?hours=1", "1/", "1/edit/", "new/", "grid/", "duplicates/?from=2026-03-01&to=2026-03-31"),
    *("counting-rules/", "export/", "calendar/?month=2026-03", "duplicates/1/2/", "1/state/"),
]


@pytest.mark.parametrize("page", COUNTED)
def test_pages_cost_the_same_number_of_queries_at_any_size(
    client: Client, city: City, page: str, django_assert_max_num_queries: Any
) -> None:
    """Each address is new, so that the page is made and not taken from those kept."""
    with_more = "&" if "?" in page else "?"
    city.sign_in(client, Role.COORDINATOR)
    client.get(at(page))
    with django_assert_max_num_queries(40) as few:
        client.get(at(f"{page}{with_more}anew=1"))
    with acting(programmes=[city.programme.pk]):
        areas = [Area.objects.create(programme=city.programme, name=f"Norr {i}") for i in range(20)]
    for i in range(60):
        an_incident(city, area=areas[i % 20])
    with django_assert_max_num_queries(len(few)):
        client.get(at(f"{page}{with_more}anew=2"))
