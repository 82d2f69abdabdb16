"""The grid of a set: many incidents at once, all saved or none, a clash told at its row."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.incident_coding.made_up import a_set, address, judge, past_incidents
from tests.web.incident_coding.test_judging import links
from tests.web.reviews.table import at_work
from vapenvila.rules.roles import Role
from vapenvila.web.incident_coding.models import CodingItem, CodingSet
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import GroupLink, Side

pytestmark = pytest.mark.django_db
NOTHING = ("", "", "none", "")
CONFIRMED = ("confirmed", "G01", "investigation", "")


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def incidents(city: City) -> list[Incident]:
    return past_incidents(city, 3)


@pytest.fixture
def made(city: City, incidents: list[Incident]) -> CodingSet:
    return a_set(city)


def grid(rows: list[tuple[Incident, tuple[str, ...], tuple[str, ...]]]) -> dict[str, list[str]]:
    """The grid as a browser sends it: one list a column."""
    sent: dict[str, list[str]] = {"number": [str(incident.number) for incident, _, _ in rows]}
    for place, side in ((1, "victim"), (2, "offender")):
        for column, name in enumerate(("status", "group_name", "basis_kind", "seen")):
            sent[f"{side}_{name}"] = [str(row[place][column]) for row in rows]  # type: ignore[index]  # of the tuples
    return sent


def test_rows_that_were_changed_are_judged_and_the_others_are_left(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.POLICE_ANALYST)
    page = address(city, "sets", made.pk, "grid")
    answer = client.post(
        page,
        grid(
            [
                (incidents[0], CONFIRMED, ("not_gmi", "", "review_consensus", "")),
                (incidents[1], ("suspected", "G02", "none", ""), NOTHING),
                (incidents[2], NOTHING, NOTHING),
            ]
        ),
        follow=True,
    )
    assert "3 sides are judged." in answer.text
    assert links(city, incidents[0])["offender"] == ("not_gmi", "", "review_consensus")
    assert links(city, incidents[1]) == {"victim": ("suspected", "G02", "none")}
    assert links(city, incidents[2]) == {}
    with at_work(city):
        done = list(
            CodingItem.objects.filter(done_at__isnull=False).values_list("incident__number", flat=True)
        )
    assert done == [incidents[0].number]


def test_one_wrong_row_saves_nothing_and_is_told(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(
        address(city, "sets", made.pk, "grid"),
        grid([(incidents[0], CONFIRMED, NOTHING), (incidents[1], ("confirmed", "G01", "none", ""), NOTHING)]),
    )
    assert answer.status_code == 422
    assert "Nothing is saved yet: 1 row needs a correction." in answer.text
    assert f"#{incidents[1].number}:" in answer.text
    assert "A confirmed link needs a basis." in answer.text
    assert links(city, incidents[0]) == {}


@pytest.mark.acceptance("T25")
def test_a_row_judged_by_somebody_else_meanwhile_stops_all_and_can_be_saved_over(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    theirs = judge(city, incidents[0], Side.VICTIM, GroupLink.NOT_GMI, by=city.people[Role.PROJECT_LEADER])
    city.sign_in(client, Role.POLICE_ANALYST)
    page = address(city, "sets", made.pk, "grid")
    sent = grid([(incidents[0], CONFIRMED, NOTHING), (incidents[1], CONFIRMED, NOTHING)])
    answer = client.post(page, sent)
    assert answer.status_code == 409
    assert "1 row was judged by somebody else meanwhile." in answer.text
    assert "Påhittad project_leader judged “Not a group member”" in answer.text
    assert links(city, incidents[1]) == {}
    answer = client.post(page, {**sent, f"over-victim-{incidents[0].number}": "1"})
    assert answer.status_code == 302
    assert links(city, incidents[0])["victim"] == ("confirmed", "G01", "investigation")
    with at_work(city):
        row = GroupAssessment.objects.get(incident=incidents[0], side="victim", superseded_by__isnull=True)
        assert row.supersedes == theirs


def test_a_row_untouched_since_somebody_else_judged_it_is_no_clash(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    judge(city, incidents[0], Side.VICTIM, GroupLink.NOT_GMI)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(
        address(city, "sets", made.pk, "grid"),
        grid([(incidents[0], NOTHING, NOTHING), (incidents[1], CONFIRMED, NOTHING)]),
    )
    assert answer.status_code == 302
    assert links(city, incidents[0])["victim"][0] == "not_gmi"


def test_the_page_may_show_only_what_is_left(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    with at_work(city):
        CodingItem.objects.filter(incident=incidents[0]).update(
            done_by=city.people[Role.COORDINATOR], done_at="2026-01-01T00:00Z"
        )
    city.sign_in(client, Role.POLICE_ANALYST)
    page = address(city, "sets", made.pk, "grid")
    assert f"#{incidents[0].number}<" in client.get(page).text
    left = client.get(page, {"which": "left"}).text
    assert f"#{incidents[0].number}<" not in left
    assert f"#{incidents[1].number}<" in left


def test_incidents_outside_the_set_are_not_judged_by_its_grid(
    client: Client, city: City, incidents: list[Incident], made: CodingSet
) -> None:
    later = past_incidents(city, 1)[0]
    city.sign_in(client, Role.POLICE_ANALYST)
    client.post(address(city, "sets", made.pk, "grid"), grid([(later, CONFIRMED, CONFIRMED)]))
    assert links(city, later) == {}
