"""No device holds the register: pages are kept by no browser, and no script of ours stores or works offline."""

import re

import pytest
from django.test import Client

from tests.cast import build_city
from tests.guards.source_tree import SOURCE
from tests.web.incidents.made_up import an_incident
from tests.web.people.made_up import a_person
from vapenvila.rules.roles import AgencyKind, Role

pytestmark = pytest.mark.acceptance("T32")
STORES = re.compile(
    r"serviceWorker|indexedDB|caches\.open|sessionStorage|localStorage\.setItem\(\"(?!theme\")"
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["", "incidents/", "incidents/map/data/", "persons/", "persons/{person}/", "trail/"]
)
def test_a_page_of_somebody_signed_in_is_kept_nowhere(client: Client, page: str) -> None:
    city = build_city()
    an_incident(city)
    person = a_person(city, AgencyKind.POLICE)
    city.sign_in(client, Role.POLICE_ANALYST)
    answer = client.get(f"/p/vinterhamn/{page.format(person=person.pk)}")
    assert answer.status_code in (200, 403)
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_the_last_page_before_signing_out_is_kept_nowhere(client: Client) -> None:
    build_city().sign_in(client, Role.POLICE_ANALYST)
    assert client.post("/account/sign-out/")["Cache-Control"] == "no-store, private"


def test_no_script_of_ours_stores_anything_but_light_or_dark() -> None:
    scripts = [f for f in SOURCE.rglob("static/**/*.js") if "vendor" not in f.parts]
    assert scripts
    assert [f.name for f in scripts if STORES.search(f.read_text(encoding="utf-8"))] == []
    assert STORES.search('localStorage.setItem("people", all)')  # this check can fail
    assert not list(SOURCE.rglob("*.webmanifest"))


def test_the_pages_scripts_keep_no_history_of_pages() -> None:
    skeleton = (SOURCE / "web/site/templates/skeleton.html").read_text(encoding="utf-8")
    assert '"historyCacheSize": 0' in skeleton
