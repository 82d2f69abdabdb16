"""What stops at the door by itself and waits for the named manager: everybody in a group, and somebody who is leaving one."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.at_the_door import DOOR, WORDS, answer_the_test, choose_agency, write
from tests.journeys.browser import Complaints, wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
LEAVING = {"sv": ("Avhoppare Ett", "19931217-2381"), "en": ("Avhoppare Två", "20000103-2382")}
STOP = {
    "sv": {
        "group": "Stoppad: en hel lista över personer, eller alla i en grupp, begärs.",
        "leaving": "Stopp: en avhopparklient eller någon under skydd.",
        "no_ground": "Ingen rättslig grund räcker för alla dessa uppgifter",
        "only_manager": "En utpekad chef beslutar om detta. Det väntar tills chefen har beslutat.",
        "lay": "Lägg fram för den utpekade chefen",
        "waits": "väntar på den utpekade chefen",
        "for_you": "Väntar på dig som utpekad chef",
        "being_examined": "Den prövas. Hur den prövas stannar i den andra aktörens rum.",
        "instead": "Avslå i stället",
        "refuse": "Avslå",
        "refused": "Begäran avslogs.",
    },
    "en": {
        "group": "Stopped: a whole list of persons, or everybody in a group, is asked for.",
        "leaving": "Stop: an exit client or somebody under protection.",
        "no_ground": "No legal ground reaches all these fields",
        "only_manager": "A named manager decides on this. It waits until the manager has decided.",
        "lay": "Lay it before the named manager",
        "waits": "waits for the named manager",
        "for_you": "Waits for you as named manager",
        "being_examined": "It is being examined. How it is examined stays in the other agency's room.",
        "instead": "Refuse instead",
        "refuse": "Refuse",
        "refused": "The request was refused.",
    },
}


@pytest.fixture
def colleague(page_as: OpenPage) -> Callable[[str, str], Page]:
    """Opens the pages of one more social worker, who is no named manager; the administrator gives the account."""

    def open_for(name: str, language: str) -> Page:
        email = f"{name.lower()}.{language}@vinterhamn.example"
        page = page_as(Role.ADMINISTRATOR, language)
        page.goto("/p/vinterhamn/people/new/")
        page.locator("#id_name").fill(f"{name} Gissning")
        page.locator("#id_email").fill(email)
        page.locator("#id_language").select_option(language)
        choose_agency(page, "Socialtjänsten")
        page.locator("input[name=roles][value=social_worker]").check()
        page.locator("main form button.btn-primary").click()
        page.wait_for_url(re.compile(r"/people/$"))
        return page_as(email, language)

    return open_for


def _ask(page: Page, words: dict[str, str], field: str, persons: str = "") -> str:
    page.goto(f"{DOOR}ask/")
    choose_agency(page, "Socialtjänsten")
    page.locator("#id_persons").fill(persons)
    page.locator(f"input[name=fields_wanted][value={field}]").check()
    page.locator("#id_purpose").fill("Påhittat behov")
    page.get_by_role("button", name=words["send"]).click()
    if page.locator("#id_recipient_confirmed").count():  # seldom asked before: the asker looks twice
        page.locator("#id_recipient_confirmed").check()
        page.get_by_role("button", name=words["send"]).click()
    expect(page.locator("main")).to_contain_text(words["being_examined"])
    return page.url


def _refuse(page: Page, words: dict[str, str], told: str) -> None:
    page.get_by_text(words["instead"], exact=True).click()
    page.locator("#id_told").fill(told)
    page.locator("#id_reasons").fill("Påhittade skäl som stannar i rummet")
    page.get_by_role("button", name=words["refuse"], exact=True).click()


def _laid_before_the_manager(page: Page, words: dict[str, str], axe: Axe) -> None:
    """A colleague cannot end it, not even by refusing, and lays it before the manager."""
    _refuse(page, words, "Nej")
    expect(page.locator("#messages")).to_contain_text(words["only_manager"])
    page.get_by_role("button", name=words["lay"]).click()
    expect(page.locator("main")).to_contain_text(words["waits"])
    wide_and_narrow(page, axe)


def _the_manager_refuses(manager: Page, examination: str, words: dict[str, str], axe: Axe) -> None:
    expect(manager.locator("main")).to_contain_text(words["for_you"])
    wide_and_narrow(manager, axe)
    manager.goto(examination)
    _refuse(manager, words, "Vi lämnar inte ut detta")
    wide_and_narrow(manager, axe)


def _the_asker_learns_no_more(page: Page, words: dict[str, str], stop: str, axe: Axe) -> None:
    page.reload()
    expect(page.locator("main")).to_contain_text(words["being_examined"])
    expect(page.locator("main")).not_to_contain_text(stop)
    wide_and_narrow(page, axe)


def _the_asker_is_refused(page: Page, words: dict[str, str]) -> None:
    page.reload()
    expect(page.locator("main")).to_contain_text(words["refused"])
    expect(page.locator("main")).to_contain_text("Vi lämnar inte ut detta")
    expect(page.locator("main")).not_to_contain_text("Påhittade skäl")


@pytest.mark.acceptance("S6")
@LANGUAGES
def test_a_search_on_a_whole_group_in_social_services_stops_and_waits_for_the_named_manager(
    page_as: OpenPage, colleague: Callable[[str, str], Page], axe: Axe, complaints: Complaints, language: str
) -> None:
    complaints.expect("422")  # an agency seldom asked: the page asks to look twice
    words = WORDS[language] | STOP[language]
    police = page_as(Role.POLICE_ANALYST, language)
    asked = _ask(police, words, "everybody_in_a_group")
    worker = colleague("Gerda", language)
    worker.goto(asked)
    worker.get_by_role("button", name=words["examine"]).click()
    expect(worker.locator("main")).to_contain_text(words["group"])
    expect(worker.locator("main")).to_contain_text(words["no_ground"])
    wide_and_narrow(worker, axe)
    _the_asker_learns_no_more(police, words, words["group"], axe)
    _laid_before_the_manager(worker, words, axe)
    _the_asker_learns_no_more(police, words, words["waits"], axe)
    _the_manager_refuses(page_as(Role.SOCIAL_WORKER, language), worker.url, words, axe)
    _the_asker_is_refused(police, words)


def _registered_under_protection(page: Page, name: str, number: str) -> None:
    """The manager's own room knows the person as one who is leaving a group."""
    given, surname = name.split()
    page.goto("/p/vinterhamn/persons/new/")
    page.locator("#id_given_name").fill(given)
    page.locator("#id_surname").fill(surname)
    page.locator("#id_personnummer").fill(number)
    page.locator("#id_mark").select_option("other")
    page.locator("#id_protective_track").check()
    page.locator("#id_need").fill("Stöd ut ur gruppen")
    page.locator("#id_source").fill("Påhittad ansökan")
    page.locator("#id_source_on").fill("2026-01-02")
    page.locator("main form[method=post] button.btn-primary").last.click()
    if page.locator("#id_someone_else").count():
        page.locator("#id_someone_else").check()
        page.locator("main form[method=post] button.btn-primary").last.click()
    page.wait_for_url(re.compile(r"/persons/[0-9a-f-]{36}/$"))


