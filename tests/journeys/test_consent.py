"""A written consent, and what its withdrawal stops; wide and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.at_the_door import (
    DOOR,
    WORDS,
    answer_the_test,
    choose_agency,
    decide,
    hand_over,
    write,
)
from tests.journeys.browser import wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
CONSENT = {
    "sv": {
        "in_force": "gäller",
        "withdraw": "Återkalla S",
        "said": "Återkallat. Inget mer lämnas med stöd av det",
        "state": "återkallat",
        "told": "Samtycket bakom detta är återkallat",
        "first": "Välj en grund och svara på dess prövning först.",
        "missing": "Inget gällande samtycke från den som nämns här",
    },
    "en": {
        "in_force": "in force",
        "withdraw": "Withdraw S",
        "said": "Withdrawn. Nothing more is shared on it",
        "state": "withdrawn",
        "told": "The consent behind this is withdrawn",
        "first": "Choose a ground and answer its test first.",
        "missing": "No consent in force from the person named here",
    },
}


NUMBERS = {"sv": "199610202385", "en": "199312162390"}  # the Tax Agency's numbers for tests


def _record_consent(page: Page, axe: Axe, name: str, number: str) -> None:
    page.goto(f"{DOOR}consents/new/")
    page.locator("#id_name").fill(name)
    hyphened = f"{number[:8]}-{number[8:]}"  # written with a hyphen here and without it later
    page.locator("#id_personal_number").fill(hyphened)
    page.locator("#id_giver").select_option("self")
    page.locator("#id_form").select_option("written")
    choose_agency(page, "Socialtjänsten")
    page.locator("input[name=classes][value=help]").check()
    page.locator("#id_purpose").fill("Gemensam planering")
    page.locator("#id_form_of_work").fill("Möten varannan vecka")
    page.locator("#id_document").fill("Påhittad akt 7")
    wide_and_narrow(page, axe)
    page.locator("main form button.btn-primary").click()


def _begin_to_tell(page: Page, words: dict[str, str], person: str) -> str:
    page.goto(f"{DOOR}tell/")
    choose_agency(page, "Socialtjänsten")
    page.locator("#id_persons").fill(person)
    page.locator("input[name=fields_wanted][value=help_needed]").check()
    page.locator("#id_purpose").fill("Gemensam planering")
    page.locator("main form button.btn-primary").click()
    write(page, words, "Bostad")
    return page.url


@pytest.mark.acceptance("S7")
@LANGUAGES
def test_a_written_consent_carries_a_disclosure_and_its_withdrawal_stops_the_next_at_once(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    words, name = WORDS[language] | CONSENT[language], f"Mall Mallgren {language}"
    page = page_as(Role.PROBATION_OFFICER, language)
    _record_consent(page, axe, name, NUMBERS[language])
    consent = page.locator("article", has_text=name)
    expect(consent).to_contain_text(words["in_force"])
    _begin_to_tell(page, words, f"{name}; {NUMBERS[language]}")
    answer_the_test(page, "consent", words, axe, consent=name)
    decide(page, words)
    document = hand_over(page, words, axe)
    next_one = _begin_to_tell(page, words, f"{name}; {NUMBERS[language]}")
    answer_the_test(page, "consent", words, axe, consent=name)
    decide(page, words)
    expect(page.get_by_role("link", name=words["see"])).to_be_visible()  # decided: one step from leaving
    page.goto(f"{DOOR}consents/")
    consent.get_by_role("button", name=words["withdraw"]).click()
    expect(page.locator("#messages")).to_contain_text(words["said"])
    expect(consent).to_contain_text(words["state"])
    expect(consent.get_by_role("button")).to_have_count(0)
    wide_and_narrow(page, axe)
    page.goto(f"{next_one}hand-over/")
    assert page.url == next_one  # there is nothing to hand over
    expect(page.locator("main")).to_contain_text(words["first"])
    wide_and_narrow(page, axe)
    page.locator("a[href$='/ground/consent/']").click()
    expect(page.locator("main")).to_contain_text(words["missing"])
    wide_and_narrow(page, axe)
    receiver = page_as(Role.SOCIAL_WORKER, language)
    receiver.goto(document)
    expect(receiver.locator("main")).to_contain_text(words["told"])
    wide_and_narrow(receiver, axe)
    receiver.get_by_role("button", name=words["seen"]).click()
    expect(receiver.get_by_role("button", name=words["seen"])).to_have_count(0)
