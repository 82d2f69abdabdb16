"""Pages of the group picture: what a reader sees, what a keeper does, and what has run out and is nowhere."""

import csv
import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.groups.made_up import a_group, a_label, a_relation, a_split, activity, an_area, said_now
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.groups.forms.area_text import geometry_of, rings_from_text, text_of
from vapenvila.web.groups.models import Group, GroupArea, GroupName, GroupRelation, LineageEvent
from vapenvila.web.incidents.models import Area
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
LIST = "/p/vinterhamn/groups/"
TRIANGLE = "59.30, 18.00\n59.40, 18.00\n59.40, 18.10"


@pytest.fixture
def city() -> City:
    return build_city()


def today() -> date:
    return timezone.localdate()


def ground(**more: str) -> dict[str, str]:
    """The ground of a statement as a form sends it."""
    return {
        "from_on": "2026-03-01",
        "date_precision": "month",
        "source": "Group audit 4",
        "source_on": today().isoformat(),
        "basis": "group_audit",
        "reliability": "B",
        "credibility": "2",
        "nature": "assessment",
        **more,
    }


def seen_in_town(city: City) -> tuple[Group, Group, Group]:
    """A named group with all that can be said, its rival, and one nobody has spoken of."""
    one, rival, unknown = a_group(city), a_group(city), a_group(city)
    a_label(city, one, "Hamngruppen", **said_now())
    a_label(city, one, "Kajen", use="alias", **said_now())
    an_area(city, one, **said_now())
    activity(city, one, size_low=8, size_high=14, **said_now())
    a_label(city, rival, "Fyren", **said_now())
    activity(city, rival, "dormant", **said_now())
    a_relation(city, one, rival, **said_now())
    return one, rival, unknown


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
    assert len(as_it_was.context["relations"]) == 1
    assert as_known.context["relations"] == []
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


def test_a_keeper_gives_a_code_and_states_a_name_an_area_an_activity_and_a_feud(
    client: Client, city: City
) -> None:
    rival = a_group(city)
    with acting(programmes=[city.programme.pk]):
        district = Area.objects.create(
            programme=city.programme,
            name="Söder",
            geometry={
                "type": "Polygon",
                "coordinates": [[[18.2, 59.3], [18.3, 59.3], [18.3, 59.4], [18.2, 59.3]]],
            },
        )
    city.sign_in(client, Role.POLICE_ANALYST)
    made = client.post(f"{LIST}new/")
    group = made["Location"]

    def sent(says: str, **fields: Any) -> None:
        answer = client.post(f"{group}state/{says}/", {**ground(), **fields})
        assert answer.status_code == 302, answer.context["form"].errors

    sent("name", text="Hamngruppen", use="label", used_by="street")
    sent("area", districts=[str(district.pk)], outline=TRIANGLE, label="")
    sent("activity", activity="active", kind="network", size_low="8", size_high="14")
    with acting(programmes=[city.programme.pk]):
        made_group = Group.objects.get(code="G02")
    sent("relation", one=str(made_group.pk), other=str(rival.pk), kind="feud", strength="strong")
    with acting(programmes=[city.programme.pk]):
        area = GroupArea.objects.get()
        assert (area.label, area.geometry["type"], len(area.geometry["coordinates"])) == (
            "Söder",
            "MultiPolygon",
            2,
        )
        assert GroupRelation.objects.get().strength == "strong"
    page = client.get(group).text
    assert "Hamngruppen" in page
    assert "since 2026-03" in page
    assert client.get(f"{group}map/").json()["areas"]["features"][0]["properties"]["name"] == "Söder"


