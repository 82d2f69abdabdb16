"""The machine's own Chromium, and what every page in it is held against."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, ViewportSize

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# First the browser without windows: a page in it costs half the work, for want of a frame that nobody sees.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WIDE, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=400, height=800)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Violations alone come back: everything that passed is some hundred kB for each page.
# Axe reads the same twenty colours twenty thousand times on a page with a long table: each is read once.
COLOURS_READ_ONCE = """(() => {
  const colour = axe.commons.color.Color.prototype, read = colour.parseString, known = new Map();
  colour.parseString = function (text) {
    const found = known.get(text);
    if (found) {
      [this.r, this.g, this.b, this.alpha] = found;
    } else {
      read.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
})()"""
AXE = "options => window.axe ? axe.run(document, options).then(found => found.violations) : null"


def executable() -> str | None:
    """Path of the machine's Chromium; None lets Playwright use its own."""
    named = os.environ.get("VAPENVILA_BROWSER")
    found = [named, *(shutil.which(name) for name in NAMES), *(app for app in APPS if Path(app).exists())]
    return next((path for path in found if path), None)


class Complaints:
    """Everything a page complained of: script errors, refused content (CSP), failed and broken requests."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.expected: list[str] = [
            "GPU stall due to ReadPixels"
        ]  # the machine draws the map without a graphics card

    def expect(self, part: str) -> None:
        """Complaints with this text belong to the journey (a page that is refused on purpose)."""
        self.expected.append(part)

    def listen(self, page: Page) -> None:
        """Hear everything this page complains of from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._add(f"script error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _add(self, text: str) -> None:
        if not any(part in text for part in self.expected):
            self.found.append(text)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._add(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # left by the reader on the way to another page
            self._add(f"request failed: {request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self._add(f"server error {response.status}: {response.url}")

    def assert_none(self) -> None:
        """Fail with everything that was complained of."""
        found = [text for text in self.found if not any(part in text for part in self.expected)]
        assert not found, "\n".join(found)


@contextmanager
def whole_pages_after_every_step() -> Iterator[None]:
    """A click or a key that leads to another page is over when that page has come whole.

    The browser's driver waits only until the page begins to come, so whoever counts or reads at once (`count`, `all`,
    `evaluate`) may find half of it, or nothing.
    """

    def patient(act: Callable[..., None]) -> Callable[..., None]:
        def acted(place: Locator, *given: Any, **named: Any) -> None:
            act(place, *given, **named)
            place.page.wait_for_load_state("domcontentloaded")

        return acted

    with pytest.MonkeyPatch.context() as patch:
        for step in ("click", "press"):
            patch.setattr(Locator, step, patient(getattr(Locator, step)))
        yield


def numbered_copy(page: Page, purpose: str = "For the binder of the meeting") -> bytes:
    """Fill in the page that asks before a copy leaves, make the copy, and give what it holds."""
    page.locator("#id_purpose").fill(purpose)
    page.locator("#id_recipient").fill("Styrgruppen")
    with page.expect_download() as download:
        page.locator("main form button.btn-primary").click()
    return Path(download.value.path()).read_bytes()


def assert_accessible(page: Page) -> None:
    """Fail with rule, element and repair of every violation that axe finds on the page."""
    options = {"resultTypes": ["violations"], **RULES}
    violations = page.evaluate(AXE, options)
    if violations is None:  # a page that axe has not seen yet; it stays there when only the width changes
        page.evaluate(AXE_SCRIPT)
        page.evaluate(COLOURS_READ_ONCE)
        violations = page.evaluate(AXE, options)
    found = [
        f"{v['id']} ({v['impact']}): {v['help']}\n"
        + "\n".join(f"    {n['html'][:200]}" for n in v["nodes"][:5])
        for v in violations
    ]
    assert not found, f"{page.url} at {page.viewport_size}:\n" + "\n".join(found)


def assert_fits(page: Page) -> None:
    """Fail when the page must be moved sideways to be read."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{page.url} is {over} px too wide for {page.viewport_size}"


def wide_and_narrow(page: Page, axe: Callable[[Page], None]) -> None:
    """Hold the page against axe and its own width, on a screen and on a phone, with a picture of each where asked for."""
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        axe(page)
        assert_fits(page)
        photograph(page, f"{_name_of(page)}-{size['width']}")
    page.set_viewport_size(WIDE)


def photograph(page: Page, name: str) -> None:
    """Pictures of the whole page by day and by night, where VAPENVILA_PICTURES names a folder for pictures."""
    if folder := os.environ.get("VAPENVILA_PICTURES"):
        chosen = page.locator("html").get_attribute("data-bs-theme")
        for theme in ("light", "dark"):
            page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)
            page.screenshot(path=Path(folder) / f"{name}-{theme}.png", full_page=True)
        page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", chosen)


def _name_of(page: Page) -> str:
    """The address without its identifiers, the language, and when it was taken."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "one", urlsplit(page.url).path).strip("/").replace("/", "-")
    return f"{path or 'start'}-{page.locator('html').get_attribute('lang')}-{time.strftime('%H%M%S')}"
