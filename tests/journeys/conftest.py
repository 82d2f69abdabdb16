"""Journeys: the real browser against the real server and worker, all started as a newcomer starts them.

    def test_…(page_as, axe):
        page = page_as(Role.COORDINATOR, "en")          # signed in, on the start page; phone_as: 400 px wide
        page.get_by_role("link", name="Incidents").click()
        axe(page)

A journey fails by itself when a page has a script error, content refused by the CSP, or a server error;
`complaints.expect("403")` names what belongs to the journey. `visitor("en")` is not signed in. `city_server` runs
commands: `city_server.run("-m", "vapenvila", "audit", "verify")`.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.browser import (
    FLAGS,
    PHONE,
    WIDE,
    Complaints,
    assert_accessible,
    executable,
    whole_pages_after_every_step,
)
from tests.journeys.city_server import CityServer
from tests.journeys.two_cities import city_of, only_one_process
from tests.ready_homes import Ready, ReadyHomes
from vapenvila.rules.roles import Role

OpenPage = Callable[..., Page]
PATIENCE_MS = 60_000


def pytest_itemcollected(item: pytest.Item) -> None:
    """All journeys of a city share its server, so they run in one process one after another."""
    item.add_marker(pytest.mark.journey)
    item.add_marker(pytest.mark.xdist_group(city_of(item.path.stem)))


@pytest.fixture(scope="module", autouse=True)
def _each_city_in_one_process(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    only_one_process(city_of(request.path.stem), tmp_path_factory)


@pytest.fixture(scope="package")
def city_server(tmp_path_factory: pytest.TempPathFactory, ready_homes: ReadyHomes) -> Iterator[CityServer]:
    """The demo with the made-up town, on a free port with a database of its own; one in each process that walks."""
    server = CityServer(ready_homes.copy(Ready.TOWN, tmp_path_factory.mktemp("journeys") / "home"))
    server.start()
    yield server
    assert server.stop() == 0, server.notes()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright, whole_pages_after_every_step():
        chromium = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """What pages complained of during this journey; it fails when something is left that was not expected."""
    heard = Complaints()
    yield heard
    heard.assert_none()


@pytest.fixture
def open_page(browser: Browser, complaints: Complaints, city_server: CityServer) -> Iterator[OpenPage]:
    """Opens pages in contexts of their own, all closed after the journey."""
    contexts: list[BrowserContext] = []

    def open_one(language: str, **options: Any) -> Page:
        locale = {"sv": "sv-SE", "en": "en-GB"}[language]
        context = browser.new_context(
            base_url=city_server.address, locale=locale, timezone_id="Europe/Stockholm",
            **{"viewport": WIDE, "reduced_motion": "reduce", **options},
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        complaints.listen(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(open_page: OpenPage) -> OpenPage:
    """Somebody who is not signed in: `visitor("en")`."""
    return open_page


@pytest.fixture
def page_as(open_page: OpenPage, city_server: CityServer) -> OpenPage:
    """Somebody signed in: `page_as(Role.COORDINATOR, "en", java_script_enabled=False)`; starts on their start page.

    An e-mail in place of the role is somebody whom the journey itself has given an account.
    """

    def open_as(who: Role | str, language: str = "sv", **options: Any) -> Page:
        page = open_page(language, **options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": city_server.session(str(who)), "url": city_server.address}]
        )
        page.goto("/")
        if page.locator("html").get_attribute("lang") != language:
            change_language(page, language, city_server.address)
            page.goto("/")
        return page

    return open_as


@pytest.fixture
def phone_as(page_as: OpenPage) -> OpenPage:
    """The same on a screen 400 px wide."""
    return lambda role, language="sv", **options: page_as(role, language, viewport=PHONE, **options)


def change_language(page: Page, language: str, address: str) -> None:
    """Choose the language as the page does."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "csrftoken")
    answer = page.request.post(
        "/language/",
        form={"language": language, "next": "/", "csrfmiddlewaretoken": token},
        headers={"Referer": address},
    )
    assert answer.ok, f"the language could not be changed: {answer.status}"


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Holds a page against WCAG 2.2 AA: `axe(page)`."""
    return assert_accessible
