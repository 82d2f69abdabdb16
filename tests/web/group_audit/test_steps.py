"""The steps of an audit by their forms: what is refused comes back with a sentence and all that was written."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.group_audit.at_the_desk import address
from tests.web.group_audit.made_up import (
    answering,
    at,
    lines,
    on_the_table,
)
from vapenvila.rules.roles import Role
from vapenvila.web.group_audit.models import AuditFinding, GroupAudit

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def test_nothing_is_frozen_while_questions_are_left(client: Client, city: City) -> None:
    audit = on_the_table(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.post(address(city, audit.pk, "step", "freeze"), follow=True)
    assert "Questions are left to settle" in answer.text
    with at(city, None):
        assert GroupAudit.objects.get(pk=audit.pk).state == "settling"


def test_who_does_not_lead_reads_the_table_and_writes_nothing(client: Client, city: City) -> None:
    audit = on_the_table(city)
    first = lines(city, audit)[0]
    city.sign_in(client, Role.SOCIAL_WORKER)
    there = address(city, audit.pk, "table", first.pk)
    assert "20–30" in client.get(there).text
    client.post(there, {"question": "size", "open": "1", "follow_up": "x"})
    with at(city, None):
        assert not AuditFinding.objects.exclude(outcome="").exists()
    assert client.post(address(city, audit.pk, "step", "freeze")).status_code == 403


def test_a_day_that_is_none_or_has_not_come_lays_nothing_on_the_table(client: Client, city: City) -> None:
    audit = answering(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    lay, tomorrow = address(city, audit.pk, "step", "lay"), timezone.localdate() + timedelta(days=1)
    for day, told in (
        ("soon", "Write the day as year-month-day"),
        (tomorrow.isoformat(), "The room has not met yet on that day."),
        ("", "This field is required."),
    ):
        answer = client.post(lay, {"held_on": day, "without": "1"})
        assert answer.status_code == 422
        assert told in answer.text
    with at(city, None):
        assert GroupAudit.objects.get(pk=audit.pk).state == "answering"


def test_agencies_that_have_not_handed_in_are_waited_for_and_the_day_stays_written(
    client: Client, city: City
) -> None:
    audit, today = answering(city), timezone.localdate().isoformat()
    city.sign_in(client, Role.POLICE_ANALYST)
    lay = address(city, audit.pk, "step", "lay")
    answer = client.post(lay, {"held_on": today})
    assert answer.status_code == 422
    assert "Not every agency has handed in." in answer.text
    assert f'value="{today}"' in answer.text
    assert "Go on without 2 agencies that have not handed in" in answer.text
    assert client.post(lay, {"held_on": today, "without": "1"}).status_code == 302
    with at(city, None):
        assert GroupAudit.objects.get(pk=audit.pk).state == "settling"


def test_what_follows_is_told_when_it_is_too_long_to_be_kept(client: Client, city: City) -> None:
    audit = on_the_table(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    there, long = address(city, audit.pk, "table", lines(city, audit)[0].pk), "Polisen frågar igen. " * 10
    answer = client.post(there, {"question": "size", "open": "1", "follow_up": long})
    assert answer.status_code == 422
    assert "What follows has 209 letters; at most 200 fit." in answer.text
    with at(city, None):
        assert not AuditFinding.objects.exclude(outcome="").exists()
