"""The desk of oversight in the browser: a copy is called back, a log review signed, figures released by two people."""

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.journeys.browser import numbered_copy, wide_and_narrow
from tests.journeys.city_server import CityServer
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]


def _to(page: Page, url_name: str, **parts: object) -> None:
    page.goto(reverse(url_name, kwargs={"programme": "vinterhamn", **parts}))


RECALL = {
    "en": {
        "copy": "E1",
        "why": "Why it is called back",
        "recall": "Call back",
        "state": "called back, not confirmed",
        "who": "Who at the recipient confirmed",
        "note": "Note as destroyed",
        "done": "confirmed by The registrar",
        "told": "Copies that are called back",
    },
    "sv": {
        "copy": "E2",
        "why": "Varför det återkallas",
        "recall": "Återkalla",
        "state": "återkallat, inte bekräftat",
        "who": "Vem hos mottagaren som bekräftade",
        "note": "Anteckna som förstört",
        "done": "bekräftat av The registrar",
        "told": "Exemplar som är återkallade",
    },
}


@pytest.mark.acceptance("S21")
@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_copy_is_called_back_its_holders_are_told_and_it_is_noted_as_destroyed(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    words = RECALL[language]
    page = page_as(Role.DATA_PROTECTION_OFFICER, language)
    _to(page, "exports")
    wide_and_narrow(page, axe)
    page.get_by_role("link", name=words["copy"], exact=True).click()
    wide_and_narrow(page, axe)
    page.get_by_label(words["why"]).fill("Replaced by a newer one")
    page.get_by_role("button", name=words["recall"]).click()
    expect(page.get_by_text(words["state"])).to_be_visible()
    holder = page_as(Role.COMMUNITY_PARTNER, language)
    notice = holder.locator("section", has=holder.get_by_role("heading", name=words["told"]))
    expect(notice).to_contain_text(words["copy"])
    expect(notice).to_contain_text("Replaced by a newer one")
    wide_and_narrow(holder, axe)
    page.get_by_label(words["who"]).fill("The registrar")
    page.get_by_role("button", name=words["note"]).click()
    expect(page.get_by_text(words["done"])).to_be_visible()
    holder.reload()
    expect(holder.locator("main")).not_to_contain_text("Replaced by a newer one")


@pytest.mark.acceptance("S19")
def test_the_log_of_the_police_room_is_judged_and_signed(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "sv")
    _to(page, "log-reviews")
    wide_and_narrow(page, axe)
    page.locator("tbody tr", has_not_text="undertecknad").locator("th a").first.click()
    wide_and_narrow(page, axe)
    for choice in page.locator("main select").all():
        choice.select_option("as_it_should")
    page.get_by_role("button", name="Spara bedömningarna").click()
    page.get_by_role("button", name="Underteckna kontrollen").click()
    expect(page.get_by_text("Kontrollen är undertecknad.")).to_be_visible()
    wide_and_narrow(page, axe)


@pytest.mark.acceptance("S29")
def test_two_people_make_a_table_public_and_everybody_reads_it(
    page_as: OpenPage, visitor: OpenPage, axe: Axe
) -> None:
    page = page_as(Role.PROJECT_LEADER, "en")
    _to(page, "release-new")
    wide_and_narrow(page, axe)
    page.get_by_label("Title").fill("Serious violence by area")
    page.get_by_label("Table", exact=False).first.select_option("by_area")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("button", name="Release", exact=True)).to_be_disabled()
    wide_and_narrow(page, axe)
    second = page_as(Role.COORDINATOR, "en")
    second.goto(page.url)
    second.get_by_role("button", name="Release", exact=True).click()
    address = second.get_by_role("link", name="/open/vinterhamn/").get_attribute("href")
    anybody = visitor("sv")
    anybody.goto(str(address))
    expect(anybody.get_by_role("heading", level=1)).to_contain_text("Serious violence by area")
    wide_and_narrow(anybody, axe)
    anybody.goto("/open/vinterhamn/")
    wide_and_narrow(anybody, axe)


