"""The gate of readiness in a city that is not made up: nobody is registered before everything is on record."""

import json
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.browser import wide_and_narrow
from tests.journeys.city_server import CityServer
from tests.journeys.conftest import OpenPage
from vapenvila.rules.readiness import Readiness

Axe = Callable[[Page], None]
# A programme as one that begins in earnest: nothing on record; a project leader and a police analyst with second factors.
A_REAL_CITY = """
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
import django; django.setup()
import json
from datetime import timedelta
from django.utils import timezone
from vapenvila.web.accounts.demo_sign_in import give_made_up_factor
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Agency, Mission, Programme, Room
programme = Programme.objects.create(slug="{slug}", name="Allvarshamn", status="preparing")
for kind, role in (("municipality", "project_leader"), ("police", "police_analyst")):
    agency = Agency.objects.create(name=f"Allvarshamn {{kind}} {slug}", kind=kind)
    room = Room.objects.create(programme=programme, agency=agency)
    person = User.objects.create_user(email=f"{{role}}@{slug}.example", password="made-up-and-long-enough", name=role,
        language="{language}")
    give_made_up_factor(person)
    Mission.objects.create(user=person, room=room, roles=[role], first_day=timezone.localdate() - timedelta(days=1))
print(json.dumps("made"))
"""
WORDS = {
    "sv": {
        "not_yet": "Ingen person får registreras än: programmet är inte redo.",
        "ready": "Allt som måste vara på plats innan personer registreras är antecknat.",
    },
    "en": {
        "not_yet": "No person may be registered yet: the programme is not ready.",
        "ready": "Everything that must be in place before persons are registered is on record.",
    },
}


def _cannot_register(page: Page, place: str, words: dict[str, str], axe: Axe) -> None:
    """Neither by hand nor from a file; the page says why and whom to ask."""
    for address in ("persons/new/", "persons/imports/new/"):
        page.goto(f"{place}{address}")
        expect(page.locator("main")).to_contain_text(words["not_yet"])
        assert page.locator("#id_given_name, main input[type=file]").count() == 0
    wide_and_narrow(page, axe)


def _put_on_record(page: Page, place: str, item: Readiness) -> None:
    page.goto(f"{place}readiness/")
    page.locator("#id_item").select_option(item.value)
    page.locator("#id_done_on").fill(timezone.localdate().isoformat())
    page.locator("#id_reference").fill("Diarienummer 2026/1")
    page.locator("main form button.btn-primary").click()


def _register(page: Page, place: str) -> None:
    page.goto(f"{place}persons/new/")
    page.locator("#id_given_name").fill("Ada")
    page.locator("#id_surname").fill("Hittepåsson")
    page.locator("#id_birth_date").fill("1988-03-04")
    page.locator("#id_mark").select_option("other")
    page.locator("#id_need").fill("Påhittat behov")
    page.locator("#id_source").fill("Påhittad källa")
    page.locator("#id_source_on").fill("2026-01-02")
    page.locator("main form[method=post] button.btn-primary").last.click()


@pytest.mark.acceptance("S27")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_nobody_is_registered_before_everything_is_on_record_and_then_they_are(
    page_as: OpenPage, axe: Axe, city_server: CityServer, language: str
) -> None:
    slug, words = f"allvarshamn-{language}", WORDS[language]
    made = city_server.run("-c", A_REAL_CITY.format(slug=slug, language=language))
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == "made"
    place = f"/p/{slug}/"
    analyst, leader = (
        page_as(f"{role}@{slug}.example", language) for role in ("police_analyst", "project_leader")
    )
    _cannot_register(analyst, place, words, axe)
    leader.goto(f"{place}readiness/")
    expect(leader.locator("main")).to_contain_text(words["not_yet"])
    wide_and_narrow(leader, axe)
    for item in Readiness:
        _cannot_register(analyst, place, words, axe)  # one that is missing is enough
        _put_on_record(leader, place, item)
    expect(leader.locator("main")).to_contain_text(words["ready"])
    wide_and_narrow(leader, axe)
    _register(analyst, place)
    expect(analyst.locator("main")).to_contain_text("Påhittat behov")
    analyst.goto(f"{place}persons/imports/new/")
    expect(analyst.locator("main input[type=file]")).to_have_count(1)
