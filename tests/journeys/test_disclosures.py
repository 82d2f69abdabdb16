"""The door in the browser: asked, tested, decided, handed over, received, recalled; wide and on a phone, both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import assert_fits
from vapenvila.rules.roles import Role

OpenPage = Callable[..., Page]
Axe = Callable[[Page], None]
WIDE, PHONE = (1280, 900), (400, 800)
DOOR = "/p/vinterhamn/disclosures/"


def _look(page: Page, axe: Axe) -> None:
    for width, height in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        axe(page)
        assert_fits(page)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


WORDS = {
    "en": {
        "ask": "Ask an agency", "agency": "Agency", "persons": "Persons", "field": "Whether under supervision",
        "purpose": "What you need it for", "send": "Send the request", "asked": "being examined",
        "examine": "Examine it", "write": "Write it down", "test": "Test it", "reasons": "Reasons",
        "keep": "Keep the answers", "decide": "I decide that it may leave", "see": "See exactly what leaves",
        "over": "Hand over to", "receive": "Take it in", "recall": "Recall", "why": "Why it is recalled",
        "gone": "has recalled this disclosure", "yes": "Yes", "no": "No", "destroyed": "What was done with each copy",
        "confirm": "Confirm: copies destroyed", "answer": "Read the answer",
    },
    "sv": {
        "ask": "Fråga en aktör", "agency": "Aktör", "persons": "Personer",
        "field": "Om personen står under övervakning", "purpose": "Vad du behöver det till", "send": "Skicka begäran",
        "asked": "prövas", "examine": "Pröva den", "write": "Skriv ner", "test": "Pröva", "reasons": "Skäl",
        "keep": "Spara svaren", "decide": "Jag beslutar att det får lämnas ut", "see": "Se exakt vad som lämnas ut",
        "over": "Lämna ut till", "receive": "Ta emot", "recall": "Återkalla", "why": "Varför det återkallas",
        "gone": "har återkallat utlämnandet", "yes": "Ja", "no": "Nej", "destroyed": "Vad som gjordes med varje kopia",
        "confirm": "Bekräfta: kopiorna är förstörda", "answer": "Läs svaret",
    },
}  # fmt: skip


def ask(page: Page, words: dict[str, str], axe: Axe) -> str:
    page.goto(DOOR)
    _look(page, axe)
    page.get_by_role("link", name=words["ask"]).click()
    _look(page, axe)
    page.get_by_label(words["agency"]).select_option(label="Frivården Vinterhamn")
    page.locator("#id_persons").fill("Test Testsson; 19900602-2397; R-1")
    page.get_by_label(words["field"]).check()
    page.get_by_label(words["purpose"]).fill("Samtal i februari")
    page.get_by_role("button", name=words["send"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("B")
    _look(page, axe)
    return page.url


def examine(page: Page, asked: str, words: dict[str, str], axe: Axe) -> None:
    page.goto(asked)
    page.get_by_role("button", name=words["examine"]).click()
    page.get_by_role("textbox", name=words["field"]).fill("Ja")
    page.get_by_role("button", name=words["write"]).click()
    _look(page, axe)
    page.get_by_role("link", name=words["test"], exact=True).first.click()
    groups = page.get_by_role("group")
    for number, answer in enumerate((words["yes"], words["no"], words["no"])):
        groups.nth(number).get_by_label(answer, exact=True).check()
    page.get_by_label(words["reasons"]).fill("Behövs")
    _look(page, axe)
    page.get_by_role("button", name=words["keep"]).click()
    page.get_by_role("button", name=words["decide"]).click()
    page.get_by_role("link", name=words["see"]).click()
    _look(page, axe)
    if page.locator("#confirmed").count():
        page.locator("#confirmed").check()
    page.get_by_role("button", name=words["over"], exact=False).click()
    _look(page, axe)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_disclosure_goes_from_question_to_recall(page_as: OpenPage, axe: Axe, language: str) -> None:
    words = WORDS[language]
    police = page_as(Role.POLICE_ANALYST, language)
    asked = ask(police, words, axe)
    probation = page_as(Role.PROBATION_OFFICER, language)
    examine(probation, asked, words, axe)
    document = probation.url
    police.goto(asked)
    police.get_by_role("link", name=words["answer"]).click()
    police.get_by_role("button", name=words["receive"], exact=False).click()
    _look(police, axe)
    probation.goto(document)
    probation.get_by_label(words["why"], exact=False).fill("Fel person")
    probation.get_by_role("button", name=words["recall"], exact=True).click()
    police.goto(document)
    expect(police.locator("main")).to_contain_text(words["gone"])
    police.get_by_label(words["destroyed"]).fill("Kopian är strimlad")
    police.get_by_role("button", name=words["confirm"]).click()
    _look(police, axe)


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
        _look(page, axe)
    page = page_as(Role.ADMINISTRATOR, language)
    page.goto(DOOR + "managers/")
    _look(page, axe)
