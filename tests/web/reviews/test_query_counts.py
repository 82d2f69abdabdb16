"""A page asks the database the same number of questions however long the agenda is."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import City, build_city
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import (
    DAY,
    NOW,
    a_decision,
    a_held_review,
    a_planned_review,
    address,
    at_work,
    point_about,
)
from vapenvila.rules.roles import Role
from vapenvila.web.reviews.actions.agenda import build_agenda
from vapenvila.web.reviews.actions.incident_answers import start_clock
from vapenvila.web.reviews.actions.meeting import plan_meeting
from vapenvila.web.reviews.vocabulary import MeetingKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _pages(city: City, incidents: int) -> list[str]:
    """A held review with so many incidents, each with a running clock and a decision."""
    found = [an_incident(city, when=NOW - DAY - timedelta(minutes=n)) for n in range(incidents)]
    meeting = a_held_review(city)
    for incident in found:
        with at_work(city):
            start_clock(incident=incident, by=city.people[Role.COORDINATOR], at=NOW)
        a_decision(city, point_about(meeting, incident))
    item = point_about(meeting, found[0])
    return [
        address(city),
        address(city, meeting.pk),
        address(city, meeting.pk, "meeting", item.pk),
        address(city, meeting.pk, "minutes"),
        address(city, "decisions"),
        address(city, "retaliation"),
        f"/p/{city.programme.slug}/",
        "/account/",
        "/account/trail/",
    ]


@pytest.mark.acceptance("T9")
def test_every_page_asks_as_often_for_60_incidents_as_for_5(
    client: Client, city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    larger = build_city("sommarhamn", "Sommarhamn")
    for place, incidents in ((city, 5), (larger, 60)):
        place.sign_in(client, Role.COORDINATOR)
        pages = _pages(place, incidents)
        client.get(pages[0])  # what is asked once in a process is asked here
        found = []
        for page in pages:
            with django_assert_max_num_queries(60) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 40


def test_building_an_agenda_asks_as_often_for_60_incidents_as_for_5(
    city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    larger = build_city("sommarhamn", "Sommarhamn")
    for place, incidents in ((city, 5), (larger, 60)):
        for n in range(incidents):
            an_incident(place, when=NOW - DAY - timedelta(minutes=n))
        by = place.people[Role.COORDINATOR]
        with at_work(place):
            meeting = plan_meeting(
                programme=place.programme, kind=MeetingKind.SHOOTING_REVIEW, planned_at=NOW, by=by, at=NOW
            )
            with django_assert_max_num_queries(40) as asked:
                assert len(build_agenda(meeting=meeting.pk, by=by, at=NOW)) == incidents
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", Role)
def test_this_week_asks_as_often_for_60_incidents_as_for_5(
    client: Client, city: City, role: Role, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    larger = build_city("sommarhamn", "Sommarhamn")
    for place, incidents in ((city, 5), (larger, 60)):
        place.sign_in(client, Role.COORDINATOR)
        _pages(place, incidents)
        place.sign_in(client, role)
        page = f"/p/{place.programme.slug}/"
        client.get(page)  # what is asked once in a process is asked here
        with django_assert_max_num_queries(45) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_coming_agenda_shows_25_points_and_moves_one_over_the_edge_of_the_page(
    client: Client, city: City
) -> None:
    for n in range(30):
        an_incident(city, when=NOW - DAY - timedelta(minutes=n))
    meeting = a_planned_review(city)
    city.sign_in(client, Role.COORDINATOR)
    page = address(city, meeting.pk)
    first, second = (client.get(f"{page}?page={n}").content.decode() for n in (1, 2))
    assert (first.count('class="agenda-line"'), second.count('class="agenda-line"')) == (25, 5)
    assert "30 points" in first
    with at_work(city):
        last_of_first = list(meeting.items.all())[24]
    answer = client.post(f"{page}points/move/", {"down": last_of_first.pk})
    assert answer["Location"] == f"{page}?page=2#point-{last_of_first.pk}"
    assert f'id="point-{last_of_first.pk}"' in client.get(f"{page}?page=2").content.decode()
    both = client.post(f"{page}points/move/", {"up": last_of_first.pk, "down": last_of_first.pk}, follow=True)
    assert "The point was no longer on the agenda." in both.content.decode()
