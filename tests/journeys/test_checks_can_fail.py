"""What every page is held against sees a fault: of access, of width, of a script, of a refused request."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.journeys.browser import (
    COLOURS_READ_ONCE,
    PHONE,
    WIDE,
    Complaints,
    assert_accessible,
    assert_fits,
    wide_and_narrow,
)

WHOLE = """<!doctype html><html lang="sv"><head><title>En sida</title></head><body><main><h1>En sida</h1>
<p id="words" style="color:#000;background:#fff">Läsbart</p><label for="name">Namn</label><input id="name"></main></body>
</html>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without any fault."""
    page = browser.new_page(viewport=WIDE)
    page.set_content(WHOLE)
    yield page
    page.close()


def test_a_page_without_fault_passes(page: Page) -> None:
    wide_and_narrow(page, assert_accessible)


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.getElementById('words').style.color = '#ccc'", "color-contrast"),
        ("document.querySelector('label').remove()", "label"),
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
    ],
)
def test_a_fault_that_comes_after_the_first_look_is_seen_at_the_next(
    page: Page, fault: str, rule: str
) -> None:
    assert_accessible(page)
    page.evaluate(fault)
    with pytest.raises(AssertionError, match=rule):
        assert_accessible(page)


def test_a_fault_of_the_phone_alone_is_seen(page: Page) -> None:
    page.add_style_tag(
        content="@media (max-width: 500px) { #words { color: #ccc !important; width: 600px } }"
    )
    assert_accessible(page)
    assert_fits(page)
    with pytest.raises(AssertionError, match="color-contrast"):
        wide_and_narrow(page, assert_accessible)
    assert page.viewport_size == PHONE
    with pytest.raises(AssertionError, match="too wide"):
        assert_fits(page)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("() => console.error('broken')", "console error: broken"),
        ("() => { setTimeout(() => { throw new Error('thrown') }) }", "script error: thrown"),
        ("() => fetch('http://127.0.0.1:9/').catch(() => null)", "request failed"),
    ],
)
def test_what_a_page_complains_of_is_heard(page: Page, script: str, says: str) -> None:
    complaints = Complaints()
    complaints.listen(page)
    page.evaluate(script)
    for _ in range(100):
        if any(says in told for told in complaints.found):
            break
        page.wait_for_timeout(50)
    with pytest.raises(AssertionError, match=says):
        complaints.assert_none()


def test_colours_that_are_read_once_give_the_same_contrasts(page: Page) -> None:
    page.evaluate("""() => {
      const inks = ['#777', 'rgb(10 20 30 / 50%)', 'rgba(200,0,0,.9)', 'oklch(60% .1 200)', 'color(srgb 1 0 .5)', 'teal'];
      const papers = ['#fff', 'rgba(0,0,0,.2)', 'hsl(50 80% 70%)', 'transparent'];
      for (const ink of inks) for (const paper of papers) for (const seen of [1, .7]) {
        const words = document.createElement('p');
        words.innerHTML = `<span style="color:${ink};opacity:${seen}">Ord</span>`;
        words.style.background = paper;
        document.querySelector('main').append(words);
      }
    }""")
    contrasts = """() => axe.run(document, {runOnly: ['wcag2aa']}).then(found => ['passes', 'violations', 'incomplete'].map(
      part => found[part].filter(rule => rule.id === 'color-contrast').flatMap(rule => rule.nodes).map(
        node => [node.target.join(), JSON.stringify(node.any[0].data)])))"""
    page.evaluate(AXE_SCRIPT)
    passed, failed, unsure = page.evaluate(contrasts)
    assert len(passed) > 5
    assert len(failed) > 5
    page.evaluate(COLOURS_READ_ONCE)
    for _ in range(2):
        assert page.evaluate(contrasts) == [passed, failed, unsure]
