"""See it as …: the data-protection officer looks as another role, in both languages, wide and on a phone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.journeys.browser import Complaints, wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
WORDS = {
    "sv": {
        "menu": "Se den som …",
        "role": "Roll",
        "room": "I rummet hos",
        "purpose": "Vad du vill ta reda på",
        "look": "Se som den här rollen",
        "analyst": "Polisanalytiker",
        "band": "Du ser Vinterhamn (påhittad) som: Polisanalytiker",
        "refused": "Ingenting ändrades. Avsluta först om du ska arbeta.",
        "stop": "Avsluta",
        "back": "Du är dig själv igen.",
        "seen": "Sida sedd som en annan roll",
    },
    "en": {
        "menu": "See it as …",
        "role": "Role",
        "room": "In the room of",
        "purpose": "What you want to find out",
        "look": "Look as this role",
        "analyst": "Police analyst",
        "band": "You see Vinterhamn (påhittad) as: Police analyst",
        "refused": "Nothing was changed. Stop first to work.",
        "stop": "Stop",
        "back": "You are yourself again.",
        "seen": "Page seen as another role",
    },
}


def _to(page: Page, url_name: str, **parts: object) -> None:
    page.goto(reverse(url_name, kwargs={"programme": "vinterhamn", **parts}))


@pytest.mark.acceptance("S18")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_officer_looks_as_a_police_analyst_and_stops(
    page_as: OpenPage, axe: Axe, complaints: Complaints, language: str
) -> None:
    complaints.expect("403")
    complaints.expect("422")
    words = WORDS[language]
    page = page_as(Role.DATA_PROTECTION_OFFICER, language)
    page.get_by_role("link", name=words["menu"]).click()
    wide_and_narrow(page, axe)
    page.get_by_role("button", name=words["look"]).click()  # nothing filled in: the page says what is missing
    expect(page.locator(".invalid-feedback")).to_have_count(3)
    wide_and_narrow(page, axe)
    page.get_by_label(words["role"], exact=False).select_option(label=words["analyst"])
    police = page.locator("#id_room option", has_text="Polisområde").get_attribute("value")
    page.get_by_label(words["room"], exact=False).select_option(police)
    page.get_by_label(words["purpose"], exact=False).fill("To see what an analyst is shown")
    page.get_by_role("button", name=words["look"]).click()
    expect(page.get_by_text(words["band"])).to_be_visible()
    wide_and_narrow(page, axe)
    for place in ("incidents", "incident-charts", "persons", "disclosures", "reviews"):
        _to(page, place)
        expect(page.get_by_text(words["band"])).to_be_visible()
        wide_and_narrow(page, axe)
    _to(page, "persons")
    expect(page.locator("main tbody tr")).to_have_count(0)  # the police room of the city holds persons
    _to(page, "trail")  # the officer's own page, which an analyst may not open
    expect(page.locator("main tbody tr")).to_have_count(0)
    _to(page, "incident-new")
    page.locator("main form button.btn-primary").first.click()
    expect(page.get_by_text(words["refused"])).to_be_visible()
    wide_and_narrow(page, axe)
    page.get_by_role("button", name=words["stop"], exact=True).click()
    expect(page.get_by_text(words["back"])).to_be_visible()
    page.locator('a[href*="role_simulator.page_seen"]').click()
    expect(page.locator("#lines tbody tr").first).to_contain_text(words["seen"])


def test_it_works_without_javascript(page_as: OpenPage) -> None:
    page = page_as(Role.DATA_PROTECTION_OFFICER, "en", java_script_enabled=False)
    _to(page, "role-simulator")
    page.get_by_label("Role", exact=False).select_option("coordinator")
    page.locator("#id_room").select_option(label="Vinterhamns stad")
    page.locator("#id_purpose").fill("To see what a coordinator is shown")
    page.get_by_role("button", name="Look as this role").click()
    expect(page.get_by_text("You see Vinterhamn (påhittad) as: Coordinator")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("You are yourself again.")).to_be_visible()
