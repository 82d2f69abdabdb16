"""Where somebody who works here lives: written by themselves, kept as a hash, shown to nobody, known after a rotation."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import build_city
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.home_address import hash_of_home, is_home
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.vault.keys import make_keys
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.mark.acceptance("S19")
def test_the_address_is_kept_unreadable_and_never_shown_again(client: Client) -> None:
    city = build_city()
    person = city.sign_in(client, Role.POLICE_ANALYST)
    page = reverse("own-account")
    assert "No address is kept." in client.get(page).content.decode()
    sent = {"name": person.name, "language": "en", "home_address": "Hittegatan 12 B"}
    assert (
        client.post(page, {**sent, "home_address": "Hittegatan"}).status_code == 200
    )  # no number: told, not kept
    assert not User.objects.get(pk=person.pk).home
    assert client.post(page, sent).status_code == 302
    kept = bytes(User.objects.get(pk=person.pk).home)
    assert len(kept) == 32
    shown = client.get(page).content.decode()
    assert "An address is kept." in shown
    assert "Hittegatan" not in shown
    client.post(page, {**sent, "home_address": ""})
    assert bytes(User.objects.get(pk=person.pk).home) == kept
    with acting(user=person.pk, programmes=[city.programme.pk]):
        events = AuditEvent.objects.filter(act="account.changed", user=person.pk).order_by("id")
        assert [event.details["fields"] for event in events] == [["home"], []]


def test_an_address_is_forgotten_when_its_owner_says_so_and_not_half(client: Client) -> None:
    city = build_city()
    person = city.sign_in(client, Role.POLICE_OFFICER)
    page = reverse("own-account")
    sent = {"name": person.name, "language": "en"}
    assert 'name="forget_home"' not in client.get(page).content.decode()  # nothing is kept
    client.post(page, {**sent, "home_address": "Hittegatan 12 B"})
    assert 'name="forget_home"' in client.get(page).content.decode()
    both = client.post(page, {**sent, "home_address": "Hittegatan 3", "forget_home": "on"})
    assert "Either write a new address or have the one that is kept forgotten." in both.content.decode()
    assert is_home(bytes(User.objects.get(pk=person.pk).home), "Hittegatan 12 B")
    client.post(page, {**sent, "home_address": "", "forget_home": "on"})
    assert not User.objects.get(pk=person.pk).home
    with acting(user=person.pk, programmes=[city.programme.pk]):
        events = AuditEvent.objects.filter(act="account.changed", user=person.pk).order_by("id")
        assert [event.details["fields"] for event in events] == [["home"], ["home"]]


def test_an_address_is_known_under_a_key_that_was_in_use_before(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS, settings.MAKE_KEYS = tmp_path / "keys", True
    make_keys()
    kept = hash_of_home("Hittegatan 12 B")
    make_keys()
    assert is_home(kept, "hittegatan 12b, 123 45 Vinterhamn") is True
    assert is_home(kept, "Hittegatan 12 C") is False
    assert is_home(kept, "") is None
    assert is_home(b"", "Hittegatan 12 B") is None
