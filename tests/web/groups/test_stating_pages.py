"""Pages on which a keeper states, renews and withdraws what is said of groups, and what others may not."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.groups.made_up import a_group, a_label, activity, said_now
from tests.web.groups.pages import ground, seen_in_town
from vapenvila.rules.roles import Role
from vapenvila.web.groups.models import Group, GroupArea, GroupName, GroupRelation, LineageEvent
from vapenvila.web.incidents.models import Area
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


LIST = "/p/vinterhamn/groups/"


TRIANGLE = "59.30, 18.00\n59.40, 18.00\n59.40, 18.10"


@pytest.fixture
def city() -> City:
    return build_city()


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
