"""Map, calendar, timeline and charts in the real browser: wide, on a phone, light, dark, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import PHONE, wide_and_narrow
from vapenvila.rules.roles import Role

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_filtered_set_is_drawn_in_every_shape(
    page_as: OpenPage, axe: Callable[[Page], None], language: str
) -> None:
    page = page_as(Role.COORDINATOR, language)
    page.locator('a.menu-link[href$="/incidents/"]').click()
    for address, drawn in {
        "map/": "#map canvas, #map svg.map-outline",
        "calendar/": "table.calendar-table >> nth=11",
        "timeline/": "svg.time-lanes",
        "charts/": "#chart-hours-title",
    }.items():
        page.locator(f'nav.tabs-of-pages a[href*="/incidents/{address}"]').click()
        expect(page.locator(drawn).first).to_be_visible()
        wide_and_narrow(page, axe)


def test_charts_are_drawn_from_their_specification_in_light_and_dark(
    page_as: OpenPage, axe: Callable[[Page], None]
) -> None:
    page = page_as(Role.EVALUATOR, "en")
    page.get_by_role("link", name="Figures", exact=True).click()
    expect(page.locator(".chart-drawing svg")).to_have_count(5)
    ink = 'getComputedStyle(document.querySelector(".chart-drawing svg text")).fill'
    light = page.evaluate(ink)
    page.locator("[data-theme-toggle]").click()
    assert page.evaluate(ink) != light
    wide_and_narrow(page, axe)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_table_stands_beside_each_chart(page_as: OpenPage) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    page.get_by_role("link", name="Figures", exact=True).click()
    expect(page.locator("#chart-hours-title")).to_be_visible()
    page.locator(".chart-months summary").click()
    assert page.locator(".chart-months tbody tr").count() > 12


def test_without_javascript_the_same_is_read_and_seen(page_as: OpenPage, browser: Browser) -> None:
    page = page_as(Role.COORDINATOR, "sv")
    state = page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, viewport=PHONE)
    plain = context.new_page()
    plain.goto(f"{page.url}incidents/charts/?hours=1")
    images = plain.locator("img.chart-image")
    expect(images).to_have_count(5)
    for image in images.all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
    plain.goto(f"{page.url}incidents/map/")
    expect(plain.locator("svg.map-outline")).to_be_visible()
    expect(plain.locator(".menu-list")).to_be_visible()
    context.close()
