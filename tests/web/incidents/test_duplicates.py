"""Possible duplicates are suggested with the reason, a person decides, and every decision can be taken back."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incidents.made_up import EVENING, an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.incidents.models import DifferentIncidents, Incident, IncidentMerge, IncidentSource
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
REGISTER = "/p/vinterhamn/incidents/"
PERIOD = "?from=2026-03-01&to=2026-03-31"
HERE = {"latitude": 59.3300, "longitude": 18.0600}
NEAR = {"latitude": 59.3310, "longitude": 18.0600}  # 111 m to the north
FAR = {"latitude": 59.4300, "longitude": 18.0600}  # 11 km to the north


@pytest.fixture
def city(client: Client) -> City:
    """A city with its analyst signed in."""
    city = build_city()
    city.sign_in(client, Role.POLICE_ANALYST)
    return city


def source(city: City, incident: Incident, system: str, reference: str) -> None:
    """Where the incident is known from."""
    with acting(programmes=[city.programme.pk]):
        IncidentSource.objects.create(
            programme=city.programme,
            incident=incident,
            source_system=system,
            source_no=reference,
            received_at=EVENING,
        )


def pairs(client: Client) -> list[tuple[int, int]]:
    """Numbers of the pairs that the page suggests."""
    answer = client.get(f"{REGISTER}duplicates/{PERIOD}")
    return [(pair.first.number, pair.second.number) for pair in answer.context["pairs"]]


def test_the_same_kind_close_in_time_and_place_is_suggested_with_distances(
    client: Client, city: City
) -> None:
    an_incident(city, **HERE)
    an_incident(city, **NEAR, when=EVENING + timedelta(minutes=40))
    answer = client.get(f"{REGISTER}duplicates/{PERIOD}")
    assert pairs(client) == [(1, 2)]
    assert "40 minutes apart" in answer.content.decode()
    assert answer.context["pairs"][0].metres == 111


@pytest.mark.parametrize(
    "other",
    [
        {**NEAR, "kind": "arson"},
        {**NEAR, "when": EVENING + timedelta(hours=13)},
        {**FAR},
        {"place": "Bryggan"},
    ],
)
def test_another_kind_time_or_place_is_not_suggested(
    client: Client, city: City, other: dict[str, object]
) -> None:
    an_incident(city, **HERE)
    an_incident(city, **other)
    assert pairs(client) == []


def test_without_a_point_the_same_place_in_words_is_enough(client: Client, city: City) -> None:
    an_incident(city, place="Hamngatan 3")
    an_incident(city, place="hamngatan 3", when=EVENING + timedelta(hours=2))
    assert pairs(client) == [(1, 2)]


@pytest.mark.acceptance("T33")
def test_the_same_reference_in_two_sources_is_listed_for_decision(client: Client, city: City) -> None:
    source(city, an_incident(city, **HERE), "RAR", "K-1")
    source(city, an_incident(city, **FAR, kind="explosion", when=EVENING + timedelta(days=3)), "112", "K-1")
    assert pairs(client) == [(1, 2)]


@pytest.mark.acceptance("T3")
@pytest.mark.acceptance("T21")
def test_nothing_tells_of_the_same_incident_in_another_programme(client: Client, city: City) -> None:
    source(city, an_incident(city, **HERE), "RAR", "K-1")
    other = build_city("sommarhamn", "Sommarhamn")
    source(other, an_incident(other, **HERE), "112", "K-1")
    assert pairs(client) == []


@pytest.mark.acceptance("T28")
def test_two_are_merged_and_made_two_again_from_the_pages(client: Client, city: City) -> None:
    an_incident(city)
    an_incident(city)
    refused = client.post(f"{REGISTER}duplicates/1/2/", {"wish": "keep-one", "reason": ""})
    assert "Write why the two are the same incident." in refused.content.decode()
    client.post(f"{REGISTER}duplicates/1/2/", {"wish": "keep-other", "reason": "One event, two calls."})
    with acting(programmes=[city.programme.pk]):
        merge = IncidentMerge.objects.select_related("kept").get()
    assert merge.kept.number == 2
    assert "#1</a>" not in client.get(REGISTER).content.decode()
    assert "is merged into" in client.get(f"{REGISTER}1/").content.decode()
    assert pairs(client) == []
    client.post(f"{REGISTER}merges/{merge.pk}/undo/")
    assert "#1</a>" in client.get(REGISTER).content.decode()
    assert pairs(client) == [(1, 2)]


def test_a_merged_incident_cannot_be_amended_by_itself(client: Client, city: City) -> None:
    kept = an_incident(city)
    an_incident(city, merged_into=kept)
    answer = client.post(f"{REGISTER}2/sources/", {"source_system": "RAR", "source_no": "1"}, follow=True)
    assert "The incident is merged into #1." in answer.content.decode()


def test_two_settled_as_different_are_not_suggested_until_reopened(client: Client, city: City) -> None:
    an_incident(city)
    an_incident(city)
    client.post(f"{REGISTER}duplicates/1/2/", {"wish": "different"})
    assert pairs(client) == []
    with acting(programmes=[city.programme.pk]):
        pair = DifferentIncidents.objects.get()
    client.post(f"{REGISTER}duplicates/different/{pair.pk}/reopen/")
    assert pairs(client) == [(1, 2)]
