"""Two cities' own servers, each with its own home and database: a disclosure goes over as a file, and so does its recall."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.at_the_door import WORDS, ask, examine
from tests.journeys.city_server import CityServer
from tests.journeys.conftest import PATIENCE_MS, change_language
from tests.ready_homes import Ready, ReadyHomes
from vapenvila.rules.roles import Role

SV = WORDS["sv"]
PROBATION = "Frivården Vinterhamn"


@pytest.fixture
def other_server(
    tmp_path_factory: pytest.TempPathFactory, city_server: CityServer, ready_homes: ReadyHomes
) -> Iterator[CityServer]:
    """A second city beside the first, made up for itself: it shares neither keys nor rows."""
    home = tmp_path_factory.mktemp("journeys-b") / "home"
    server = CityServer(ready_homes.copy(Ready.MIGRATED, home))
    server.start()
    yield server
    assert server.stop() == 0, server.notes()


def _page(browser: Browser, server: CityServer, role: Role) -> Page:
    context = browser.new_context(
        base_url=server.address,
        locale="sv-SE",
        viewport=ViewportSize(width=1280, height=900),
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": "sessionid", "value": server.session(role.value), "url": server.address}])
    page = context.new_page()
    page.goto("/")
    if page.locator("html").get_attribute("lang") != "sv":
        change_language(page, "sv", server.address)
    return page


def _run(server: CityServer, *words: str) -> dict[str, str]:
    done = server.run("-m", "vapenvila", "disclosure", *words, "--json")
    assert done.returncode == 0, done.stderr
    told: dict[str, str] = json.loads(done.stdout)
    return told


def _refused(server: CityServer, file: Path, says: str) -> None:
    done = server.run("-m", "vapenvila", "disclosure", "import", str(file))
    assert (done.returncode, says in done.stderr, done.stderr.strip().count("\n")) == (2, True, 0), (
        done.stderr
    )


def _partners(ours: CityServer, theirs: CityServer) -> None:
    """Each registers the other's key for the agency that is at home there."""
    for server, other, agency in ((theirs, ours, PROBATION), (ours, theirs, "Polisområde Vinterhamn")):
        key = _run(other, "key")
        _run(server, "partner", "Other city", "--agency", agency, "--key", key["public_key"],
             "--fingerprint", key["fingerprint"])  # fmt: skip


def _quiet(page: Page) -> None:
    """The pages are looked at in the journeys of one server."""


@pytest.mark.acceptance("S22")
@pytest.mark.acceptance("T35")
def test_a_disclosure_and_its_recall_go_from_one_citys_server_to_anothers(
    browser: Browser, city_server: CityServer, other_server: CityServer, tmp_path: Path
) -> None:
    police, probation = (
        _page(browser, city_server, r) for r in (Role.POLICE_ANALYST, Role.PROBATION_OFFICER)
    )
    document = examine(probation, ask(police, SV, _quiet), SV, _quiet)
    told, letter, recall, answer = document.rstrip("/").split("/")[-1], *(tmp_path / n for n in "lra")
    _run(city_server, "export", told, str(letter))
    _refused(other_server, letter, "not registered here")
    _partners(city_server, other_server)
    changed = tmp_path / "changed"
    changed.write_text(letter.read_text().replace("Test Testsson", "Annan Annansson"))
    _refused(other_server, changed, "changed after it was signed")
    _run(other_server, "import", str(letter))
    _refused(other_server, letter, "taken in already")

    reader = _page(browser, other_server, Role.POLICE_ANALYST)
    reader.goto(document.replace(city_server.address, other_server.address))
    expect(reader.locator("main")).to_contain_text("Test Testsson")
    reader.get_by_role("button", name=SV["receive"], exact=False).click()

    probation.goto(document)
    probation.get_by_label(SV["why"], exact=False).fill("Wrong person")
    probation.get_by_role("button", name=SV["recall"], exact=True).click()
    _run(city_server, "tell", told, str(recall))
    _run(other_server, "import", str(recall))
    reader.reload()
    expect(reader.locator("main")).to_contain_text(SV["gone"])
    expect(reader.locator("main")).not_to_contain_text("Test Testsson")
    reader.get_by_label(SV["destroyed"]).fill("The copy is shredded")
    reader.get_by_role("button", name=SV["confirm"]).click()
    _run(other_server, "tell", told, str(answer))
    _run(city_server, "import", str(answer))
    probation.reload()
    expect(probation.locator("main")).to_contain_text("The copy is shredded")
    for page in (police, probation, reader):
        page.context.close()
