"""Problem analysis in the browser: the analyst asks, the worker makes it, the steering group reads it and takes it out."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import Complaints, numbered_copy, wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]


def test_the_steering_group_reads_what_the_analyst_had_made(
    page_as: OpenPage, axe: Axe, complaints: Complaints
) -> None:
    complaints.expect("422")
    page = page_as(Role.POLICE_ANALYST, "en")
    page.get_by_role("link", name="Problem analysis").click()
    page.get_by_role("link", name="Make a new one").click()
    wide_and_narrow(page, axe)
    page.get_by_label("People who live here").fill("64000")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("one without the other misleads")).to_be_visible()
    page.get_by_label("The day it was true").fill("2025-12-31")
    page.get_by_label("Who says so").fill("Made-up census")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"The problem analysis is made as no\. \d+"))).to_be_visible(
        timeout=180_000
    )
    wide_and_narrow(page, axe)

    board = page_as(Role.STEERING_GROUP_MEMBER, "sv")
    board.get_by_role("link", name="Problemanalys").click()
    expect(board.locator("#premise")).to_contain_text("gruppvåldsintervention")
    short = board.locator("section", has=board.get_by_role("heading", name="I korthet"))
    strict = short.get_by_role("row").filter(has_text="Grupprelaterat, strikt")
    expect(strict).to_contain_text("95 % gränser")
    expect(strict).to_contain_text("om inget okänt räknas")
    expect(
        board.get_by_text("Påhittad folkräkning").or_(board.get_by_text("Made-up census")).first
    ).to_be_visible()
    expect(board.get_by_role("link", name="Gör en ny")).to_have_count(0)
    expect(board.locator(".chart-drawing svg").first).to_be_visible()
    wide_and_narrow(board, axe)

    board.get_by_role("link", name="Som PDF").click()
    assert numbered_copy(board, "Beslut om metoden i mars")[:4] == b"%PDF"


def test_without_javascript_the_charts_are_drawings_with_tables(page_as: OpenPage) -> None:
    page = page_as(Role.EVALUATOR, "en", java_script_enabled=False)
    page.get_by_role("link", name="Problem analysis").click()
    drawing = page.locator("noscript img, img.chart-image").first
    expect(drawing).to_be_visible(timeout=60_000)  # it has no size before it is drawn
    assert drawing.evaluate("image => image.naturalWidth") > 100
    page.get_by_text("The same as a table").first.click()
    expect(page.locator("details[open] table").first).to_be_visible()
