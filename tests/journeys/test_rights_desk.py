"""Deletion and the rights desk in the browser, in both languages: events, certificate, request to appeal, late review."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.browser import Complaints, numbered_copy, wide_and_narrow
from tests.journeys.city_server import CityServer
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]
# What time does: the review of one record is due yesterday, as if nobody had looked at the need for a year.
ONE_YEAR_LATER = """
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vapenvila.web.site.settings")
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from vapenvila.web.partners.models import Room
from vapenvila.web.people.models import Person
from vapenvila.web.wall.acting import acting
room = Room.objects.select_related("programme").get(agency__kind="police", programme__slug="vinterhamn")
with acting(programmes=[room.programme.pk], room=room.pk):
    late = timezone.localdate() - timedelta(days=1)
    assert Person.objects.filter(pseudonym="{pseudonym}").update(reviewed_on=late, review_by=late) == 1
"""


def _to(page: Page, url_name: str, **parts: object) -> None:
    page.goto(reverse(url_name, kwargs={"programme": "vinterhamn", **parts}))


def _text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def _listed(page: Page) -> list[str]:
    """Pseudonyms in the list of persons, the first page of it."""
    _to(page, "persons")
    return re.findall(r"\b[A-Z]{3}-\d{4}\b", page.locator("main tbody").first.inner_text())


@pytest.mark.acceptance("S15")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_event_is_weighed_noted_and_seen_in_the_preview(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    words = {
        "sv": (
            "Visa vad det ändrar",
            "Anteckna",
            "Händelsen är antecknad",
            "Ärendet avslutat",
            "Sista dag efteråt",
        ),
        "en": ("Show what it changes", "Note it", "The event is noted", "Case closed", "Last day afterwards"),
    }[language]
    closed = timezone.localdate() - timedelta(
        days=2
    )  # later than any closing the made-up city has for this person
    closed = closed.replace(day=min(closed.day, 28))
    page = page_as(Role.POLICE_ANALYST, language)
    pseudonym = _listed(page)[3 if language == "sv" else 4]
    page.get_by_role("link", name=pseudonym).first.click()
    page.locator("a[href$='/kept/']").first.click()
    wide_and_narrow(page, axe)
    page.locator("#id_kind").select_option("case_closed")
    page.locator("#id_first_day").fill(str(closed))
    page.locator("#id_source").fill("Påhittat diarium 7")
    page.get_by_role("button", name=words[0]).click()
    expect(page.locator("#effect")).to_contain_text(words[4])
    wide_and_narrow(page, axe)
    page.get_by_role("button", name=words[1], exact=True).click()
    expect(page.get_by_text(words[2])).to_be_visible()
    wide_and_narrow(page, axe)
    _to(page, "retention")
    expect(page.locator("table", has_text=pseudonym)).to_contain_text(
        str(closed.replace(year=closed.year + 1))
    )
    wide_and_narrow(page, axe)


@pytest.mark.acceptance("S14")
@pytest.mark.acceptance("T36")
def test_a_late_review_leaves_list_search_and_page_the_same_day(
    page_as: OpenPage, axe: Axe, city_server: CityServer, complaints: Complaints
) -> None:
    complaints.expect("404")  # the page of the hidden record
    page = page_as(Role.POLICE_ANALYST, "sv")
    pseudonym = _listed(page)[5]
    page.get_by_role("link", name=pseudonym).first.click()
    address = page.url
    done = city_server.run("-c", ONE_YEAR_LATER.format(pseudonym=pseudonym))
    assert done.returncode == 0, done.stderr
    assert pseudonym not in _listed(page)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    preview = city_server.run("-m", "vapenvila", "retention", "preview")
    assert preview.returncode == 0, preview.stderr
    _to(page, "retention")  # hidden today, deleted within the month
    wide_and_narrow(page, axe)


@pytest.mark.acceptance("S15")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_preview_becomes_a_run_and_a_printed_certificate(
    page_as: OpenPage, axe: Axe, city_server: CityServer, language: str
) -> None:
    page = page_as(Role.POLICE_ANALYST, language)
    _to(page, "retention")
    wide_and_narrow(page, axe)
    done = city_server.run("-m", "vapenvila", "retention", "run", "--json")
    assert done.returncode == 0, done.stderr
    page.reload()
    expect(
        page.get_by_text({"sv": "Ingenting har passerat", "en": "Nothing is past"}[language])
    ).to_be_visible()
    page.get_by_role("link", name=re.compile({"sv": "^Nr 1, ", "en": "^No. 1, "}[language])).first.click()
    wide_and_narrow(page, axe)
    pdf = numbered_copy(page, "Bevis till arkivet" if language == "sv" else "Proof for the archive")
    assert b"/StructTreeRoot" in pdf or "/StructTreeRoot" in PdfReader(io.BytesIO(pdf)).root_object
    assert {"sv": "Gallringsintyg nr 1", "en": "Certificate of deletion no. 1"}[language] in _text_of(pdf)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_request_goes_from_arrival_over_more_time_and_a_no_to_the_appeal(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    sv = language == "sv"
    page = page_as(Role.POLICE_ANALYST, language)
    pseudonym = _listed(page)[8 if sv else 9]
    _to(page, "rights-requests")
    wide_and_narrow(page, axe)
    _to(page, "rights-request-new")
    page.locator("#id_kind").select_option("restriction")
    page.locator("#id_requester").fill("Rimmar Sagolund")
    page.locator("#id_reply_to").fill("Påhittsgatan 7")
    page.locator("#id_words").fill("Jag var inte där.")
    wide_and_narrow(page, axe)
    page.get_by_role("button", name="Registrera" if sv else "Register", exact=True).click()
    wide_and_narrow(page, axe)
    page.locator("#id_pseudonym").fill(pseudonym)
    page.locator("button[value=identify]").click()
    expect(page.locator("main")).to_contain_text("åt sidan" if sv else "set aside")
    address = page.url
    assert pseudonym not in _listed(page)  # restricted: in no list while it is examined
    page.goto(address)
    page.locator("#extend_reason").fill("Det är många handlingar att gå igenom.")
    page.locator("button[value=extend]").click()
    page.locator("#decide_outcome").select_option("refused")
    page.locator("#decide_reason").fill("Uppgifterna behövs i en pågående utredning.")
    page.locator("button[value=decide]").click()
    expect(page.locator("main")).to_contain_text("förvaltningsrätten" if sv else "administrative court")
    wide_and_narrow(page, axe)
    page.locator("button[value=sent]").click()
    page.locator("#appeal_words").fill("Jag håller inte med.")
    page.locator("button[value=appealed]").click()
    wide_and_narrow(page, axe)
    page.locator("button[value=closed]").click()
    assert pseudonym in _listed(page)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_person_gets_a_report_on_everything_the_room_holds(
    page_as: OpenPage, axe: Axe, language: str
) -> None:
    page = page_as(Role.POLICE_ANALYST, language)
    _to(page, "rights-requests")
    page.locator(
        "tbody tr", has_text={"sv": "identiteten kontrollerad", "en": "identity checked"}[language]
    ).get_by_role("link").first.click()
    page.locator("a[href$='/report/']").click()
    wide_and_narrow(page, axe)
    pdf = numbered_copy(page, "Svar på begäran" if language == "sv" else "Answer to the request")
    text = _text_of(pdf)
    assert "/StructTreeRoot" in PdfReader(io.BytesIO(pdf)).root_object
    for wanted in {
        "sv": ("Det som finns om dig", "Påhittad spaning"), "en": ("What is held on you", "Påhittad spaning"),
    }[language]:  # fmt: skip
        assert wanted in text, text[:1500]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_register_of_processing_is_read_and_printed(page_as: OpenPage, axe: Axe, language: str) -> None:
    page = page_as(Role.DATA_PROTECTION_OFFICER, language)
    _to(page, "processing")
    wide_and_narrow(page, axe)  # folded: the kinds of data and how many tables hold each
    tables = page.locator("main table")
    expect(tables.last).to_be_hidden()
    page.emulate_media(media="print")
    expect(tables.last).to_be_visible()  # paper has nothing to press
    page.emulate_media(media="screen")
    page.locator("main summary").first.press("Enter")
    expect(tables.first).to_be_visible()
    wide_and_narrow(page, axe)
    _to(page, "processing-print")
    pdf = numbered_copy(page, "Tillsyn begär det" if language == "sv" else "For the inspection")
    assert {"sv": "Behandlingsregister", "en": "Register of processing"}[language] in _text_of(pdf)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_restriction_is_granted_and_lifted_when_the_person_has_been_told(
    page_as: OpenPage, axe: Axe, complaints: Complaints, language: str
) -> None:
    complaints.expect("422")  # a day on which nobody can have been told yet
    sv = language == "sv"
    page = page_as(Role.POLICE_ANALYST, language)
    pseudonym = _listed(page)[10 if sv else 11]
    _to(page, "rights-request-new")
    page.locator("#id_kind").select_option("restriction")
    page.locator("#id_requester").fill("Rimmar Sagolund")
    page.locator("#id_reply_to").fill("Påhittsgatan 7")
    page.get_by_role("button", name="Registrera" if sv else "Register", exact=True).click()
    page.locator("#id_pseudonym").fill(pseudonym)
    page.locator("button[value=identify]").click()
    page.locator("#decide_outcome").select_option("granted")
    page.locator("button[value=decide]").click()
    for act in ("sent", "closed"):
        page.locator(f"button[value={act}]").click()
    address = page.url
    assert pseudonym not in _listed(page)
    page.goto(address)
    page.get_by_role("link", name="Häv begränsningen" if sv else "Lift the restriction").click()
    expect(page.locator("main")).to_contain_text(pseudonym)
    page.locator("#id_reason").select_option("settled")
    page.locator("#id_told_on").fill("2100-01-01")
    page.locator("#id_words").fill("Det du invände mot är utrett.")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("underrättas innan" if sv else "told before")
    wide_and_narrow(page, axe)
    page.locator("#id_told_on").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("utrett" if sv else "is settled")
    expect(page.locator("main")).to_contain_text("Begränsningen hävd" if sv else "Restriction lifted")
    wide_and_narrow(page, axe)
    assert pseudonym in _listed(page)
