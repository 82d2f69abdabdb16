"""The officer's week begins with whether the trail is whole; nobody else sees the panel."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import build_city
from tests.web.audit.trail import behind_its_back, event_ids, write_events
from vapenvila.rules.roles import Role
from vapenvila.web.audit.sealing import check_trail, seal_trail

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S17")]


def _week(client: Client, role: Role = Role.DATA_PROTECTION_OFFICER) -> str:
    city = build_city()
    city.sign_in(client, role)
    return client.get("/p/vinterhamn/").content.decode()


def test_the_officer_sees_that_the_trail_is_whole(client: Client) -> None:
    check_trail(at=timezone.now())
    assert "The trail is as it was sealed" in _week(client)


def test_the_officer_sees_an_alarm_when_it_is_broken(client: Client) -> None:
    write_events(2)
    seal_trail(at=timezone.now())
    behind_its_back(f"DELETE FROM audit_auditevent WHERE id = {event_ids()[0]}")
    check_trail(at=timezone.now())
    assert "Somebody has changed it behind its back." in _week(client)


def test_the_officer_sees_when_nobody_has_checked_for_more_than_a_day(client: Client) -> None:
    check_trail(at=timezone.now() - timedelta(days=2))
    assert "has not been checked for more than a day" in _week(client)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DATA_PROTECTION_OFFICER])
def test_nobody_else_has_the_panel(client: Client, role: Role) -> None:
    check_trail(at=timezone.now())
    assert "The trail is as it was sealed" not in _week(client, role)
