"""A feud speaks for a pair on the day of the later incident, as the picture is known now."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.groups.made_up import a_relation
from tests.web.retaliation_chains.made_up import address, struck, two_groups
from tests.web.reviews.table import NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.groups.models import Group, GroupRelation

pytestmark = pytest.mark.django_db
SENTENCE = "The groups hurt in the two incidents were in feud with one another on the day of the later one."


@pytest.fixture
def city() -> City:
    return build_city()


def _ago(days: int) -> date:
    return (NOW - timedelta(days=days)).date()


def _said(
    city: City, kind: str, first: int, last: int | None = None, *, reliability: str = "B"
) -> GroupRelation:
    """What a source of yesterday says held from so many days ago to so many days ago."""
    codes = two_groups(city)
    with at_work(city):
        north, south = (Group.objects.get(code=code) for code in codes)
    return a_relation(
        city, north, south, kind, from_on=_ago(first), to_on=None if last is None else _ago(last),
        reliability=reliability, source_on=_ago(1), recorded_at=NOW - timedelta(hours=12),
    )  # fmt: skip


def _hurt_by_turns(city: City) -> None:
    """Forty and thirty-seven days ago each of the two groups was hurt; nobody knows by whom."""
    one, other = two_groups(city)
    struck(city, 40, hurt=one)
    struck(city, 37, hurt=other)


def _page(city: City, client: Client) -> str:
    city.sign_in(client, Role.COORDINATOR)
    return client.get(address(city)).content.decode()


def test_a_truce_of_today_takes_nothing_from_a_feud_of_then(city: City, client: Client) -> None:
    _hurt_by_turns(city)
    _said(city, "feud", 100, 20)
    _said(city, "truce", 19)
    assert SENTENCE in _page(city, client)


def test_a_feud_of_today_says_nothing_of_the_days_before_it(city: City, client: Client) -> None:
    _hurt_by_turns(city)
    _said(city, "feud", 30)
    assert SENTENCE not in _page(city, client)


def test_a_truce_that_a_firmer_source_tells_of_rests_the_feud(city: City, client: Client) -> None:
    _hurt_by_turns(city)
    _said(city, "feud", 100, reliability="C")
    assert SENTENCE in _page(city, client)
    _said(city, "truce", 45, 30, reliability="A")
    assert SENTENCE not in _page(city, client)


def test_what_is_found_out_or_withdrawn_later_counts_as_it_is_known_now(city: City, client: Client) -> None:
    _hurt_by_turns(city)
    feud = _said(city, "feud", 100, 20)  # written weeks after the incidents
    assert SENTENCE in _page(city, client)
    with at_work(city):
        GroupRelation.objects.filter(pk=feud.pk).update(
            ended_at=NOW, ended_as="withdrawn", ended_reason="Another pair was meant."
        )
    page = _page(city, client)
    assert SENTENCE not in page
    assert "It is read as it is known now" in page
