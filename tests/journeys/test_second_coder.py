"""A second coder in the browser: a sample drawn, judged blind by keyboard, compared, and a difference settled."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.browser import wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role
from vapenvila.web.demo.cast import CAST

Axe = Callable[[Page], None]
TEN = 10


def _draw(page: Page, axe: Axe, coder: str) -> None:
    page.get_by_role("link", name="Past incidents").click()
    wide_and_narrow(page, axe)
    page.get_by_role("link", name="Draw a sample").click()
    today = timezone.localdate()
    page.get_by_label("From", exact=False).fill(f"{today - timedelta(days=3 * 365)}")
    page.get_by_label("To", exact=False).first.fill(f"{today - timedelta(days=60)}")
    page.get_by_label("How many incidents").fill(str(TEN))
    page.get_by_label("Second coder").select_option(label=coder)
    page.get_by_role("button", name="Count first").click()
    expect(page.locator("#how-many strong")).to_be_visible()
    wide_and_narrow(page, axe)
    page.get_by_role("button", name="Draw the sample").click()
    expect(page.get_by_text("is drawn: 10 of")).to_be_visible()


def test_a_sample_is_judged_blind_by_keyboard_and_a_difference_is_settled(
    page_as: OpenPage, axe: Axe
) -> None:
    blind = page_as(Role.PROBATION_OFFICER, "sv")
    coder = CAST[Role.PROBATION_OFFICER].name
    leader = page_as(Role.PROJECT_LEADER, "en")
    _draw(leader, axe, coder)

    blind.reload()
    expect(blind.get_by_text("Händelser att bedöma blint")).to_be_visible()
    blind.get_by_role("link", name="Bedöm blint").click()
    wide_and_narrow(blind, axe)
    incident = re.search(r"samples/[0-9a-f-]+/(\d+)/", blind.url)
    assert incident is not None
    judging = blind.url
    blind.goto(f"{judging.split('/coding/')[0]}/incidents/{incident[1]}/")
    expect(blind.get_by_text("Du bedömer den här händelsen blint")).to_be_visible()
    blind.goto(judging)
    for number in range(TEN):
        place = blind.locator(".page-lead").inner_text()
        blind.keyboard.press("1" if number < 2 else "3")
        if number < 2:
            blind.locator("#victim-basis_kind").select_option("investigation")
            blind.keyboard.press("Escape")
        blind.keyboard.press("8")
        expect(blind.locator("#offender-status")).to_have_value("unknown")
        blind.keyboard.press("s")
        expect(blind.locator(".page-lead"), f"incident {number + 1} was not saved").not_to_have_text(place)
    expect(blind.get_by_role("heading", name="Hur väl stämmer de två överens?")).to_be_visible()
    expect(blind.get_by_text("Ta siffran som en fingervisning")).to_be_visible()
    wide_and_narrow(blind, axe)

    leader.goto(blind.url)
    expect(leader.get_by_role("heading", name="What disagreement does to the results")).to_be_visible()
    leader.get_by_role("link", name="Settle").first.click()
    wide_and_narrow(leader, axe)
    leader.get_by_label("What stands").select_option(index=1)
    leader.get_by_label("Why").fill("Both read the file again and agreed")
    leader.get_by_role("button", name="Settle").click()
    expect(
        leader.get_by_text("Settled. The first and the second judgement stay in the history.")
    ).to_be_visible()
    expect(leader.get_by_text("Both read the file again and agreed")).to_be_visible()
