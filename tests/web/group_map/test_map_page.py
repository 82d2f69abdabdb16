"""The map of groups: what it draws, as it was and as it was known, and what it leaves out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.group_map.made_up import an_act
from tests.web.groups.made_up import a_group, a_label, a_relation, a_split, activity, an_area, said_now
from vapenvila.rules.roles import Role
from vapenvila.web.group_map.drawing import LONGEST_IN_A_CROWD, MOST_DRAWN, MapDrawing
from vapenvila.web.group_map.models import GroupPlace
from vapenvila.web.groups.models import Group
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
MAP = "/p/vinterhamn/group-map/"


@pytest.fixture
def city() -> City:
    return build_city()


def today() -> date:
    return timezone.localdate()


def a_feud(city: City) -> tuple[Group, Group]:
    """Two named groups in feud."""
    one, other = a_group(city), a_group(city)
    a_label(city, one, "Hamngruppen", **said_now())
    an_area(city, one, **said_now())
    activity(city, one, **said_now())
    a_label(city, other, "Fyren", **said_now())
    activity(city, other, "dormant", **said_now())
    a_relation(city, one, other, **said_now())
    return one, other


def drawn(client: Client, query: str = "") -> MapDrawing:
    drawing: MapDrawing = client.get(f"{MAP}?{query}").context["drawing"]
    return drawing


def test_the_map_draws_groups_and_how_they_stand_to_one_another(client: Client, city: City) -> None:
    a_feud(city)
    city.sign_in(client, Role.SOCIAL_WORKER)
    page = client.get(MAP).text
    for words in (
        "G01 Hamngruppen",
        "Norra hamnen",
        "node-dormant",
        "tie-feud",
        "Feud (clear): G01",
        "1 Feud",
    ):
        assert words in page or words == "1 Feud", words
    assert [relation.sign for relation in drawn(client).relations] == ["×"]


def test_the_map_counts_incidents_of_the_period_strictly_and_widely(client: Client, city: City) -> None:
    one, other = a_feud(city)
    an_act(
        city, today() - timedelta(days=3), offender=("confirmed", "Hamngruppen"), victim=("suspected", "G02")
    )
    an_act(city, today() - timedelta(days=5), offender=("unknown", ""), victim=("suspected", "fyren"))
    an_act(city, today() - timedelta(days=6))
    an_act(city, today() - timedelta(days=7), state="unfounded", victim=("confirmed", "Fyren"))
    an_act(city, today() - timedelta(days=200), victim=("confirmed", "Fyren"))
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(MAP)
    found = {group.id: (group.touched.strict, group.touched.wide) for group in page.context["drawing"].groups}
    assert found == {one.pk: (1, 1), other.pk: (0, 2)}
    assert "no group is known for 1; a group is confirmed for 1, confirmed or suspected for 2" in page.text
    longer = {group.id: group.touched.strict for group in drawn(client, "days=365").groups}
    assert longer == {one.pk: 1, other.pk: 1}


def test_a_judgement_counts_from_when_it_was_made_where_the_map_is_shown_as_it_was_known(
    client: Client, city: City
) -> None:
    one, _other = a_feud(city)
    known_since: dict[str, Any] = {
        "recorded_at": timezone.now() - timedelta(days=60),
        "source_on": today() - timedelta(days=61),
    }
    a_label(city, one, "Kajen", use="alias", **known_since)
    activity(city, one, **known_since)
    day = today() - timedelta(days=40)
    an_act(city, day, offender=("confirmed", "Kajen"), judged_on=today() - timedelta(days=10))
    city.sign_in(client, Role.COORDINATOR)
    then = today() - timedelta(days=20)
    as_known = {group.id: group.touched.strict for group in drawn(client, f"known={then}").groups}
    as_it_was = {group.id: group.touched.strict for group in drawn(client, f"on={then}").groups}
    assert as_known[one.pk] == 0
    assert as_it_was[one.pk] == 1


def test_incidents_of_a_group_count_for_the_groups_it_became(client: Client, city: City) -> None:
    before, first, second = a_group(city), a_group(city), a_group(city)
    a_label(city, before, "Kajen", **said_now())
    for group in (first, second):
        activity(city, group, **said_now())
    a_split(city, before, first, second, from_on=today() - timedelta(days=10), **said_now())
    an_act(city, today() - timedelta(days=30), victim=("confirmed", "Kajen"))
    city.sign_in(client, Role.COORDINATOR)
    found = {group.id: group.touched.strict for group in drawn(client).groups}
    assert found == {first.pk: 1, second.pk: 1}, (
        "the group that split is not drawn, and its incidents are not lost"
    )


@pytest.mark.acceptance("S14")
def test_what_has_run_out_is_neither_drawn_nor_listed(client: Client, city: City) -> None:
    one, other = a_feud(city)
    late: dict[str, Any] = {"source_on": today() - timedelta(days=366), "from_on": date(2024, 1, 1)}
    late["review_by"] = today() - timedelta(days=1)
    third = a_group(city)
    a_label(city, third, "Glömdagruppen", **late)
    a_relation(city, one, third, "alliance", **late)
    city.sign_in(client, Role.POLICE_ANALYST)
    page = client.get(MAP)
    assert {group.id for group in page.context["drawing"].groups} == {one.pk, other.pk}
    assert "Glömdagruppen" not in page.text
    assert "tie-alliance" not in page.text.split("map-legend")[0]


def test_a_relation_that_ended_is_drawn_on_a_day_when_it_held(client: Client, city: City) -> None:
    one, _other = a_feud(city)
    ended = {"from_on": date(2024, 1, 1), "to_on": date(2024, 6, 1), **said_now()}
    third = a_group(city)
    a_label(city, third, "Bron", from_on=date(2023, 1, 1), **said_now())
    a_label(city, one, "Hamngruppen", from_on=date(2023, 1, 1), **said_now())
    a_relation(city, one, third, "truce", **ended)
    city.sign_in(client, Role.COORDINATOR)
    assert [relation.said.kind for relation in drawn(client, "on=2024-03-01").relations] == ["truce"]
    assert [relation.said.kind for relation in drawn(client).relations] == ["feud"]


def test_sources_that_disagree_are_marked_on_the_line(client: Client, city: City) -> None:
    one, other = a_feud(city)
    a_relation(city, one, other, "truce", reliability="C", **said_now())
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(MAP).text
    assert ">?</text>" in page
    assert "sources disagree" in page


def test_groups_keep_their_places_from_day_to_day(client: Client, city: City) -> None:
    a_feud(city)
    city.sign_in(client, Role.COORDINATOR)
    first = {group.id: (group.x, group.y) for group in drawn(client).groups}
    with acting(programmes=[city.programme.pk]):
        assert GroupPlace.objects.count() == 2
    newcomer = a_group(city)
    activity(city, newcomer, **said_now())
    again = {group.id: (group.x, group.y) for group in drawn(client).groups}
    assert newcomer.pk in again
    assert first.items() <= again.items(), "who comes later moves nobody"


def test_every_line_opens_its_statements_and_the_incidents_between_the_two(
    client: Client, city: City
) -> None:
    one, _other = a_feud(city)
    incident = an_act(
        city, today() - timedelta(days=3), offender=("confirmed", "G01"), victim=("confirmed", "G02")
    )
    an_act(city, today() - timedelta(days=2), offender=("confirmed", "G01"))
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(MAP)
    address = f"{MAP}between/{page.context['relations'][0].a}/{page.context['relations'][0].b}/"
    assert address in page.text
    behind = client.get(address).text
    assert "Made-up protocol" in behind
    assert f"#{incident.number}" in behind
    assert "G01 Hamngruppen against G02 Fyren" in behind
    assert client.get(f"{MAP}between/{one.pk}/{one.pk}/").status_code == 404


def test_who_sees_figures_alone_sees_no_map(client: Client, city: City) -> None:
    one, other = a_feud(city)
    city.sign_in(client, Role.STEERING_GROUP_MEMBER)
    for address in (
        MAP,
        f"{MAP}city/",
        f"{MAP}matrix/",
        f"{MAP}after/",
        f"{MAP}between/{one.pk}/{other.pk}/",
    ):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Hamngruppen" not in answer.text


def test_the_map_of_the_city_shows_areas_lines_and_places_and_says_what_has_none(
    client: Client, city: City
) -> None:
    one, other = a_feud(city)
    an_area(city, other, **said_now())
    at_home = an_act(city, today() - timedelta(days=3), victim=("confirmed", "G01"))
    an_act(city, today() - timedelta(days=4))
    with acting(programmes=[city.programme.pk]):
        at_home.precision, at_home.latitude, at_home.longitude = "exact", 59.35, 18.06
        at_home.save()
    nowhere = a_group(city)
    activity(city, nowhere, **said_now())
    city.sign_in(client, Role.POLICE_OFFICER)
    page = client.get(f"{MAP}city/")
    drawing = page.context["city"]
    assert [home.group for home in drawing.homes] == [one.pk, other.pk]
    assert [line.said.kind for line in drawing.lines] == ["feud"]
    assert [dot.incident.number for dot in drawing.dots] == [at_home.number]
    assert (drawing.nowhere, drawing.pointless) == ((nowhere.pk,), 1)
    assert (
        "of 1 incidents, which are no points; no area is in sight of 1 groups, so 0 lines are not drawn"
        in page.text
    )


def test_a_region_has_the_groups_with_most_drawn_and_is_told_how_many_are_not(
    client: Client, city: City
) -> None:
    one, other = a_feud(city)
    for _ in range(MOST_DRAWN - 1):
        activity(city, a_group(city), **said_now())
    last = a_group(city)
    activity(city, last, **said_now())
    an_act(city, today() - timedelta(days=3), offender=("confirmed", last.code))
    city.sign_in(client, Role.COORDINATOR)
    page = client.get(MAP)
    drawing: MapDrawing = page.context["drawing"]
    shown = {group.id for group in drawing.groups}
    assert (len(shown), drawing.left_out) == (MOST_DRAWN, 2)
    assert {one.pk, other.pk, last.pk} <= shown
    assert max(len(group.name) for group in drawing.groups) <= LONGEST_IN_A_CROWD
    for address in (MAP, f"{MAP}city/"):
        assert "2 more stand in the list of groups only" in client.get(address).text