@pytest.mark.acceptance("S6")
@LANGUAGES
def test_contact_data_on_somebody_who_is_leaving_a_group_stop_and_wait_for_the_named_manager(
    page_as: OpenPage, colleague: Callable[[str, str], Page], axe: Axe, complaints: Complaints, language: str
) -> None:
    complaints.expect("422")
    words, (name, number) = WORDS[language] | STOP[language], LEAVING[language]
    manager = page_as(Role.SOCIAL_WORKER, language)
    _registered_under_protection(manager, name, number)
    police = page_as(Role.POLICE_ANALYST, language)
    asked = _ask(police, words, "phone", f"{name}; {number.replace('-', '')}")
    worker = colleague("Gunnar", language)
    worker.goto(asked)
    worker.get_by_role("button", name=words["examine"]).click()
    expect(worker.locator("main")).to_contain_text(words["leaving"])  # nobody had to tick anything
    write(worker, words, "00-00")
    answer_the_test(worker, "contact_data", words, axe)
    expect(worker.get_by_role("button", name=words["decide"])).to_be_disabled()
    expect(worker.locator(".with-reason")).to_contain_text([words["only_manager"]])
    wide_and_narrow(worker, axe)
    _laid_before_the_manager(worker, words, axe)
    _the_asker_learns_no_more(police, words, words["leaving"], axe)
    manager.goto("/")
    _the_manager_refuses(manager, worker.url, words, axe)
    _the_asker_is_refused(police, words)
