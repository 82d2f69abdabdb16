"""Relations and areas are drawn, changed and withdrawn where they are seen, in drawing and table, with the same checks."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.groups.made_up import a_group, a_label, a_relation, activity, an_area, said_now
from vapenvila.rules.roles import Role
from vapenvila.web.groups.models import Group, GroupRelation
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
HERE = "/p/vinterhamn"
MAP = f"{HERE}/group-map/"
NEW = f"{HERE}/groups/relations/new/"


@pytest.fixture
def city() -> City:
    return build_city()


def three_groups(city: City) -> tuple[Group, Group, Group]:
    """Two in feud, the first with an area, and a third."""
    groups = a_group(city), a_group(city), a_group(city)
    for group, name in zip(groups, ("Hamngruppen", "Fyren", "Bryggan"), strict=True):
        a_label(city, group, name, **said_now())
        activity(city, group, **said_now())
    an_area(city, groups[0], **said_now())
    a_relation(city, groups[0], groups[1], **said_now())
    return groups


def said(one: Group, other: Group, **more: str) -> dict[str, str]:
    """What the form sends."""
    today = timezone.localdate()
    return {
        "one": str(one.pk), "other": str(other.pk), "kind": "alliance", "strength": "clear",
        "from_on": (today - timedelta(days=30)).isoformat(), "date_precision": "day", "source": "Made-up meeting",
        "source_on": today.isoformat(), "basis": "group_audit", "reliability": "B", "credibility": "2",
        "nature": "assessment", **more,
    }  # fmt: skip


def addresses(text: str, act: str) -> list[str]:
    found = re.findall(rf'="({HERE}/groups/statements/relation/[0-9a-f-]+/{act}/\?back=map)"', text)
    return sorted(found)


@pytest.mark.acceptance("T26")
def test_a_line_is_changed_from_the_drawing_and_from_the_table_at_the_same_address(
    client: Client, city: City
) -> None:
    three_groups(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    text = client.get(MAP).text
    drawing, table = text.split("</svg>", 1)[0], text.split('id="map-relations"', 1)[1]
    drawn = re.findall(r'data-change="([^"]+)"', text)
    assert len(drawn) == 1
    assert drawn == addresses(table, "renew")
    assert len(addresses(table, "withdraw")) == 1
    assert 'id="pen"' in text
    assert drawing
    yesterday = timezone.localdate() - timedelta(days=1)
    for past in (
        f"{MAP}?on={yesterday}",
        f"{MAP}city/?on={yesterday}",
    ):  # nobody writes into an earlier picture
        text = client.get(past).text
        assert not any(sign in text for sign in ("data-change", 'id="pen"', "?back=map", "?back=city"))
    city.sign_in(client, Role.SOCIAL_WORKER)
    text = client.get(MAP).text
    assert not any(sign in text for sign in ("data-change", 'id="pen"', "?back=map"))


@pytest.mark.acceptance("T26")
def test_what_is_drawn_meets_the_same_checks_as_what_is_written_in_the_table(
    client: Client, city: City
) -> None:
    one, _other, third = three_groups(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    by_pen = f"{NEW}?one={one.pk}&other={third.pk}&back=map"
    page = client.get(by_pen)
    assert (page.context["form"]["one"].value(), page.context["form"]["other"].value()) == (
        str(one.pk),
        str(third.pk),
    )
    late = (timezone.localdate() + timedelta(days=9)).isoformat()
    wrongs = (said(one, one), said(one, third, source_on=late), said(one, third, source="Ring 070-174 06 35"))
    for wrong in wrongs:
        answers = [client.post(address, wrong) for address in (by_pen, NEW)]
        assert [answer.status_code for answer in answers] == [422, 422]
        told = [
            (answer.context["form"].errors.get_json_data(), answer.context["warnings"]) for answer in answers
        ]
        assert told[0] == told[1]
        assert told[0] != ({}, [])
    answer = client.post(by_pen, said(one, third))
    assert (answer.status_code, answer.headers["Location"]) == (302, MAP)
    with acting(programmes=[city.programme.pk]):
        assert GroupRelation.objects.filter(kind="alliance").count() == 1
    assert len(client.get(MAP).context["drawing"].relations) == 2


@pytest.mark.acceptance("T26")
def test_a_line_withdrawn_at_the_map_leaves_it_and_one_comes_back_to_it(client: Client, city: City) -> None:
    three_groups(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    (address,) = addresses(client.get(MAP).text, "withdraw")
    answer = client.post(address, {"reason": "Made-up reason"})
    assert (answer.status_code, answer.headers["Location"]) == (302, MAP)
    assert client.get(MAP).context["drawing"].relations == ()
    assert (
        client.post(f"{NEW}?back=//elsewhere.example", said(*three_groups(city)[:2]))
        .headers["Location"]
        .startswith(HERE)
    )


def test_an_area_is_drawn_changed_and_withdrawn_from_the_map_of_the_city(client: Client, city: City) -> None:
    _one, other, _third = three_groups(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    text = client.get(f"{MAP}city/").text
    (home,) = re.findall(r'class="city-area" href="([^"]+)"', text)
    assert home in text.split('id="city-areas"', 1)[1]
    assert client.get(home).context["form"].initial["label"] == "Norra hamnen"
    assert f'{HERE}/groups/{other.pk}/state/area/?back=city"' in text
    assert home.replace("renew", "withdraw") in text
    city.sign_in(client, Role.SOCIAL_WORKER)
    seen = client.get(f"{MAP}city/").text
    assert "Norra hamnen" in seen
    assert not any(sign in seen for sign in ('class="city-area"', "?back=city"))
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(home.replace("renew", "withdraw"), {"reason": "Made-up reason"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{MAP}city/")
    assert 'class="city-area"' not in client.get(f"{MAP}city/").text