@pytest.mark.acceptance("S19")
def test_a_room_in_which_nothing_was_read_is_signed_too(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.COORDINATOR, "en")
    _to(page, "log-reviews")
    wide_and_narrow(page, axe)
    page.locator("tbody th a").first.click()
    wide_and_narrow(page, axe)
    page.get_by_role("button", name="Sign the review").click()
    expect(page.get_by_text("The review is signed.")).to_be_visible()


TRAIL = {
    "sv": {"who": "Vem", "search": "Sök", "record": "Post (identitet eller pseudonym)", "inspect": "För en inspektion",
           "read": "Händelse läst", "printed": "Intyg om muren utskrivet"},
    "en": {"who": "Who", "search": "Search", "record": "Record (identifier or pseudonym)", "inspect": "For an inspection",
           "read": "Incident read", "printed": "Attestation of the wall printed"},
}  # fmt: skip


@pytest.mark.acceptance("T16")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_who_saw_what_is_found_by_user_and_by_record_and_taken_out_for_an_inspection(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    words = TRAIL[language]
    page = page_as(Role.DATA_PROTECTION_OFFICER, language)
    _to(page, "trail")
    wide_and_narrow(page, axe)
    page.get_by_label(words["who"], exact=True).select_option(label="Orvar Saga")
    page.locator("select[name=act]").select_option("incident.read")
    page.get_by_role("button", name=words["search"], exact=True).click()
    rows = page.locator("#lines tbody tr")
    opened = rows.filter(has_text=words["read"]).first
    expect(opened).to_be_visible()
    expect(rows.filter(has_not_text="Orvar Saga")).to_have_count(0)
    wide_and_narrow(page, axe)
    opened.locator("a").click()  # everything that was done to this record, by whoever
    record = page.get_by_label(words["record"]).input_value()
    assert len(record) == 36
    expect(rows.first).to_contain_text(record[-4:])
    page.get_by_role("link", name=words["inspect"]).click()
    wide_and_narrow(page, axe)
    with ZipFile(BytesIO(numbered_copy(page, "Inspection of one record"))) as taken:
        assert set(taken.namelist()) >= {"events.csv", "cover.json", "signature.json"}
        events = taken.read("events.csv").decode("utf-8-sig")
        assert all(record in line for line in events.splitlines()[1:] if line)
        assert json.loads(taken.read("cover.json"))
    _to(page, "exports")
    expect(page.locator("main tbody tr").first).to_contain_text("Inspection of one record")


@pytest.fixture(scope="module")
def wall_tried(city_server: CityServer) -> None:
    """The city has tried its own wall, which takes a minute; both languages read the one attestation."""
    tried = city_server.run("-m", "vapenvila", "wall", "attest", "--json")
    assert tried.returncode == 0, tried.stderr


@pytest.mark.acceptance("S17")
@pytest.mark.usefixtures("wall_tried")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_wall_is_tried_and_its_attestation_printed(page_as: OpenPage, axe: Axe, language: str) -> None:
    page = page_as(Role.DATA_PROTECTION_OFFICER, language)
    _to(page, "wall")
    expect(page.locator("main tbody tr").first).to_be_visible()
    wide_and_narrow(page, axe)
    address = page.get_by_role("link", name="PDF").get_attribute("href")
    printed = page.request.get(str(address))
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF")
    _to(page, "trail")
    expect(page.locator("#lines")).to_contain_text(TRAIL[language]["printed"])
    _to(page, "trail-seals")
    wide_and_narrow(page, axe)


@pytest.mark.acceptance("S29")
def test_released_figures_are_read_in_swedish_inside_and_outside(
    page_as: OpenPage, visitor: OpenPage, axe: Axe
) -> None:
    page = page_as(Role.PROJECT_LEADER, "sv")
    _to(page, "releases")
    wide_and_narrow(page, axe)
    page.locator("main tbody a").last.click()
    wide_and_narrow(page, axe)
    for language in ("sv", "en"):
        anybody = visitor(language)
        anybody.goto("/open/vinterhamn/1/")
        expect(anybody.locator("main table").first).to_be_visible()
        wide_and_narrow(anybody, axe)
