"""A page that comes slowly is waited for before anything on it is counted."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser


class _Slow(BaseHTTPRequestHandler):
    """A form, and after it a page of which the end comes half a second after the beginning."""

    def do_GET(self) -> None:
        """The form, or the slow page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Slow</title>" + b"<!-- -->" * 2000)
        if "slow" in self.path:
            self.wfile.flush()
            time.sleep(0.5)
            self.wfile.write(b"<p>one</p><p>two</p>")
        else:
            self.wfile.write(b"<form action=/slow><button>Go</button></form>")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def slow() -> Iterator[str]:
    """Address of a server that is slow."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("step", ["click", "press"])
def test_what_is_counted_after_a_step_is_the_whole_page(browser: Browser, slow: str, step: str) -> None:
    page = browser.new_page()
    page.goto(slow)
    button = page.get_by_role("button")
    if step == "click":
        button.click()
    else:
        button.press("Enter")
    assert page.locator("p").count() == 2
    page.close()
