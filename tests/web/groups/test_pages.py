"""Pages of the group picture: what a reader sees, what is counted and taken out, and what has run out and is nowhere."""

import csv
import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.groups.made_up import a_group, a_label, a_relation, a_split, said_now
from tests.web.groups.pages import seen_in_town, today
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
LIST = "/p/vinterhamn/groups/"


@pytest.fixture
def city() -> City:
    return build_city()


def test_the_list_shows_what_is_said_and_no_group_that_nobody_has_spoken_of(
    client: Client, city: City
) -> None:
    seen_in_town(city)
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(LIST).text
    for words in ("Hamngruppen", "Kajen", "8–14", "Norra hamnen", "G02 Fyren", "Dormant", "B2"):
        assert words in page
    assert "G03" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=kajen", ["G01"]),
        ("q=g02", ["G02"]),
        ("q=norra", ["G01"]),
        ("state=dormant", ["G02"]),
        ("state=active&state=dormant", ["G01", "G02"]),
        ("disputed=1", []),
        ("soon=1", []),
        ("sort=-name", ["G01", "G02"]),
        ("sort=name", ["G02", "G01"]),
        ("sort=-size", ["G01", "G02"]),
    ],
)
def test_the_list_is_filtered_searched_and_sorted(
    client: Client, city: City, query: str, found: list[str]
) -> None:
    seen_in_town(city)
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(f"{LIST}?{query}").context["page"]
    assert [line.group.code for line in page] == found


@pytest.mark.acceptance("S14")
def test_what_is_late_is_on_no_page_of_a_reader_and_waits_for_whoever_states(
    client: Client, city: City
) -> None:
    late = today() - timedelta(days=1)
    group, rival = a_group(city), a_group(city)
    old: dict[str, Any] = {
        "source_on": late - timedelta(days=365),
        "review_by": late,
        "from_on": date(2024, 1, 1),
    }
    a_label(city, group, "Forna gruppen", **old)
    a_relation(city, group, rival, **old)
    city.sign_in(client, Role.SOCIAL_WORKER)
    for address in (
        LIST,
        f"{LIST}?q=forna",
        f"{LIST}relations/",
        f"{LIST}lineage/",
        f"{LIST}figures/",
        f"{LIST}{group.pk}/",
        f"{LIST}{group.pk}/map/",
    ):
        page = client.get(address).text
        assert "Forna gruppen" not in page
        assert "Feud (clear)" not in page
    assert client.get(f"{LIST}figures/").context["pairs"] == 0
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get(f"{LIST}{group.pk}/").text
    assert "Has run out" in page
    assert "Forna gruppen" in page
    assert (late + timedelta(days=31)).isoformat() in page


def test_what_runs_out_within_a_fortnight_is_told_on_this_week_to_those_who_state(
    client: Client, city: City
) -> None:
    group = a_group(city)
    a_label(city, group, "Hamngruppen", review_by=today() + timedelta(days=14), **said_now())
    a_label(city, a_group(city), "Fyren", review_by=today() + timedelta(days=15), **said_now())
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get("/p/vinterhamn/").text
    assert "What is said of groups and runs out soon" in page
    assert "Hamngruppen" in page
    assert "Fyren" not in page
    assert [line.group.code for line in client.get(f"{LIST}?soon=1").context["page"]] == ["G01"]
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert "runs out soon" not in client.get("/p/vinterhamn/").text


def test_the_page_of_a_group_says_source_grade_in_words_author_and_last_day(
    client: Client, city: City
) -> None:
    one, _rival, _unknown = seen_in_town(city)
    city.sign_in(client, Role.PROBATION_OFFICER)
    page = client.get(f"{LIST}{one.pk}/").text
    for words in (
        "label “Hamngruppen”, used by the police",
        "source B – usually reliable, information 2 – probably true",
        "Made-up protocol",
        "Stated by Påhittad police_analyst",
        "In sight until",
        "Feud (clear): G02 Fyren",
    ):
        assert words in page
    assert "State anew" not in page


