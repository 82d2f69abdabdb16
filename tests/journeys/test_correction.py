"""Something that left was wrong: it is corrected, and the receiver confirms it; wide and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.at_the_door import (
    WORDS,
    answer_the_test,
    ask,
    decide,
    examine,
    hand_over,
)
from tests.journeys.browser import wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
CORRECTED = {
    "sv": {
        "correct": "Något var fel: rätta det",
        "go_on": "Underrätta mottagaren och gå vidare till prövningen",
        "told": "Det ni fick var fel och rättas",
        "by": "Rättat genom utlämnande U",
        "open": "Öppna",
        "when": "Sett ",
        "not_yet": "Inte sett än.",
    },
    "en": {
        "correct": "Something was wrong: correct it",
        "go_on": "Tell the receiver, and go on to the test",
        "told": "What you were told was wrong and is corrected",
        "by": "Corrected by disclosure U",
        "open": "Open it",
        "when": "Seen ",
        "not_yet": "Not seen yet.",
    },
}


@LANGUAGES
def test_what_was_wrong_is_corrected_and_the_receiver_confirms_it(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    words = WORDS[language] | CORRECTED[language]
    police, probation = page_as(Role.POLICE_ANALYST, language), page_as(Role.PROBATION_OFFICER, language)
    document = examine(probation, ask(police, words, axe), words, axe)
    police.goto(document)
    police.get_by_role("button", name=words["receive"], exact=False).click()
    probation.goto(document)
    probation.get_by_role("link", name=words["correct"]).click()
    probation.locator("#id_what_was_wrong").fill("Fel person kontrollerades")
    probation.locator("fieldset.person-values input[type=text]").first.fill("Nej")
    wide_and_narrow(probation, axe)
    probation.get_by_role("button", name=words["go_on"]).click()
    wide_and_narrow(probation, axe)
    police.reload()  # told the same moment, before the right values have been tested
    expect(police.locator("main")).to_contain_text(words["told"])
    expect(police.locator("main")).to_contain_text("Fel person kontrollerades")
    expect(police.locator("main")).not_to_contain_text(words["by"])
    answer_the_test(probation, "probation_police_duty", words, axe)
    decide(probation, words)
    corrected = hand_over(probation, words, axe)
    police.reload()
    expect(police.locator("main")).to_contain_text(words["by"])
    wide_and_narrow(police, axe)
    probation.goto(document)
    expect(probation.locator("main")).to_contain_text(words["not_yet"])
    police.get_by_role("button", name=words["seen"]).click()
    probation.reload()
    expect(probation.locator("main .alert").filter(has_text=words["told"])).to_contain_text(words["when"])
    wide_and_narrow(probation, axe)
    police.locator(".alert").filter(has_text=words["by"]).get_by_role("link", name=words["open"]).click()
    assert police.url == corrected
    expect(police.locator("main article")).to_contain_text("Nej")
