"""Steps at the door that several journeys take: ask, take up, write, test, decide, hand over."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import wide_and_narrow
from tests.web.disclosures.door import passing_answers

Axe = Callable[[Page], None]
DOOR = "/p/vinterhamn/disclosures/"

WORDS = {
    "en": {
        "ask": "Ask an agency", "agency": "Agency", "persons": "Persons", "field": "Whether under supervision",
        "purpose": "What you need it for", "send": "Send the request", "asked": "being examined",
        "examine": "Examine it", "write": "Write it down", "reasons": "Reasons", "keep": "Keep the answers",
        "decide": "I decide that it may leave", "see": "See exactly what leaves",
        "over": "Hand over to", "receive": "Take it in", "recall": "Recall", "why": "Why it is recalled",
        "gone": "has recalled this disclosure", "destroyed": "What was done with each copy",
        "confirm": "Confirm: copies destroyed", "answer": "Read the answer",
        "seen": "Confirm: we have seen this and looked at our copies",
    },
    "sv": {
        "ask": "Fråga en aktör", "agency": "Aktör", "persons": "Personer",
        "field": "Om personen står under övervakning", "purpose": "Vad du behöver det till", "send": "Skicka begäran",
        "asked": "prövas", "examine": "Pröva den", "write": "Skriv ner", "reasons": "Skäl", "keep": "Spara svaren",
        "decide": "Jag beslutar att det får lämnas ut", "see": "Se exakt vad som lämnas ut",
        "over": "Lämna ut till", "receive": "Ta emot", "recall": "Återkalla", "why": "Varför det återkallas",
        "gone": "har återkallat utlämnandet", "destroyed": "Vad som gjordes med varje kopia",
        "confirm": "Bekräfta: kopiorna är förstörda", "answer": "Läs svaret",
        "seen": "Bekräfta: vi har sett detta och gått igenom våra kopior",
    },
}  # fmt: skip


def choose_agency(page: Page, begins: str) -> None:
    """Choose the agency whose name begins so, in whatever list of agencies or rooms the form has."""
    choice = page.locator("#id_to_room, #id_room")
    value = choice.locator("option", has_text=begins).first.get_attribute("value")
    choice.select_option(value)


def ask(page: Page, words: dict[str, str], axe: Axe) -> str:
    """Police ask probation whether somebody is under supervision; the address of the request."""
    page.goto(DOOR)
    wide_and_narrow(page, axe)
    page.get_by_role("link", name=words["ask"]).click()
    wide_and_narrow(page, axe)
    page.get_by_label(words["agency"]).select_option(label="Frivården Vinterhamn")
    page.locator("#id_persons").fill("Test Testsson; 19900602-2397; R-1")
    page.get_by_label(words["field"]).check()
    page.get_by_label(words["purpose"]).fill("Samtal i februari")
    page.get_by_role("button", name=words["send"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("B")
    wide_and_narrow(page, axe)
    return page.url


def write(page: Page, words: dict[str, str], value: str = "Ja") -> None:
    """Every field of every person, and write it down."""
    for field in page.locator("fieldset.person-values input[type=text]").all():
        field.fill(value)
    page.get_by_role("button", name=words["write"]).click()


def answer_the_test(page: Page, code: str, words: dict[str, str], axe: Axe, *, consent: str = "") -> None:
    """Choose this ground, the consent of this name where it rests on one, and answer its questions so that it opens."""
    page.locator(f"a[href$='/ground/{code}/']").click()
    if consent:
        offered = page.locator("#id_consent option", has_text=consent)
        page.locator("#id_consent").select_option(offered.get_attribute("value"))
    for question, answer in passing_answers(code).items():
        page.locator(f"input[name='q-{question}'][value='{answer}']").check()
    page.get_by_label(words["reasons"]).fill("Behövs")
    wide_and_narrow(page, axe)
    page.get_by_role("button", name=words["keep"]).click()


def decide(page: Page, words: dict[str, str]) -> None:
    """Decide that it may leave."""
    page.get_by_role("button", name=words["decide"]).click()


def hand_over(page: Page, words: dict[str, str], axe: Axe) -> str:
    """See exactly what leaves, look twice where it is asked for, hand it over; the address of the document."""
    page.get_by_role("link", name=words["see"]).click()
    wide_and_narrow(page, axe)
    if page.locator("#confirmed").count():
        page.locator("#confirmed").check()
    page.get_by_role("button", name=words["over"], exact=False).click()
    wide_and_narrow(page, axe)
    return page.url


def examine(page: Page, asked: str, words: dict[str, str], axe: Axe) -> str:
    """Probation takes the request up and answers it; the address of the document."""
    page.goto(asked)
    page.get_by_role("button", name=words["examine"]).click()
    write(page, words)
    wide_and_narrow(page, axe)
    answer_the_test(page, "probation_police_duty", words, axe)
    decide(page, words)
    return hand_over(page, words, axe)
