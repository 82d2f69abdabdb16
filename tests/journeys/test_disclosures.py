"""The door in the browser: asked, tested, decided, handed over, received, recalled; wide and on a phone, both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.at_the_door import DOOR, WORDS, ask, examine
from tests.journeys.browser import wide_and_narrow
from vapenvila.rules.roles import Role

OpenPage = Callable[..., Page]
Axe = Callable[[Page], None]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_disclosure_goes_from_question_to_recall(page_as: OpenPage, axe: Axe, language: str) -> None:
    words = WORDS[language]
    police = page_as(Role.POLICE_ANALYST, language)
    asked = ask(police, words, axe)
    probation = page_as(Role.PROBATION_OFFICER, language)
    document = examine(probation, asked, words, axe)
    police.goto(asked)
    police.get_by_role("link", name=words["answer"]).click()
    police.get_by_role("button", name=words["receive"], exact=False).click()
    wide_and_narrow(police, axe)
    probation.goto(document)
    probation.get_by_label(words["why"], exact=False).fill("Fel person")
    probation.get_by_role("button", name=words["recall"], exact=True).click()
    police.goto(document)
    expect(police.locator("main")).to_contain_text(words["gone"])
    police.get_by_label(words["destroyed"]).fill("Kopian är strimlad")
    police.get_by_role("button", name=words["confirm"]).click()
    wide_and_narrow(police, axe)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_consents_grounds_managers_and_the_short_path_are_accessible(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    page = page_as(Role.PROBATION_OFFICER, language)
    for place in (
        "consents/",
        "consents/new/",
        "grounds/",
        "danger/",
        "tell/",
        "?list=tests",
        "?list=documents",
    ):
        page.goto(DOOR + place)
        wide_and_narrow(page, axe)
    page = page_as(Role.ADMINISTRATOR, language)
    page.goto(DOOR + "managers/")
    wide_and_narrow(page, axe)
