"""Past incidents in the browser: ten judged by keyboard alone, resumed where one stopped, and a grid for many at once."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import Complaints, wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
TEN = 10


def _make_a_set(page: Page) -> None:
    """From the start page: every incident of the register, judged or not."""
    page.get_by_role("link", name="Past incidents").click()
    page.get_by_role("link", name="New set").click()
    page.get_by_label("Which of them").select_option("all")
    expect(page.locator("#how-many strong")).to_be_visible()
    page.get_by_role("button", name="Make the set").click()
    expect(page.get_by_role("heading", name="What is known")).to_be_visible()


def test_ten_incidents_are_judged_by_keyboard_alone(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    page.get_by_role("link", name="Past incidents").click()
    wide_and_narrow(page, axe)
    page.get_by_role("link", name="New set").click()
    wide_and_narrow(page, axe)
    page.go_back()
    page.goto(re.sub(r"coding/.*", "", page.url))
    _make_a_set(page)
    wide_and_narrow(page, axe)
    for number in range(TEN):
        place = page.locator(".page-lead").inner_text()
        page.keyboard.press("3")  # the victim is no group member
        page.keyboard.press("8")  # nothing is known of the offender
        expect(page.locator("#offender-status")).to_have_value("unknown")
        page.keyboard.press("s")
        expect(page.locator(".page-lead"), f"incident {number + 1} was not saved").not_to_have_text(place)
    stopped = page.url

    page.get_by_role("link", name="Judging past incidents").click()
    expect(page.get_by_text(re.compile("10 of ")).first).to_be_visible()
    page.get_by_role("link", name="Go on").first.click()
    expect(page).to_have_url(stopped)


def test_the_grid_judges_many_and_says_what_is_wrong_at_its_row(
    page_as: OpenPage, complaints: Complaints, axe: Axe
) -> None:
    complaints.expect("422")
    page = page_as(Role.COORDINATOR, "sv")
    page.get_by_role("link", name="Tidigare händelser").click()
    page.get_by_role("link", name="Som rutnät").first.click()
    wide_and_narrow(page, axe)
    rows = page.locator("tr[data-row]")
    first = rows.nth(0).locator("select, input")
    first.nth(0).select_option("confirmed")
    first.nth(2).select_option("none")
    page.get_by_role("button", name="Spara det som ändrats").click()
    expect(page.get_by_text("Inget är sparat än")).to_be_visible()
    rows.nth(0).locator("select").nth(1).select_option("investigation")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("1 sida är bedömd.")).to_be_visible()
