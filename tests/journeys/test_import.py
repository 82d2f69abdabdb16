"""An analyst imports a file, fixes the rows held back, undoes it and imports again; the NYPD file goes in as it is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import assert_fits, numbered_copy
from tests.web.imports.files import HEADER, real_file
from vapenvila.rules.roles import Role

OpenPage = Callable[..., Page]
Axe = Callable[[Page], None]
LONG_WORK_MS = 120_000
ROWS = """\
J1,2024-01-05 21:30,,,shot,0,2,x
J2,2024-02-30 21:30,,,shot,0,1,x
J3,2024-03-05 21:30,,,blast,1,0,x
"""


def _upload(page: Page, path: Path) -> None:
    page.get_by_role("link", name="Imports", exact=True).first.click()
    page.get_by_role("link", name="Import a file").first.click()
    page.get_by_label("File", exact=False).first.set_input_files(path)
    page.get_by_role("button", name="Upload").click()


def _checked(page: Page, axe: Axe) -> None:
    expect(page.get_by_role("heading", name="What the file would change")).to_be_visible(timeout=LONG_WORK_MS)
    axe(page)
    assert_fits(page)


def _imported(page: Page, told: str) -> None:
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="What was imported")).to_be_visible(timeout=LONG_WORK_MS)
    expect(page.get_by_text(told)).to_be_visible()


def _undone(page: Page, told: str) -> None:
    page.get_by_role("link", name="Undo the import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text(told)).to_be_visible(timeout=LONG_WORK_MS)


def test_a_file_is_mapped_checked_imported_fixed_undone_and_imported_again(
    page_as: OpenPage, axe: Axe, tmp_path: Path
) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    file = tmp_path / "march.csv"
    file.write_text(HEADER + ROWS, encoding="utf-8")
    _upload(page, file)
    axe(page)
    assert_fits(page)
    page.get_by_label("Short name of the source").fill("journey")
    page.locator("#own").get_by_role("button", name="Check the file").click()
    _checked(page, axe)
    expect(page.get_by_text("“2024-02-30 21:30” in when is not a day in the calendar.")).to_be_visible()
    batch = page.url
    page.get_by_role("link", name="The rows held back, as a file to correct").click()
    assert "J2,2024-02-30" in numbered_copy(page).decode("utf-8-sig")
    page.goto(batch)
    _imported(page, "3 rows give 2 incidents with 3 victims, 1 of them dead.")
    file.write_text(re.sub("2024-02-30", "2024-02-29", HEADER + ROWS), encoding="utf-8")
    _undone(page, "Undone: 2 incidents removed")
    _upload(page, file)
    page.get_by_label("Short name of the source").fill("journey")
    page.locator("#own").get_by_role("button", name="Check the file").click()
    _checked(page, axe)
    _imported(page, "3 rows give 3 incidents with 4 victims, 1 of them dead.")
    _undone(page, "Undone: 3 incidents removed")


def test_the_nypd_file_is_recognised_imported_and_undone(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    _upload(page, real_file("nyc_nypd_shootings", "nypd_shootings_2006_2023h1.csv.gz"))
    expect(page.get_by_label(re.compile("NYPD shootings.*recognised"))).to_be_checked()
    page.get_by_role("button", name="Check the file").first.click()
    _checked(page, axe)
    expect(page.get_by_role("heading", name="What this source cannot know")).to_be_visible()
    _imported(page, "27,939 rows give 21,903 incidents with 27,939 victims, 5,419 of them dead.")
    _undone(page, "Undone: 21903 incidents removed")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pages_of_the_import_fit_a_phone_and_pass_axe(
    phone_as: OpenPage, axe: Axe, language: str
) -> None:
    page = phone_as(Role.COORDINATOR, language)
    place = re.sub(r"(/p/[^/]+/).*", r"\1", page.url)
    for address in ("imports/", "imports/new/"):
        page.goto(f"{place}{address}")
        axe(page)
        assert_fits(page)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_on_a_phone_a_file_is_mapped_saved_checked_imported_contradicted_decided_and_undone(
    phone_as: OpenPage, axe: Axe, tmp_path: Path, language: str
) -> None:
    page = phone_as(Role.POLICE_ANALYST, language)
    place = re.sub(r"(/p/[^/]+/).*", r"\1", page.url)
    file = tmp_path / "april.csv"

    def looked_at() -> None:
        axe(page)
        assert_fits(page)

    def sent_and_checked() -> None:
        page.goto(f"{place}imports/new/")
        page.locator("input[type=file]").set_input_files(file)
        page.locator("main form button.btn-primary").click()
        looked_at()
        page.locator("#own [name=source_system]").fill(f"phone-{language}")
        page.locator("#own [name=save_as]").fill(f"Phone {language}")
        page.locator("#own button.btn-primary").click()
        expect(page.locator("form[action$='/commit/'] button")).to_be_visible(timeout=LONG_WORK_MS)
        looked_at()

    def imported() -> None:
        page.locator("form[action$='/commit/'] button").click()
        expect(page.locator(".page-actions a[href$='/undo/']")).to_be_visible(timeout=LONG_WORK_MS)
        looked_at()

    file.write_text(HEADER + "P1,2024-04-05 21:30,,,shot,0,2,x\n", encoding="utf-8")
    sent_and_checked()
    imported()
    first = page.url
    page.goto(f"{place}incidents/?source=phone-{language}")
    page.locator(".register-table tbody th a").first.click()
    page.goto(f"{page.url}edit/")
    page.locator("[name=dead]").fill("1")
    page.locator("[name=outcome]").select_option("fatal")
    page.locator("[name=reason]").fill("Avled senare")
    page.locator("main form button.btn-primary").last.click()
    expect(page.locator("#facts-heading")).to_be_visible()
    file.write_text(HEADER + "P1,2024-04-05 21:30,,,shot,0,3,x\n", encoding="utf-8")
    sent_and_checked()
    imported()
    page.goto(f"{page.url}conflicts/")
    looked_at()
    page.goto(f"{place}imports/mappings/")
    looked_at()
    page.locator("main a[href*='/imports/mappings/']").first.click()
    looked_at()
    page.goto(f"{place}imports/feeds/")
    looked_at()
    page.goto(f"{first}undo/")
    looked_at()
