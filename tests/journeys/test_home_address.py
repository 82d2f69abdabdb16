"""Where a reader lives: written in the own account, marked in the log review, judged and signed by somebody else."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.at_the_door import choose_agency
from tests.journeys.browser import PHONE, Complaints, assert_fits, wide_and_narrow
from tests.journeys.city_server import CityServer
from tests.journeys.conftest import OpenPage, change_language
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
HOME, AS_NOTED, NEXT_DOOR = (
    "Påhittsgatan 12 B",
    "påhittsgatan 12b, lgh 1203, 123 45 Vinterhamn",
    "Påhittsgatan 12 C",
)
REVIEWER = "rita.granskning@vinterhamn.example"
# What the night after the month does, on the last evening of it.
THE_MONTH_IS_OVER = """
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
import django; django.setup()
from django.utils import timezone
from vapenvila.web.oversight.log_reviews import make_log_review
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.acting import acting
now = timezone.now()
room = Room.objects.select_related("programme").get(agency__kind="police", programme__slug="vinterhamn")
with acting(programmes=[room.programme.pk], room=room.pk):
    print(make_log_review(room=room, month=timezone.localdate(now).replace(day=1), seed=20264, at=now))
"""

WORDS = {
    "sv": {
        "street": "Gata och nummer där du bor", "none": "Ingen adress är sparad.", "kept": "En adress är sparad.",
        "number": "Skriv gatan och dess nummer.", "saved": "Ditt konto är sparat.",
        "forget": "Ta bort den sparade adressen",
        "marked": "personen har läsarens adress", "own": "Dina egna åtkomster finns i urvalet.",
        "note_first": "Skriv en anteckning", "keep": "Spara bedömningarna", "sign": "Underteckna kontrollen",
        "signed": "0 oklara, 1 obehöriga", "changed": "Konto ändrat",
    },
    "en": {
        "street": "Street and number where you live", "none": "No address is kept.", "kept": "An address is kept.",
        "number": "Write the street and its number.", "saved": "Your account is saved.",
        "forget": "Forget the address that is kept",
        "marked": "the person has the reader's address", "own": "Your own accesses are in this sample.",
        "note_first": "Write a note", "keep": "Keep the judgements", "sign": "Sign the review",
        "signed": "0 unclear, 1 unauthorised", "changed": "Account changed",
    },
}  # fmt: skip


def _in(page: Page, language: str, city: CityServer) -> None:
    change_language(page, language, city.address)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", language)


def _written_by_keyboard(page: Page, words: dict[str, str], axe: Axe) -> None:
    """A street alone is refused in words, street and number are kept; neither the mouse nor a second look at it."""
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text(words["none"])
    wide_and_narrow(page, axe)
    page.locator("#id_language").focus()
    page.keyboard.press("Tab")
    street = page.get_by_label(words["street"])
    expect(street).to_be_focused()
    page.keyboard.type("Påhittsgatan")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(words["number"])
    wide_and_narrow(page, axe)
    street.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(HOME)
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text(words["saved"])
    _kept_and_not_shown(page, words, axe)


def _kept_and_not_shown(page: Page, words: dict[str, str], axe: Axe) -> None:
    expect(page.locator("main")).to_contain_text(words["kept"])
    assert "Påhittsgatan" not in page.content()
    wide_and_narrow(page, axe)


def _registered_at(page: Page, surname: str, address: str) -> str:
    """Register somebody made up who lives there; the address of the record."""
    page.goto("/p/vinterhamn/persons/new/")
    for field, text in {
        "given_name": "Granne", "surname": surname, "birth_date": "1988-03-04", "address": address,
        "need": "Påhittat behov", "source": "Påhittad källa", "source_on": "2026-01-02",
    }.items():  # fmt: skip
        page.locator(f"#id_{field}").fill(text)
    page.locator("#id_mark").select_option("witness")
    page.locator("main form[method=post] button.btn-primary").last.click()
    if page.locator("#id_someone_else").count():
        page.locator("#id_someone_else").check()
        page.locator("main form[method=post] button.btn-primary").last.click()
    page.wait_for_url(re.compile(r"/persons/[0-9a-f-]{36}/$"))
    return page.url


def _somebody_new_in_the_police(page: Page) -> None:
    """Whoever has read nothing yet is in no sample; the administrator gives the account."""
    page.goto("/p/vinterhamn/people/new/")
    page.locator("#id_name").fill("Rita Granskning")
    page.locator("#id_email").fill(REVIEWER)
    page.locator("#id_language").select_option("en")
    choose_agency(page, "Polis")
    page.locator("input[name=roles][value=police_officer]").check()
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/people/$"))


def _opened_review(page: Page, month: str) -> None:
    page.goto("/p/vinterhamn/log-reviews/")
    page.locator("tbody th a", has_text=month).click()


def _accesses_to(page: Page, record: str) -> Locator:
    link = page.locator(f"a[href$='{record.removesuffix('/')[-36:]}/']")
    return page.locator("li.list-group-item", has=link)


def _judged(page: Page, words: dict[str, str], marked: Locator, axe: Axe) -> None:
    """Everything is as it should be but the marked access; an unauthorised one asks for a note, and nothing is lost."""
    for choice in page.locator("main select").all():
        choice.select_option("as_it_should")
    marked.get_by_role("combobox").select_option("unauthorised")
    page.get_by_role("button", name=words["keep"]).click()
    expect(page.get_by_role("alert")).to_contain_text(words["note_first"])
    expect(marked.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    axe(page)
    marked.get_by_role("textbox").fill("Anmält till chefen")
    page.get_by_role("button", name=words["keep"]).press("Enter")


@pytest.mark.acceptance("S19")
def test_a_record_opened_at_the_readers_own_address_is_marked_and_somebody_else_signs(
    page_as: OpenPage, phone_as: OpenPage, city_server: CityServer, axe: Axe, complaints: Complaints
) -> None:
    complaints.expect("422")  # an unauthorised access without a note
    swedish, english = WORDS["sv"], WORDS["en"]
    officer = page_as(Role.POLICE_OFFICER, "sv")
    _written_by_keyboard(officer, swedish, axe)
    _in(officer, "en", city_server)
    _kept_and_not_shown(officer, english, axe)
    analyst = page_as(Role.POLICE_ANALYST, "sv")
    at_home = _registered_at(analyst, "Påhittgranne", AS_NOTED)
    next_door = _registered_at(analyst, "Påhittnästgårds", NEXT_DOOR)
    for record in (at_home, next_door):
        officer.goto(record)
    _somebody_new_in_the_police(page_as(Role.ADMINISTRATOR, "sv"))
    drawn = city_server.run("-c", THE_MONTH_IS_OVER)
    assert drawn.returncode == 0, drawn.stderr
    month = drawn.stdout.strip()
    _opened_review(officer, month)
    expect(officer.locator("main")).to_contain_text(english["own"])
    expect(officer.locator("main")).not_to_contain_text(english["marked"])
    reviewer = phone_as(REVIEWER, "en")
    _opened_review(reviewer, month)
    marked = _accesses_to(reviewer, at_home).filter(has_text="Orvar Saga")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text(english["marked"])
    expect(_accesses_to(reviewer, next_door).filter(has_text=english["marked"])).to_have_count(0)
    expect(reviewer.locator("li.list-group-item", has_text=english["marked"])).to_have_count(1)
    _in(reviewer, "sv", city_server)
    expect(marked).to_contain_text(swedish["marked"])
    wide_and_narrow(reviewer, axe)
    reviewer.set_viewport_size(PHONE)
    _judged(reviewer, swedish, marked, axe)
    reviewer.get_by_role("button", name=swedish["sign"]).press("Enter")
    expect(reviewer.locator("main")).to_contain_text(swedish["signed"])
    assert_fits(reviewer)
    officer_board = page_as(Role.DATA_PROTECTION_OFFICER, "sv")
    officer_board.goto("/p/vinterhamn/log-reviews/")
    of_the_month = officer_board.locator("th", has_text=month)
    row = officer_board.locator("tbody tr", has=of_the_month).filter(has_text="Polis")
    expect(row).to_contain_text(swedish["signed"])
    expect(officer_board.locator("main")).not_to_contain_text("Påhittsgatan")


def test_the_address_that_is_kept_is_forgotten_when_its_owner_says_so(page_as: OpenPage, axe: Axe) -> None:
    page, words = page_as(Role.PROBATION_OFFICER, "en"), WORDS["en"]
    page.goto("/account/")
    page.get_by_label(words["street"]).fill(HOME)
    page.keyboard.press("Enter")
    _kept_and_not_shown(page, words, axe)
    page.get_by_label(words["forget"]).press("Space")
    page.get_by_label(words["street"]).press("Enter")
    expect(page.locator("main")).to_contain_text(words["none"])
    page.goto("/account/trail/")
    expect(page.locator("main tbody tr").first).to_contain_text(words["changed"])