def test_a_group_of_another_programme_is_not_found(client: Client, city: City) -> None:
    elsewhere = a_group(build_city("sommarhamn", "Sommarhamn"))
    city.sign_in(client, Role.POLICE_ANALYST)
    for page in ("", "map/", "state/name/"):
        assert client.get(f"{LIST}{elsewhere.pk}/{page}").status_code == 404


def test_the_picture_as_it_was_and_as_it_was_known(client: Client, city: City) -> None:
    one, rival = a_group(city), a_group(city)
    learned = timezone.now() - timedelta(days=5)
    earlier = {"source_on": today() - timedelta(days=40), "recorded_at": timezone.now() - timedelta(days=40)}
    a_label(city, one, "Hamngruppen", **earlier)
    a_relation(city, one, rival, source_on=today() - timedelta(days=6), recorded_at=learned)
    city.sign_in(client, Role.COORDINATOR)
    day = (today() - timedelta(days=20)).isoformat()
    as_it_was = client.get(f"{LIST}relations/?on={day}")
    as_known = client.get(f"{LIST}relations/?on={day}&known={day}")
    assert len(as_it_was.context["page"]) == 1
    assert list(as_known.context["page"]) == []
    assert "as that was known on" in as_known.text
    assert "G02" in client.get(f"{LIST}?on={day}").text
    assert "G02" not in client.get(f"{LIST}?on={day}&known={day}").text
    assert "no relation" not in client.get(f"{LIST}{one.pk}/?known={day}").text.lower()


@pytest.mark.parametrize("written", ["on=2026-13-99", "on=soon", "known=2999-01-01"])
def test_a_day_that_cannot_be_is_said_and_the_picture_of_today_is_shown(
    client: Client, city: City, written: str
) -> None:
    seen_in_town(city)
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(f"{LIST}?{written}")
    assert len(page.context["problems"]) == 1
    assert "Hamngruppen" in page.text


def test_the_steering_group_sees_counts_and_no_group(client: Client, city: City) -> None:
    one, rival, unknown = seen_in_town(city)
    a_split(city, rival, unknown, a_group(city), **said_now())
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    page = client.get(f"{LIST}figures/")
    assert page.context["groups"] == 4
    assert ("Active", 1) in [(str(name), count) for name, count in page.context["states"]]
    for hidden in ("Hamngruppen", "Fyren", "Norra hamnen", "G01", "G02", str(one.pk)):
        assert hidden not in page.text
    for address in (LIST, f"{LIST}{one.pk}/", f"{LIST}relations/", f"{LIST}lineage/"):
        assert client.get(address).status_code == 403


@pytest.mark.acceptance("T8")
@pytest.mark.acceptance("T1")
@pytest.mark.acceptance("T7")
def test_the_file_holds_exactly_the_groups_of_the_list_under_a_number_and_no_formula(
    client: Client, city: City
) -> None:
    one, _rival, _unknown = seen_in_town(city)
    a_label(city, one, "=1+1", use="alias", **said_now())
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(
        f"{LIST}export/?state=active",
        {
            "purpose": "For the steering group",
            "recipient": "Steering group",
            "expires_on": (today() + timedelta(days=30)).isoformat(),
        },
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as together:
        cover_name, rows_name = sorted(together.namelist(), key=lambda name: "cover" not in name)
        rows = list(csv.DictReader(together.read(rows_name).decode("utf-8-sig").splitlines()))
        cover = together.read(cover_name).decode("utf-8-sig")
    assert [row["code"] for row in rows] == ["G01"]
    assert rows[0]["feud"] == "G02 Fyren"
    assert not any(cell.startswith("=") for cell in rows[0]["aliases"].split("; ")[:1])
    assert "Active" in cover
    with acting(programmes=[city.programme.pk]):
        export = ExportRecord.objects.get()
    assert (export.kind, export.row_count) == ("groups", 1)
    assert rows[0]["copy"] == str(export)
