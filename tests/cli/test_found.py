"""A new server's first programme and administrator come from the command line; everything after that from the pages."""

import json
from collections.abc import Iterator

import pytest

from tests.journeys.city_server import CityServer

pytestmark = pytest.mark.xdist_group("processes")
ARGUMENTS = (
    "--agency", "Vinterhamns stad", "--administrator", "Alva@vinterhamn.example", "--name", "Alva Uppdikt",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityServer]:
    place = CityServer(tmp_path_factory.mktemp("found"), DJANGO_SETTINGS_MODULE="vapenvila.web.site.settings")
    assert place.run("-m", "vapenvila", "migrate").returncode == 0
    yield place
    place.run("-c", "from vapenvila.web.site import embedded_postgres as e; e.stop()")


def test_the_administrator_gets_a_link_that_opens_the_choice_of_a_password(server: CityServer) -> None:
    founded = server.run("-m", "vapenvila", "found", "vinterhamn", "Vinterhamn", *ARGUMENTS, "--json")
    assert founded.returncode == 0, founded.stderr
    told = json.loads(founded.stdout)
    assert told["administrator"] == "alva@vinterhamn.example"
    opened = server.run(
        "-c",
        "import django; django.setup(); from django.test import Client;"
        "from vapenvila.web.site.static_files import gather; gather();"
        f"print(Client().get({told['choose_password']!r}, follow=True, headers={{'host': 'localhost'}}).status_code)",
    )
    assert opened.stdout.split()[-1:] == ["200"], opened.stderr


@pytest.mark.parametrize("slug", ["vinterhamn", "Stor stad"])
def test_a_name_that_cannot_be_is_refused_with_a_sentence(server: CityServer, slug: str) -> None:
    server.run("-m", "vapenvila", "found", "vinterhamn", "Vinterhamn", *ARGUMENTS)
    refused = server.run("-m", "vapenvila", "found", slug, "Vinterhamn", *ARGUMENTS)
    assert refused.returncode == 2, refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_agency_that_cannot_hold_an_administrator_is_refused(server: CityServer) -> None:
    refused = server.run("-m", "vapenvila", "found", "annan", "Annan", *ARGUMENTS, "--kind", "civil")
    assert refused.returncode == 2
    assert "cannot be held" in refused.stderr
