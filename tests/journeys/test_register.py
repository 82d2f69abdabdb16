"""The register in the real browser: typing and pasting rows without a mouse, filtering, and two people at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import Complaints, assert_accessible
from vapenvila.rules.roles import Role

OpenPage = Callable[..., Page]
REGISTER = "/p/vinterhamn/incidents/"
COPIED = [
    ["Explosion", "2026-03-15", "03:10", "", '"Kajen, södra"'],
    ["Arson", "2026-03-16", "04:00", "05:30", "Torget"],
]
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_rows_are_typed_and_pasted_without_a_mouse(page_as: OpenPage) -> None:
    page = page_as(Role.COORDINATOR, "en")
    page.goto(f"{REGISTER}grid/")
    days, clocks, places = (page.locator(f'input[name="{name}"]') for name in ("day", "clock", "place"))
    days.first.focus()
    page.keyboard.type("2026-03-14")
    page.keyboard.press("Tab")
    page.keyboard.type("22:30")
    page.keyboard.press("Enter")
    expect(clocks.nth(1)).to_be_focused()
    page.keyboard.press("Control+d")
    expect(clocks.nth(1)).to_have_value("22:30")
    page.keyboard.press("ArrowUp")
    expect(clocks.first).to_be_focused()
    page.locator('select[name="kind"]').nth(1).focus()
    page.evaluate(PASTE, "\n".join(["\t".join(line) for line in COPIED]))
    expect(places.nth(1)).to_have_value("Kajen, södra")
    expect(page.locator('select[name="kind"]').nth(2)).to_have_value("arson")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("3 incidents are in the register.")).to_be_visible()


def test_a_wrong_row_is_told_and_nothing_is_saved(phone_as: OpenPage, complaints: Complaints) -> None:
    complaints.expect("422")  # the answer to rows that are not right
    page = phone_as(Role.COORDINATOR, "sv")
    page.goto(f"{REGISTER}grid/")
    page.locator('input[name="day"]').first.fill("2026-02-30")
    page.locator('input[name="clock"]').first.fill("22:30")
    page.get_by_role("button", name="Spara alla rader").click()
    expect(page.get_by_role("alert")).to_contain_text("Inget är sparat än: 1 rad behöver rättas.")
    expect(page.locator('input[name="day"]').first).to_be_focused()
    assert_accessible(page)


def test_a_choice_in_the_filter_swaps_the_table_and_stands_in_the_address(page_as: OpenPage) -> None:
    page = page_as(Role.POLICE_OFFICER, "en")
    page.goto(REGISTER)
    page.get_by_role("checkbox", name="Arson").check()
    expect(page.get_by_role("link", name="Take away Kind: Arson")).to_be_visible()
    page.wait_for_url("**kind=arson**")
    assert_accessible(page)
    page.get_by_role("link", name="Place", exact=True).click()
    expect(page.get_by_role("columnheader", name="Place")).to_have_attribute("aria-sort", "ascending")
    page.wait_for_url("**sort=place**")
    page.go_back()
    expect(page.get_by_role("heading", name="Incidents", level=1)).to_be_visible()


def test_the_register_works_without_javascript(page_as: OpenPage) -> None:
    page = page_as(Role.POLICE_ANALYST, "en", java_script_enabled=False)
    page.goto(REGISTER)
    page.get_by_role("checkbox", name="Shooting").check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("link", name="Take away Kind: Shooting")).to_be_visible()
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", name="History")).to_be_visible()


def test_two_people_at_once_get_a_choice_and_nothing_is_lost(
    page_as: OpenPage, complaints: Complaints
) -> None:
    complaints.expect("409")  # the conflict is what is shown here
    mine, theirs = page_as(Role.COORDINATOR, "en"), page_as(Role.POLICE_ANALYST, "en")
    for page in (mine, theirs):
        page.goto(f"{REGISTER}3/edit/")
    theirs.get_by_label("Place", exact=True).fill("Bryggan")
    theirs.get_by_label("Why is it changed?").fill("Heard from the patrol.")
    theirs.get_by_role("button", name="Save").click()
    mine.get_by_label("Place", exact=True).fill("Kajen")
    mine.get_by_label("Why is it changed?").fill("Checked on the map.")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("heading", name="Two changes of incident #3 at once")).to_be_visible()
    assert_accessible(mine)
    mine.get_by_role("radio", name="Bryggan").check()
    mine.get_by_role("button", name="Save the chosen facts").click()
    expect(mine.get_by_role("heading", name="History")).to_be_visible()
    expect(mine.get_by_text("Heard from the patrol.")).to_be_visible()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_history_of_a_reclassified_incident_is_found(phone_as: OpenPage, language: str) -> None:
    page = phone_as(Role.POLICE_ANALYST, language)
    page.goto(f"{REGISTER}?state=unfounded")
    page.locator("tbody th a").first.click()
    expect(page.locator(".history del").first).to_be_attached()
    assert_accessible(page)
