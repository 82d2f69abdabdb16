"""A group audit in the browser: two agencies disagree, the grid by keyboard, the paper form, the table, the difference."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.browser import Complaints, numbered_copy, wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]


def _to_the_running_audit(page: Page, menu: str, name: str) -> None:
    page.get_by_role("link", name=menu, exact=True).first.click()
    page.get_by_role("link", name=name).click()


def _hand_in(page: Page) -> None:
    page.get_by_label("Who comes to the meeting").fill("Analyst")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handed in.")).to_be_visible()


def test_police_print_the_form_and_hand_in_without_seeing_anybody_elses_answer(
    page_as: OpenPage, axe: Axe
) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    page.get_by_role("link", name="Group audits", exact=True).first.click()
    expect(page.get_by_text("K09")).to_be_visible()
    wide_and_narrow(page, axe)
    page.get_by_role("link", name="Plan an audit").click()
    wide_and_narrow(page, axe)
    page.go_back()
    page.get_by_role("link", name="Audit no. 3").click()
    wide_and_narrow(page, axe)
    page.get_by_role("link", name="Paper form").click()
    assert numbered_copy(page, "To answer on paper first").startswith(b"%PDF")
    page.go_back()
    page.locator("tbody a").first.click()
    wide_and_narrow(page, axe)
    expect(page.get_by_text("They lie still").first).to_be_attached()
    assert page.locator("#id_size_low").input_value() != "4"  # what the municipality answered
    page.get_by_role("link", name="Audit no. 3").click()
    _hand_in(page)


def test_the_municipality_types_the_paper_back_by_keyboard_alone(
    page_as: OpenPage, complaints: Complaints, axe: Axe
) -> None:
    complaints.expect("422")
    page = page_as(Role.COORDINATOR, "sv")
    _to_the_running_audit(page, "Gruppgenomgångar", "Genomgång nr 3")
    page.get_by_role("link", name="Snabbtabell").click()
    wide_and_narrow(page, axe)
    row = page.locator("tr[data-row]").nth(4)
    row.locator("input, select").nth(2).focus()  # the home area
    page.keyboard.type("Norra kajen")
    page.keyboard.press("Tab")
    page.keyboard.type("många")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("1, 3")
    for key in ("Tab", "Tab", "Tab", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("B")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Rad 5, Storlek: Skriv ett tal, eller två med streck: 10-20.")).to_be_visible()
    axe(page)
    wrong = page.locator("input.is-invalid")
    wrong.focus()
    wrong.fill("")
    page.keyboard.type("10-20")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("1 rad är sparad.")).to_be_visible()
    page.get_by_role("link", name="Till genomgången").click()
    page.get_by_label("Vilka som kommer till mötet").fill("Samordnare")
    page.get_by_role("button", name="Lämna in").click()
    expect(page.get_by_text("Inlämnat.")).to_be_visible()


def test_the_room_settles_freezes_and_sees_the_difference(
    page_as: OpenPage, complaints: Complaints, axe: Axe
) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    _to_the_running_audit(page, "Group audits", "Audit no. 3")
    page.get_by_role("checkbox", name=re.compile("Go on without")).check()
    page.get_by_role("button", name="Lay the answers on the table").click()
    expect(page.get_by_text(re.compile("2 disagreements")).first).to_be_visible()
    wide_and_narrow(page, axe)
    page.get_by_role("button", name="Take over what is alike").click()
    expect(page.get_by_text(re.compile(r"\d+ questions are taken over"))).to_be_visible()
    while (
        page.locator("tbody tr")
        .filter(has=page.locator("td:last-child", has_text=re.compile("^[1-9]")))
        .count()
    ):
        left = page.locator("tbody tr").filter(
            has=page.locator("td:last-child", has_text=re.compile("^[1-9]"))
        )
        left.first.get_by_role("link").click()
        wide_and_narrow(page, axe)
        question = page.locator("section", has_text="Not settled yet.").first
        question.get_by_role("link", name=re.compile("^Settle")).click()
        axe(page)
        if page.locator("#id_size_low").count():
            page.locator("#id_size_low").fill("6")
            page.locator("#id_size_high").fill("14")
            page.get_by_role("button", name="The room agrees").click()
        else:
            page.get_by_label("Or left open: what follows").fill("Police ask before the next audit")
            page.get_by_role("button", name="Leave it open").click()
        expect(page.get_by_text("Settled.")).to_be_visible()
        page.get_by_role("link", name="Audit no. 3").click()
    page.get_by_role("button", name="Freeze the audit").click()
    expect(page.get_by_text("It never changes.", exact=False).first).to_be_visible()
    wide_and_narrow(page, axe)
    page.get_by_role("link", name="Difference from no. 2").click()
    expect(page.get_by_role("heading", name="Changed answers")).to_be_visible()
    expect(page.get_by_text("6–14").first).to_be_visible()
    wide_and_narrow(page, axe)
    page.get_by_role("link", name="Audit no. 3").click()
    page.locator("tbody a").nth(2).click()
    page.get_by_role("link", name=re.compile("^State of the group: Activity")).click()
    wide_and_narrow(page, axe)
    page.get_by_role("button", name="State it").click()
    expect(page.get_by_text("It is stated.", exact=False)).to_be_visible()
    expect(page.get_by_text(re.compile("Group audit no. 3")).first).to_be_visible()


def test_the_difference_is_read_in_swedish_and_without_a_script(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.SOCIAL_WORKER, "sv", java_script_enabled=False)
    page.get_by_role("link", name="Gruppgenomgångar", exact=True).first.click()
    page.get_by_role("link", name="Genomgång nr 2").click()
    page.get_by_role("link", name="Skillnad mot nr 1").click()
    expect(page.get_by_text("Ungdomar vid busstorget")).to_be_visible()
    expect(page.get_by_role("heading", name="Ändrade svar")).to_be_visible()


def test_outreach_workers_tell_one_named_person(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.COMMUNITY_PARTNER, "sv")
    page.get_by_role("link", name="Från fältarbete", exact=True).first.click()
    wide_and_narrow(page, axe)
    page = page_as(Role.ADMINISTRATOR, "sv")
    page.get_by_role("link", name="Fältarbetets mottagare", exact=True).first.click()
    wide_and_narrow(page, axe)
