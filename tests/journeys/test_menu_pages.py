"""Every page of the side menu, as everybody sees it, wide and on a phone, without and with JavaScript."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.journeys.browser import assert_fits
from vapenvila.rules.rights import ROLES_WITH_RIGHT
from vapenvila.rules.roles import Role
from vapenvila.web.site.navigation import ENTRIES

OpenPage = Callable[..., Page]
PLACES = [entry.url_name for entry in ENTRIES]


def _somebody_who_may(url_name: str) -> Role:
    """The coordinator where possible; else the first role that may open the page."""
    entry = next(entry for entry in ENTRIES if entry.url_name == url_name)
    may = ROLES_WITH_RIGHT[entry.right]
    return Role.COORDINATOR if Role.COORDINATOR in may else next(role for role in Role if role in may)


def _address(url_name: str) -> str:
    return reverse(url_name, kwargs={"programme": "vinterhamn"})


@pytest.mark.parametrize("url_name", PLACES)
def test_every_page_of_the_menu_is_accessible(
    page_as: OpenPage, axe: Callable[[Page], None], url_name: str
) -> None:
    page = page_as(_somebody_who_may(url_name), "sv")
    page.goto(_address(url_name))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    axe(page)
    assert_fits(page)
    page.set_viewport_size({"width": 400, "height": 800})
    axe(page)
    assert_fits(page)


@pytest.mark.parametrize("url_name", PLACES)
def test_every_page_of_the_menu_works_without_javascript(page_as: OpenPage, url_name: str) -> None:
    page = page_as(_somebody_who_may(url_name), "en", java_script_enabled=False)
    page.goto(_address(url_name))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("main")).not_to_be_empty()
