"""The officer sees the seals, can write down their hashes, and checks them all with one button."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.audit.trail import NOW, behind_its_back, event_ids, write_events
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent, AuditSeal
from vapenvila.web.audit.sealing import seal_trail
from vapenvila.web.oversight import actions
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S17")]

PAGE = "/p/vinterhamn/trail/seals/"


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    write_events(3, programme=city.programme.pk)
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    return city


def test_an_unsealed_trail_says_when_the_first_seal_comes(client: Client, city: City) -> None:
    assert "The worker writes the first seal within ten minutes." in client.get(PAGE).content.decode()


def test_the_page_shows_the_hash_of_each_seal(client: Client, city: City) -> None:
    seal_trail(at=NOW)
    assert str(AuditSeal.objects.get()) in client.get(PAGE).content.decode()


def test_the_button_checks_the_whole_trail_and_is_on_record(client: Client, city: City) -> None:
    seal_trail(at=NOW)
    page = client.post(PAGE, follow=True).content.decode()
    assert "As sealed" in page
    with acting(programmes=[city.programme.pk]):
        assert AuditEvent.objects.get(act="trail.checked").details["ok"] is True


def test_a_broken_trail_is_shown_in_red_on_both_pages(client: Client, city: City) -> None:
    seal_trail(at=NOW)
    first = event_ids()[0]
    behind_its_back(f"DELETE FROM audit_auditevent WHERE id = {first}")
    page = client.post(PAGE, follow=True).content.decode()
    assert f"the trail is broken from event {first} on" in page
    assert "The trail is not as it was sealed." in client.get("/p/vinterhamn/trail/").content.decode()


def test_a_very_long_trail_is_checked_by_the_worker(
    client: Client, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal_trail(at=NOW)
    monkeypatch.setattr(actions, "CHECKED_AT_ONCE_UP_TO", 0)
    for _ in range(2):  # the second finds the first still waiting
        page = client.post(PAGE, follow=True).content.decode()
        assert "the check runs in the background" in page or "has not been checked yet" in page
