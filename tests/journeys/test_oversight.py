"""The desk of oversight in the browser: a copy is called back, a log review signed, figures released by two people."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.journeys.browser import assert_fits
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
PHONE = {"width": 400, "height": 800}


def _to(page: Page, url_name: str, **parts: object) -> None:
    page.goto(reverse(url_name, kwargs={"programme": "vinterhamn", **parts}))


def _wide_and_narrow(page: Page, axe: Axe) -> None:
    axe(page)
    assert_fits(page)
    wide = page.viewport_size
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    axe(page)
    assert_fits(page)
    assert wide is not None
    page.set_viewport_size(wide)


@pytest.mark.acceptance("S21")
def test_a_copy_is_called_back_and_noted_as_destroyed(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.DATA_PROTECTION_OFFICER, "en")
    _to(page, "exports")
    _wide_and_narrow(page, axe)
    page.get_by_role("link", name="E1", exact=True).click()
    _wide_and_narrow(page, axe)
    page.get_by_label("Why it is called back").fill("Replaced by a newer one")
    page.get_by_role("button", name="Call back").click()
    expect(page.get_by_text("called back, not confirmed")).to_be_visible()
    page.get_by_label("Who at the recipient confirmed").fill("The registrar")
    page.get_by_role("button", name="Note as destroyed").click()
    expect(page.get_by_text("confirmed by The registrar")).to_be_visible()


@pytest.mark.acceptance("S19")
def test_the_log_of_the_police_room_is_judged_and_signed(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "sv")
    _to(page, "log-reviews")
    _wide_and_narrow(page, axe)
    page.locator("tbody th a").first.click()
    _wide_and_narrow(page, axe)
    for choice in page.locator("main select").all():
        choice.select_option("as_it_should")
    page.get_by_role("button", name="Spara bedömningarna").click()
    page.get_by_role("button", name="Underteckna kontrollen").click()
    expect(page.get_by_text("Kontrollen är undertecknad.")).to_be_visible()
    _wide_and_narrow(page, axe)


@pytest.mark.acceptance("S29")
def test_two_people_make_a_table_public_and_everybody_reads_it(
    page_as: OpenPage, visitor: OpenPage, axe: Axe
) -> None:
    page = page_as(Role.PROJECT_LEADER, "en")
    _to(page, "release-new")
    _wide_and_narrow(page, axe)
    page.get_by_label("Title").fill("Serious violence by area")
    page.get_by_label("Table", exact=False).first.select_option("by_area")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("button", name="Release", exact=True)).to_be_disabled()
    _wide_and_narrow(page, axe)
    second = page_as(Role.COORDINATOR, "en")
    second.goto(page.url)
    second.get_by_role("button", name="Release", exact=True).click()
    address = second.get_by_role("link", name="/open/vinterhamn/").get_attribute("href")
    anybody = visitor("sv")
    anybody.goto(str(address))
    expect(anybody.get_by_role("heading", level=1)).to_contain_text("Serious violence by area")
    _wide_and_narrow(anybody, axe)
    anybody.goto("/open/vinterhamn/")
    _wide_and_narrow(anybody, axe)


def test_the_trail_is_ordered_for_an_inspection(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.DATA_PROTECTION_OFFICER, "sv")
    _to(page, "trail")
    page.get_by_label("Vem").select_option(index=1)
    page.get_by_role("button", name="Sök").click()
    expect(page.locator("#lines tbody tr").first).to_be_visible()
    _wide_and_narrow(page, axe)
