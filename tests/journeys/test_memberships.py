"""Memberships in the browser, in both languages and on a phone: two sources, two people, a last day; a file; a release."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.browser import Complaints, wide_and_narrow
from tests.journeys.city_server import CityServer
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
LONG_WORK_MS = 120_000
# What time does: nobody has brought newer evidence, and the last day was yesterday.
ITS_LAST_DAY_IS_OVER = """
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.acting import acting
room = Room.objects.select_related("programme").get(agency__kind="police", programme__slug="vinterhamn")
with acting(programmes=[room.programme.pk], room=room.pk):
    late = timezone.localdate() - timedelta(days=1)
    assert MembershipStatement.objects.filter(pk="{statement}").update(review_by=late) == 1
"""


def _to(page: Page, url_name: str, **parts: object) -> None:
    page.goto(reverse(url_name, kwargs={"programme": "vinterhamn", **parts}))


def _day(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def _suspect(page: Page, surname: str) -> str:
    """Register somebody made up who is suspected; the pseudonym."""
    _to(page, "person-new")
    for name, text in (("given_name", "Medlem"), ("surname", surname), ("birth_date", "1988-03-04"),
                       ("need", "Påhittat behov"), ("source", "Påhittad källa"), ("source_on", _day(3))):  # fmt: skip
        page.locator(f"#id_{name}").fill(text)
    page.locator("#id_mark").select_option("suspect")
    page.locator("main form[method=post] button.btn-primary").last.click()
    if page.locator("#id_someone_else").count():
        page.locator("#id_someone_else").check()
        page.locator("main form[method=post] button.btn-primary").last.click()
    page.wait_for_url(re.compile(r"/persons/[0-9a-f-]{36}/$"))
    return page.locator("h1").inner_text().strip()


def _piece(page: Page, place: int, **other: str) -> None:
    told = {"kind": "judgment", "on": _day(20 + place), "reference": f"B {place}", "source": "Påhittad dom",
            "origin": f"Påhittad tingsrätt {place}", "reliability": "B", "credibility": "2", **other}  # fmt: skip
    for name, value in told.items():
        field = page.locator(f"[name=e{place}-{name}]")
        (field.select_option if name in ("kind", "reliability", "credibility") else field.fill)(value)


def _pressed(page: Page, selector: str) -> None:
    """By keyboard alone, on to the next page."""
    with page.expect_navigation():
        page.locator(selector).first.press("Enter")


@pytest.mark.acceptance("S10")
@pytest.mark.acceptance("S14")
@LANGUAGES
def test_a_membership_on_two_sources_is_signed_by_another_and_gone_when_its_last_day_is_over(
    page_as: OpenPage, axe: Axe, complaints: Complaints, city_server: CityServer, language: str
) -> None:
    complaints.expect("422")  # two pieces of one origin are refused on the way
    page = page_as(Role.POLICE_ANALYST, language)
    pseudonym = _suspect(page, f"Påhittmedlem{language}")
    _to(page, "membership-find")
    page.locator("#id_text").fill(pseudonym)
    _pressed(page, "main form button.btn-primary")
    wide_and_narrow(page, axe)
    _pressed(page, "main a[href*='/memberships/new/']")
    page.locator("#id_group").select_option(index=1)
    page.locator("#id_role").select_option("member")
    page.locator("#id_certainty").select_option("probable")
    page.locator("#id_from_on").fill(_day(200))
    page.locator("#id_contact_kind").select_option("outreach")
    page.locator("#id_contact_by").fill(_day(-30))
    _piece(page, 0)
    _piece(page, 1, origin="Påhittad tingsrätt 0")
    _pressed(page, "main form button.btn-primary")
    expect(page.locator(".alert-danger")).to_be_visible()
    wide_and_narrow(page, axe)
    _piece(page, 1)
    _pressed(page, "main form button.btn-primary")
    page.wait_for_url(re.compile(r"/memberships/[0-9a-f-]{36}/$"))
    wide_and_narrow(page, axe)
    expect(page.locator("button[value=review]")).to_have_count(0)  # nobody signs what they wrote
    statement = page.url

    second = page_as(Role.POLICE_OFFICER, language)
    second.goto(statement)
    _pressed(second, "button[value=review]")
    _to(second, "memberships")
    expect(second.get_by_role("link", name=pseudonym)).to_be_visible()
    wide_and_narrow(second, axe)

    made = re.findall(r"[0-9a-f-]{36}", statement)[0]
    done = city_server.run("-c", ITS_LAST_DAY_IS_OVER.replace("{statement}", made))
    assert done.returncode == 0, done.stderr
    for state in ("", "?state=current", "?state=draft", "?soon=on"):
        page.goto(reverse("memberships", kwargs={"programme": "vinterhamn"}) + state)
        expect(page.get_by_role("link", name=pseudonym)).to_have_count(0)
    page.goto(statement)
    expect(page.locator(".alert-warning[role=status]")).to_be_visible()
    wide_and_narrow(page, axe)


@pytest.mark.acceptance("T28")
@LANGUAGES
def test_a_file_of_ties_is_checked_imported_and_undone(
    page_as: OpenPage, axe: Axe, complaints: Complaints, tmp_path: Path, language: str
) -> None:
    complaints.expect("422")  # a second of the same first name is asked about before it is registered
    page = page_as(Role.POLICE_ANALYST, language)
    one, other = (_suspect(page, f"Påhittkoppling{number}{language}") for number in (1, 2))
    file = tmp_path / "ties.csv"
    head = "pseudonym 1;pseudonym 2;typ;datum;diarienummer\n"
    good, wrong = (
        f"{one};{other};Gripna tillsammans;{_day(40)};K 9{language}\n",
        f"{one};ABC-0000;stopp;{_day(9)};K 8\n",
    )
    file.write_text(head + good + wrong, encoding="utf-8")
    _to(page, "membership-import-new")
    page.locator("input[name=holds][value=ties]").check()
    page.locator("input[type=file]").set_input_files(file)
    wide_and_narrow(page, axe)
    _pressed(page, "main form button.btn-primary")
    page.locator("#own [name=source_system]").fill("resa")
    wide_and_narrow(page, axe)
    _pressed(page, "#own button.btn-primary")
    expect(page.locator("form[action$='/commit/'] button")).to_be_visible(timeout=LONG_WORK_MS)
    expect(page.locator("#issues tbody tr")).to_have_count(
        2
    )  # the unknown person and the unknown word, each with its column
    wide_and_narrow(page, axe)
    _pressed(page, "form[action$='/commit/'] button")
    expect(page.locator("a[href$='/undo/']")).to_be_visible(timeout=LONG_WORK_MS)
    wide_and_narrow(page, axe)
    report = page.url
    _to(page, "ties")
    expect(page.get_by_text(f"K 9{language}")).to_be_visible()
    wide_and_narrow(page, axe)
    page.goto(report)
    _pressed(page, "a[href$='/undo/']")
    wide_and_narrow(page, axe)
    _pressed(page, "main form button.btn-danger")
    _to(page, "ties")
    expect(page.get_by_text(f"K 9{language}")).to_have_count(0)
    _to(page, "membership-imports")
    wide_and_narrow(page, axe)


@pytest.mark.acceptance("S4")
@LANGUAGES
def test_a_statement_on_a_group_leaves_the_room_by_an_act_of_somebody_else(
    page_as: OpenPage, axe: Axe, complaints: Complaints, language: str
) -> None:
    complaints.expect("422")  # the first answers stop the test
    page = page_as(Role.POLICE_ANALYST, language)
    _to(page, "group-drafts")
    wide_and_narrow(page, axe)
    group = page.locator("#id_group option").nth(2).get_attribute("value")
    page.locator("#id_group").select_option(group)
    page.locator("#id_says").select_option("activity")
    _pressed(page, "main form button.btn-primary")
    source = f"Påhittad lägesbild {language}"
    for name, value in (("activity", "active"), ("basis", "intelligence"), ("nature", "assessment"),
                        ("reliability", "B"), ("credibility", "2")):  # fmt: skip
        page.locator(f"#id_{name}").select_option(value)
    for name, text in (("size_low", "11"), ("size_high", "17"), ("from_on", _day(30)), ("source", source),
                       ("source_on", _day(5))):  # fmt: skip
        page.locator(f"#id_{name}").fill(text)
    wide_and_narrow(page, axe)
    _pressed(page, "main form button.btn-primary")
    page.wait_for_url(re.compile(r"/drafts/[0-9a-f-]{36}/$"))
    wide_and_narrow(page, axe)
    draft = page.url

    second = page_as(Role.POLICE_OFFICER, language)
    second.goto(draft)
    _pressed(second, "main a[href$='/release/group_level/']")
    wide_and_narrow(second, axe)
    second.locator("input[name=q-identify][value=no]").check()
    second.locator("input[name=q-harm][value=yes]").check()
    second.locator("#id_reasons").fill("Påhittat skäl som någon annan förstår")
    _pressed(second, "main form button.btn-primary")
    expect(second.locator(".alert-danger").first).to_be_visible()
    second.locator("input[name=q-harm][value=no]").check()
    _pressed(second, "main form button.btn-primary")
    second.wait_for_url(draft)
    expect(second.locator(".alert-success").first).to_be_visible()
    wide_and_narrow(second, axe)

    coordinator = page_as(Role.COORDINATOR, language)
    _to(coordinator, "groups")
    coordinator.locator(f"main tbody a[href*='{group}']").first.click()
    expect(coordinator.get_by_text(source).first).to_be_visible()
