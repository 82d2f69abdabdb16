"""Every role's start page, in both languages, wide and on a phone, passes axe and fits the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import assert_fits
from vapenvila.rules.roles import Role

OpenPage = Callable[..., Page]
THIS_WEEK = {"sv": "Den här veckan", "en": "This week"}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_the_start_page_of_every_role_is_accessible(
    page_as: OpenPage, axe: Callable[[Page], None], role: Role, language: str
) -> None:
    page = page_as(role, language)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    axe(page)
    assert_fits(page)
    page.set_viewport_size({"width": 400, "height": 800})
    axe(page)
    assert_fits(page)
