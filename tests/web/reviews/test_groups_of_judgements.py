"""A judgement points at the group it names, in its own programme alone; and the group's page shows its incidents."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.groups.made_up import NOW as SAID_AT
from tests.web.groups.made_up import a_group, a_label
from tests.web.incident_coding.made_up import a_sample, judge, judged_incidents
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, NOW, at_work
from vapenvila.rules.roles import Role
from vapenvila.web.groups.models import Group
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import GroupLink, Side

pytestmark = pytest.mark.django_db
EARLY = {"recorded_at": min(SAID_AT, NOW) - 30 * DAY}


@pytest.fixture
def city() -> City:
    return build_city()


def _page(city: City, client: Client, group: Group, role: Role = Role.COORDINATOR) -> str:
    city.sign_in(client, role)
    return client.get(f"/p/{city.programme.slug}/groups/{group.pk}/").content.decode()


def _recent(city: City) -> Incident:
    return an_incident(city, when=NOW - 3 * DAY, state="confirmed")


@pytest.mark.parametrize("written", ["G01", "g01", "Hamnfalangen", " hamnfalangen ", "Ankarna"])
def test_a_judgement_points_at_the_group_by_code_label_or_alias(city: City, written: str) -> None:
    group = a_group(city)
    a_label(city, group, "Hamnfalangen", **EARLY)
    a_label(city, group, "Ankarna", use="alias", **EARLY)
    assert judge(city, _recent(city), group=written).group_id == group.pk


def test_a_name_of_nobody_or_of_two_groups_points_at_none(city: City) -> None:
    for group in (a_group(city), a_group(city)):
        a_label(city, group, "Falangen", **EARLY)
    assert judge(city, _recent(city), group="Falangen").group_id is None
    assert judge(city, _recent(city), group="Okända").group_id is None


def test_the_database_refuses_a_group_of_another_programme(city: City) -> None:
    other = build_city("other")
    strange = a_group(other)
    judged = judge(city, _recent(city), group="Norra")
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        both = f"{city.programme.pk},{other.programme.pk}"
        cursor.execute("SELECT set_config('vapenvila.programmes', %s, true)", [both])
        with (
            pytest.raises(IntegrityError, match="belongs to the programme of the judgement"),
            transaction.atomic(),
        ):
            cursor.execute(
                "UPDATE reviews_groupassessment SET group_id = %s WHERE id = %s", [strange.pk, judged.pk]
            )


def test_old_judgements_are_given_the_group_they_name(city: City) -> None:
    one, two = a_group(city), a_group(city)
    a_label(city, one, "Hamnfalangen", **EARLY)
    for group in (one, two):
        a_label(city, group, "Lyktorna", use="alias", **EARLY)
    rows = [judge(city, _recent(city), group=name) for name in ("hamnfalangen", "G02", "Lyktorna", "Norra")]
    fill = import_module("vapenvila.web.reviews.migrations.0006_groups_of_old_judgements").FILL
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('vapenvila.programmes', %s, true)", [str(city.programme.pk)])
        cursor.execute("UPDATE reviews_groupassessment SET group_id = NULL")
        cursor.execute("SELECT set_config('vapenvila.programmes', '', true)")
        cursor.execute(fill)
    with at_work(city):
        found = {row.group_name: row.group_id for row in GroupAssessment.objects.all()}
    assert [found[row.group_name] for row in rows] == [one.pk, two.pk, None, None]


def test_the_page_of_a_group_shows_where_it_acted_and_where_it_was_hurt(city: City, client: Client) -> None:
    group, other = a_group(city), a_group(city)
    struck, answered = _recent(city), _recent(city)
    judge(city, struck, Side.VICTIM, GroupLink.CONFIRMED, group="G01")
    judge(city, struck, Side.OFFENDER, GroupLink.SUSPECTED, group="G02")
    judge(city, answered, Side.OFFENDER, GroupLink.SUSPECTED, group="G01")
    page = _page(city, client, group)
    assert "was hurt by G02" in page
    assert f"/incidents/{struck.number}/" in page
    assert "2 incidents are linked to the group." in page
    assert "Confirmed: 1 of 2" in page
    assert "acted against G01" in _page(city, client, other)


def test_a_merged_an_unfounded_and_a_superseded_link_is_not_shown(city: City, client: Client) -> None:
    group = a_group(city)
    judge(city, an_incident(city, when=NOW - DAY, state="unfounded", state_reason="Made up."), group="G01")
    changed = _recent(city)
    judge(city, changed, group="G01", at=NOW - timedelta(hours=2))
    judge(city, changed, status=GroupLink.NOT_GMI, at=NOW - timedelta(hours=1))
    assert "No incident is linked to the group" in _page(city, client, group)


def test_whoever_judges_an_incident_blind_does_not_see_it_on_the_page_of_the_group(
    city: City, client: Client
) -> None:
    group = a_group(city)
    a_label(city, group, "Norra", **EARLY)
    judged_incidents(city, 10)
    a_sample(city)
    assert "10 incidents are linked" in _page(city, client, group)
    assert "No incident is linked to the group" in _page(city, client, group, Role.POLICE_ANALYST)