@pytest.mark.parametrize(
    ("says", "fields", "field"),
    [
        ("name", {"text": "Hamn", "use": "label", "used_by": ""}, "used_by"),
        (
            "name",
            {"text": "Hamn", "use": "label", "used_by": "media", "source_on": "2999-01-01"},
            "source_on",
        ),
        ("area", {"outline": "here"}, "outline"),
        ("area", {"outline": ""}, "outline"),
        ("area", {"outline": "59.3, 18.0\n59.4, 18.1\n59.4, 18.0\n59.3, 18.1"}, "outline"),
        (
            "activity",
            {"activity": "active", "kind": "network", "size_low": "9", "size_high": "4"},
            "activity",
        ),
        ("activity", {"activity": "dissolved", "kind": "network"}, "activity"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_stated(
    client: Client, city: City, says: str, fields: dict[str, str], field: str
) -> None:
    group = a_group(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(f"{LIST}{group.pk}/state/{says}/", {**ground(), **fields})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    with acting(programmes=[city.programme.pk]):
        assert not GroupName.objects.exists()
        assert not GroupArea.objects.exists()


@pytest.mark.acceptance("S9")
def test_words_that_do_not_belong_stop_the_form_until_somebody_has_looked(client: Client, city: City) -> None:
    group = a_group(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    fields = {**ground(), "text": "Somaligruppen", "use": "label", "used_by": "media"}
    stopped = client.post(f"{LIST}{group.pk}/state/name/", fields)
    assert "Not saved yet: look at the text once more" in stopped.text
    assert client.post(f"{LIST}{group.pk}/state/name/", {**fields, "looked_at": "1"}).status_code == 302


@pytest.mark.acceptance("T25")
def test_a_statement_is_renewed_undone_and_withdrawn_and_the_history_keeps_it_all(
    client: Client, city: City
) -> None:
    group = a_group(city)
    first = a_label(city, group, "Kajen", **said_now())
    city.sign_in(client, Role.POLICE_ANALYST)
    form = client.get(f"{LIST}statements/name/{first.pk}/renew/").context["form"]
    assert form["text"].value() == "Kajen"
    fields = {**ground(), "text": "Hamngruppen", "use": "label", "used_by": "police"}
    client.post(f"{LIST}statements/name/{first.pk}/renew/", fields)
    with acting(programmes=[city.programme.pk]):
        second = GroupName.objects.get(supersedes=first)
    client.post(f"{LIST}statements/name/{second.pk}/undo/")
    with acting(programmes=[city.programme.pk]):
        third = GroupName.objects.get(supersedes=second)
    assert third.text == "Kajen"
    client.post(f"{LIST}statements/name/{third.pk}/withdraw/", {"reason": "Nobody uses it"})
    page = client.get(f"{LIST}{group.pk}/").text
    for words in ("Stated, replaced later:", "Hamngruppen", "Withdrawn:", "Nobody uses it"):
        assert words in page
    assert "G01" not in client.get(LIST).text
    again = client.post(f"{LIST}statements/name/{third.pk}/withdraw/", {"reason": "Once more"})
    assert again.status_code == 422


def test_a_split_makes_its_successors_and_the_family_tree_shows_whom_acts_follow(
    client: Client, city: City
) -> None:
    before = a_group(city)
    a_label(city, before, "Hamngruppen", **said_now())
    activity(city, before, **said_now())
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(
        f"{LIST}lineage/new/",
        {
            **ground(),
            "kind": "split",
            "before": [str(before.pk)],
            "new_labels": "Norra kajen\n-",
            "count_rule": "follow_successor",
            "main": "",
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get(f"{LIST}lineage/")
    tree = page.context["tree"]
    assert [lane.name for lane in tree.lanes] == ["G01 Hamngruppen", "G02 Norra kajen", "G03"]
    assert [link.counted for link in tree.links] == [True, False]
    assert "Earlier acts count for G02 Norra kajen" in page.text
    assert "Lives on in others" in client.get(LIST).text
    with acting(programmes=[city.programme.pk]):
        event = LineageEvent.objects.get()
    renewed = client.get(f"{LIST}statements/lineage/{event.pk}/renew/")
    assert renewed.context["form"]["before"].value() == [str(before.pk)]


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.POLICE_OFFICER, Role.PROBATION_OFFICER])
def test_whoever_only_reads_the_picture_states_nothing(client: Client, city: City, role: Role) -> None:
    one, _rival, _unknown = seen_in_town(city)
    with acting(programmes=[city.programme.pk]):
        said = GroupName.objects.get(use="label", group=one)
    city.sign_in(client, role)
    refused = [
        client.post(f"{LIST}new/"),
        client.get(f"{LIST}export/"),
        client.get(f"{LIST}relations/new/"),
        client.get(f"{LIST}lineage/new/"),
        client.post(f"{LIST}{one.pk}/state/name/", ground()),
        client.post(f"{LIST}statements/name/{said.pk}/renew/", ground()),
        client.post(f"{LIST}statements/name/{said.pk}/withdraw/", {"reason": "No"}),
        client.post(f"{LIST}statements/name/{said.pk}/undo/"),
    ]
    assert {answer.status_code for answer in refused} == {403}


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


@pytest.mark.parametrize(
    "text",
    [
        TRIANGLE,
        "59.30 18.00\n59.40 18.00\n59.40 18.10",
        "59,30; 18,00\n59,40; 18,00\n59,40; 18,10",
        TRIANGLE.replace(", ", ","),
    ],
)
def test_corners_are_read_however_people_write_them(text: str) -> None:
    (ring,) = rings_from_text(text)
    assert ring == [[18.0, 59.3], [18.0, 59.4], [18.1, 59.4], [18.0, 59.3]]


def test_an_area_is_written_out_as_it_is_read_in() -> None:
    two = f"{TRIANGLE}\n\n59.5, 18.2\n59.6, 18.2\n59.6, 18.3"
    geometry = geometry_of(rings_from_text(two), [])
    assert (geometry["type"], rings_from_text(text_of(geometry))) == ("MultiPolygon", rings_from_text(two))
    assert geometry_of(rings_from_text(TRIANGLE), [])["type"] == "Polygon"


@pytest.mark.parametrize("line", ["here", "59.3", "59.3, 18.0, 4", "59.3; x"])
def test_a_line_that_is_no_corner_is_named(line: str) -> None:
    with pytest.raises(ValidationError, match="Line 2 of outline 1"):
        rings_from_text(f"59.3, 18.0\n{line}")
