"""Retaliation chains in the browser: read, dismissed and taken back, linked from the page of an incident."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]


def test_a_chain_is_read_and_a_suggestion_dismissed_and_taken_back(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.COORDINATOR, "en")
    page.get_by_role("link", name="Retaliation chains").click()
    wide_and_narrow(page, axe)
    listed = page.url
    page.goto(listed + "?period=1096")
    page.locator("#chains thead").get_by_role("link", name="Days").press("Enter")
    expect(page.locator("#chains th[aria-sort=ascending]")).to_have_text("Days")
    page.locator("#chains thead").get_by_role("link", name="Days").press("Enter")
    expect(page.locator("#chains th[aria-sort=descending]")).to_have_text("Days")
    page.locator("#chains tbody a").first.click()
    expect(page.locator(".chain-drawing")).to_be_visible()
    expect(page.locator("#story > li").nth(1)).to_be_visible()
    wide_and_narrow(page, axe)
    page.goto(f"{listed}chance/?period=all")
    expect(page.locator("#beside-chance")).to_be_visible()
    expect(page.locator("#chart-wide .chart-drawing svg")).to_be_visible()
    wide_and_narrow(page, axe)
    page.goto(listed + "?period=all&days=90")
    page.locator(".chain-suggestions").get_by_role("link", name="Dismiss").first.click()
    wide_and_narrow(page, axe)
    page.get_by_label("Why it is no answer").fill("Another matter, by the look of the investigation.")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("Dismissed. The pair is not suggested again")).to_be_visible()
    page.locator("#dismissed summary").click()
    row = page.locator("#dismissed tr", has_text="by the look of the investigation")
    row.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("The dismissal is taken back.")).to_be_visible()


def test_two_incidents_are_linked_from_the_page_of_the_later(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "sv")
    page.get_by_role("link", name="Vedergällningskedjor").click()
    page.goto(page.url + "?period=all&days=90")
    pair = page.locator(".chain-suggestions .card").first.locator(".chain-pair a")
    earlier = pair.nth(0).inner_text().removeprefix("#")
    pair.nth(1).click()
    page.get_by_role("link", name="Länka till händelsen den svarar på").click()
    wide_and_narrow(page, axe)
    page.get_by_label("Den tidigare händelsen, nummer").fill(earlier)
    page.get_by_role("button", name="Länka de två").click()
    expect(page.get_by_text("Länkade. Länken kan tas tillbaka")).to_be_visible()
    expect(page.locator(".chain-drawing")).to_be_visible()
