"""The weekly review in the browser: prepared, held by keyboard, answered by two at once, locked and printed."""

import io
import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.browser import Complaints, assert_fits, numbered_copy
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]


def _begin_a_review(page: Page, at: str, point: str) -> None:
    """From the start page: plan a review, add a point, begin, and stand on its first open point."""
    page.get_by_role("link", name="Reviews", exact=True).click()
    page.get_by_label("Time").fill(at)
    page.get_by_role("button", name="Plan a meeting").click()
    page.get_by_role("textbox", name="Point").fill(point)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Begin the meeting").click()
    expect(page.locator(".item-rail")).to_be_visible()


def _to_an_incident(page: Page) -> None:
    """Go on until a point about an incident is shown."""
    for link in page.locator(".item-rail a").all():
        link.click()
        if page.locator(".question-conflict").count():
            return
    raise AssertionError("the made-up town's agenda holds no incident")


def _open_point(page: Page, number: int) -> None:
    """Opens the point and waits until it is there: a key pressed earlier would go to the page before."""
    address = page.locator(".item-rail a").nth(number).get_attribute("href")
    page.goto(urljoin(page.url, address or ""))


def _end_every_point(page: Page) -> None:
    page.keyboard.press("Escape")
    for number in range(page.locator(".item-rail a").count()):
        _open_point(page, number)
        if "ended" not in (page.locator(".item-rail a[aria-current]").get_attribute("class") or ""):
            page.get_by_role("button", name="No decision", exact=True).click()
            expect(page.locator(".item-rail a").nth(number)).to_have_class(re.compile("ended"))


def test_a_review_is_held_by_keyboard_locked_and_printed(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.COORDINATOR, "en")
    _begin_a_review(page, "2026-11-20T09:00", "Rehearse the call-in")
    axe(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    last = page.locator(".item-rail a").count()
    page.keyboard.press("g")
    page.keyboard.type(str(last))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rehearse the call-in")

    page.keyboard.press("d")
    page.keyboard.type("Outreach")
    page.keyboard.press("Tab")
    page.keyboard.type("Talk with the messengers")
    page.keyboard.press("Tab")
    page.get_by_label("Who does it").select_option(index=1)
    page.get_by_label("Before").fill("2030-01-02T12:00")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Talk with the messengers")).to_be_visible()
    expect(page.locator(".item-rail a[aria-current]")).to_have_class("ended")

    page.keyboard.press("o")
    page.keyboard.press("1")
    expect(page.locator("#presence .presence-toggle").first).to_have_attribute("aria-pressed", "true")
    if last > 1:
        page.keyboard.press("p")
        expect(page).to_have_title(re.compile(f"point {last - 1}"))
        page.keyboard.press("n")
        expect(page).to_have_title(re.compile(f"point {last}"))

    _end_every_point(page)
    _open_point(page, page.locator(".item-rail a").count() - 1)
    page.keyboard.press("n")
    page.get_by_role("button", name="Lock the minutes").click()
    expect(page.get_by_text("is unchanged")).to_be_visible()
    axe(page)
    page.goto(page.url.rstrip("/") + ".pdf")
    axe(page)
    pdf = PdfReader(io.BytesIO(numbered_copy(page)))
    assert len(pdf.pages) == 1
    assert "Talk with the messengers" in pdf.pages[0].extract_text()


def test_two_people_on_one_incident_see_both_answers_and_choose(
    page_as: OpenPage, complaints: Complaints, axe: Axe
) -> None:
    mine = page_as(Role.COORDINATOR, "en")
    _begin_a_review(mine, "2026-11-20T10:00", "Second meeting")
    _to_an_incident(mine)
    theirs = page_as(Role.POLICE_ANALYST, "en")
    theirs.goto(mine.url)
    theirs.get_by_label("Conflict", exact=True).fill("A debt between two groups")
    theirs.get_by_label("Conflict", exact=True).blur()
    expect(theirs.locator(".question-conflict [role=status]")).to_contain_text("Saved")

    complaints.expect("409")
    mine.get_by_label("Conflict", exact=True).fill("A quarrel at the square")
    mine.get_by_label("Conflict", exact=True).blur()
    clash = mine.locator(".question-conflict [role=alert]")
    expect(clash).to_contain_text("A debt between two groups")
    expect(clash).to_contain_text("A quarrel at the square")
    axe(mine)
    clash.get_by_role("button", name="Save mine instead").click()
    expect(mine.locator(".question-conflict [role=status]")).to_contain_text("Saved")
    theirs.reload()
    expect(theirs.get_by_label("Conflict", exact=True)).to_have_value("A quarrel at the square")


def test_a_point_is_moved_and_decided_without_javascript(page_as: OpenPage) -> None:
    page = page_as(Role.COORDINATOR, "en", java_script_enabled=False)
    page.get_by_role("link", name="Reviews", exact=True).click()
    page.get_by_label("Time").fill("2026-11-20T11:00")
    page.get_by_role("button", name="Plan a meeting").click()
    for title in ("First of all", "Second"):
        page.get_by_role("textbox", name="Point").fill(title)
        page.get_by_role("button", name="Add", exact=True).click()
    count = page.locator(".agenda-line").count()
    page.get_by_role("button", name=f"Move point {count} up").click()
    expect(page.locator(".agenda-line").nth(count - 2)).to_contain_text("Second")
    page.get_by_role("button", name="Begin the meeting").click()
    page.locator(".item-rail a").last.click()
    page.get_by_label("Why nothing is to be done").fill("It can wait")
    page.get_by_role("button", name="No decision", exact=True).click()
    expect(page.get_by_text("It can wait")).to_be_visible()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("opened", ["page_as", "phone_as"])
def test_every_page_of_the_review_is_accessible_and_fits_the_screen(
    request: pytest.FixtureRequest, language: str, opened: str, axe: Axe
) -> None:
    page: Page = request.getfixturevalue(opened)(Role.COORDINATOR, language)
    start = page.url
    pages = [
        start + "reviews/",
        start + "reviews/decisions/?which=all&whose=all",
        start + "reviews/retaliation/",
    ]
    page.goto(pages[0])
    pages += [
        start.split("/p/")[0] + str(page.locator(selector).first.get_attribute("href"))
        for selector in (".list-group-item a", "td a[href$='/minutes/']")
        if page.locator(selector).count()
    ]
    assert len(pages) >= 4
    for address in pages:
        page.goto(address)
        axe(page)
        assert_fits(page)


def test_the_minutes_are_printed_in_swedish(page_as: OpenPage) -> None:
    page = page_as(Role.STEERING_GROUP_MEMBER, "sv")
    page.get_by_role("link", name="Genomgångar", exact=True).click()
    page.locator("td a[href$='/minutes/']").first.click()
    expect(page.get_by_text("är oförändrad")).to_be_visible()
    page.goto(page.url.rstrip("/") + ".pdf")
    pdf = PdfReader(io.BytesIO(numbered_copy(page, "Till pärmen för mötet")))
    assert "Närvarande" in pdf.pages[0].extract_text()
