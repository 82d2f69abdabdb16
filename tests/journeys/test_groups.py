"""Groups through time in the browser, in both languages: what runs out, what a split leaves, and who bears a new name."""

import re
from collections.abc import Callable
from datetime import timedelta

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
# What time does: everything that was said of the group was said so many days earlier. The database lets nobody change a
# statement, so each is said again as it would have been then, and the one of today goes.
DAYS_PASS = """
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
import django; django.setup()
from datetime import timedelta
from vapenvila.web.groups.models import GroupActivity, GroupArea, GroupName
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id
programme, passed = Programme.objects.get(slug="vinterhamn"), timedelta(days={days})
with acting(programmes=[programme.pk]):
    for table in (GroupName, GroupArea, GroupActivity):
        for row in table.objects.filter(group="{group}"):
            table.objects.filter(pk=row.pk).delete()
            row.pk = new_id()
            for field in ("from_on", "source_on", "recorded_at", "review_by"):
                setattr(row, field, getattr(row, field) - passed)
            row.save(force_insert=True)
"""


def _to(page: Page, url_name: str, query: str = "", **parts: object) -> None:
    page.goto(reverse(url_name, kwargs={"programme": "vinterhamn", **parts}) + query)


def _day(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def _pressed(page: Page, selector: str) -> None:
    """By keyboard alone, on to the next page."""
    with page.expect_navigation():
        page.locator(selector).first.press("Enter")


def _new_group(page: Page) -> tuple[str, str]:
    """The next group: its identifier and its code."""
    _to(page, "groups")
    _pressed(page, "main form[action$='/groups/new/'] button")
    page.wait_for_url(re.compile(r"/groups/[0-9a-f-]{36}/$"))
    return page.url.rstrip("/").split("/")[-1], page.locator("h1").inner_text().strip()


def _stands_on(page: Page, *, since: int, seen: int) -> None:
    """When it holds from, and a firm ground of the day."""
    ground = {"basis": "group_audit", "nature": "assessment", "reliability": "B", "credibility": "2"}
    for name, value in ground.items():
        page.locator(f"#id_{name}").select_option(value)
    for name, text in (("from_on", _day(since)), ("source", "Påhittad genomgång"), ("source_on", _day(seen))):
        page.locator(f"#id_{name}").fill(text)


def _say(page: Page, group: str, says: str, *, since: int = 30, seen: int = 0, **what: str) -> None:
    _to(page, "group-state", group=group, says=says)
    for name, value in what.items():
        field = page.locator(f"#id_{name}")
        is_choice = field.evaluate("field => field.tagName") == "SELECT"
        (field.select_option if is_choice else field.fill)(value)
    _stands_on(page, since=since, seen=seen)
    _pressed(page, "main form[method=post] button.btn-primary")
    page.wait_for_url(re.compile(rf"/groups/{group}/$"))


@pytest.mark.acceptance("S14")
@LANGUAGES
def test_what_nobody_renews_fades_from_map_and_list_and_is_deleted_after_its_grace(
    page_as: OpenPage, axe: Axe, city_server: CityServer, language: str
) -> None:
    page = page_as(Role.POLICE_ANALYST, language)
    group, code = _new_group(page)
    expect(page.get_by_role("alert").or_(page.locator(".alert-success")).first).to_contain_text(code)
    name = f"Kortlivade {language}"
    _say(page, group, "name", text=name, use="label", used_by="partners")
    _say(page, group, "activity", activity="active", kind="network", size_low="8", size_high="12")
    wide_and_narrow(page, axe)
    reader = page_as(Role.SOCIAL_WORKER, language)
    _expect_seen(reader, code, name, on_map=1)

    _pass(city_server, group, 380)  # a year and a fortnight: the grace has begun
    _expect_seen(reader, code, name, on_map=0)
    wide_and_narrow(reader, axe)
    _to(reader, "group", group=group)
    expect(reader.get_by_text(name)).to_have_count(0)  # who only reads sees nothing of it any more
    _to(page, "group", group=group)
    late = page.locator(".late-card")
    expect(late).to_contain_text(name)
    wide_and_narrow(page, axe)

    _pass(city_server, group, 120)
    done = city_server.run("-m", "vapenvila", "retention", "run", "--json")
    assert done.returncode == 0, done.stderr
    _to(page, "group", group=group)
    expect(page.locator("h1")).to_have_text(code)  # the code stays: incidents name it
    expect(page.get_by_text(name)).to_have_count(0)
    expect(late).to_have_count(0)
    wide_and_narrow(page, axe)


def _pass(city: CityServer, group: str, days: int) -> None:
    done = city.run("-c", DAYS_PASS.format(group=group, days=days))
    assert done.returncode == 0, done.stderr


def _expect_seen(page: Page, code: str, name: str, *, on_map: int) -> None:
    """Whether list, search and map show the group."""
    _to(page, "groups", f"?q={name}")
    expect(page.locator("#results tbody").get_by_role("link", name=code, exact=True)).to_have_count(on_map)
    _to(page, "groups")
    expect(page.locator("#results tbody").get_by_role("link", name=code, exact=True)).to_have_count(on_map)
    _to(page, "group-map")
    expect(page.locator("#group-graph")).to_be_visible()
    expect(page.locator("#group-graph .node", has_text=code)).to_have_count(on_map)


@LANGUAGES
def test_a_split_leaves_its_lineage_and_a_rule_for_whom_earlier_acts_count(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    page = page_as(Role.POLICE_ANALYST, language)
    group, code = _new_group(page)
    _say(page, group, "name", text=f"Stammen {language}", use="label", used_by="partners", since=200)
    _pressed(page, "a[href*='/lineage/new/']")
    expect(page.locator("#id_before")).to_have_values([group])
    page.locator("#id_kind").select_option("split")
    page.locator("#id_new_labels").fill(f"Norra grenen {language}\nSödra grenen {language}")
    page.locator("#id_count_rule").select_option("follow_successor")
    _stands_on(page, since=20, seen=10)
    wide_and_narrow(page, axe)
    _pressed(page, "main form[method=post] button.btn-primary")

    _to(page, "group-lineage")
    row = page.locator("main tbody tr", has_text=f"Stammen {language}")
    expect(row.get_by_role("link", name=f"Norra grenen {language}")).to_be_visible()
    expect(row.get_by_role("link", name=f"Södra grenen {language}")).to_be_visible()
    only = {"sv": "Tidigare dåd räknas för", "en": "Earlier acts count for"}[language]
    expect(row).to_contain_text(re.compile(rf"{only} G\d+ Norra grenen {language}"))
    expect(page.locator(".family-tree")).to_contain_text(f"Norra grenen {language}")
    wide_and_narrow(page, axe)
    row.get_by_role("link", name=f"Norra grenen {language}").click()
    expect(page.locator("main")).to_contain_text(code)
    wide_and_narrow(page, axe)

    page.get_by_role("navigation").first.wait_for()
    _to(page, "group-lineage", f"?on={_day(60)}")  # before it happened there was one group and no event
    expect(page.locator("main tbody tr", has_text=f"Stammen {language}")).to_have_count(0)
    _to(page, "group-figures")
    wide_and_narrow(page, axe)


@LANGUAGES
def test_a_group_under_a_new_name_is_found_by_the_old_one(page_as: OpenPage, axe: Axe, language: str) -> None:
    page = page_as(Role.POLICE_ANALYST, language)
    group, code = _new_group(page)
    old, new = f"Gamla kajen {language}", f"Nya piren {language}"
    _say(page, group, "name", text=old, use="label", used_by="street", since=300, seen=90)
    page.locator("a[href*='/renew/']").first.click()
    page.locator("#id_text").fill(new)
    _stands_on(page, since=10, seen=1)
    wide_and_narrow(page, axe)
    _pressed(page, "main form[method=post] button.btn-primary")
    _say(page, group, "name", text=old, use="alias", used_by="street", since=300, seen=1)
    expect(page.locator("h1")).to_have_text(f"{code} {new}")

    reader = page_as(Role.SOCIAL_WORKER, language)
    _to(reader, "groups")
    reader.locator("input[name=q]").first.fill(old.upper())
    reader.locator("input[name=q]").first.press("Enter")
    expect(reader).to_have_url(re.compile(r"q="))
    rows = reader.locator("#results tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(new)
    expect(rows.locator(".also-called")).to_have_text(old)
    wide_and_narrow(reader, axe)
    rows.get_by_role("link", name=code, exact=True).click()
    expect(reader.locator("h1")).to_have_text(f"{code} {new}")
    expect(reader.locator("main")).to_contain_text(old)


@LANGUAGES
def test_a_feud_becomes_a_truce_as_two_statements_in_one_act(
    page_as: OpenPage, axe: Axe, complaints: Complaints, language: str
) -> None:
    complaints.expect("422")
    page = page_as(Role.POLICE_ANALYST, language)
    (one, code), (other, _) = _new_group(page), _new_group(page)
    _to(page, "group-relation-new")
    for name, value in (("one", one), ("other", other), ("kind", "feud"), ("strength", "clear")):
        page.locator(f"#id_{name}").select_option(value)
    _stands_on(page, since=200, seen=60)  # the source of the feud knows nothing of its end
    _pressed(page, "main form[method=post] button.btn-primary")
    rows = page.get_by_role("row").filter(has_text=code)
    with page.expect_navigation():
        rows.locator("a[href*='/renew/']").first.press("Enter")
    page.locator("#id_kind").select_option("truce")
    _stands_on(page, since=10, seen=0)
    _pressed(page, "main form[method=post] button.btn-primary")
    offered = page.locator(".change-offer")
    expect(offered).to_contain_text(_day(11))
    expect(offered).to_contain_text(_day(10))
    wide_and_narrow(page, axe)
    _pressed(page, "button[name=as_change]")
    expect(page.locator(".alert-success").first).to_be_visible()
    expect(rows.filter(has_text=_day(10))).to_have_count(1)
    wide_and_narrow(page, axe)
    words = {"sv": ("Fejd", "Vapenvila"), "en": ("Feud", "Truce")}[language]
    for day, holds in ((11, words[0]), (10, words[1])):  # as it was: the day before, and since
        _to(page, "group-relations", query=f"?on={_day(day)}")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text(holds)
