"""The page of deletion and the printed certificate: true counts, own room only, nothing that names anybody."""

import io

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import City, build_city
from tests.web.people.made_up import a_person, in_room
from tests.web.retention.old_rows import NOW, a_noted_incident, an_old_upload
from vapenvila.rules.retention_event import Event, EventKind, EventWish
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.people.actions.events import note_event
from vapenvila.web.people.models import Person
from vapenvila.web.retention.running import run
from vapenvila.web.wall.acting import acting

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S15")]

PAGE = "/p/vinterhamn/retention/"


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    return city


def test_the_page_counts_before_anything_is_deleted(client: Client, city: City) -> None:
    a_noted_incident(city)
    an_old_upload(city)
    text = client.get(PAGE).content.decode()
    assert "2 records are past their last day" in text
    assert "No certificate yet" in text
    assert "Two men were seen" not in text


def test_after_the_night_the_page_shows_the_certificate(client: Client, city: City) -> None:
    a_noted_incident(city)
    run(at=NOW)
    text = client.get(PAGE).content.decode()
    assert "Nothing is past its last day." in text
    assert "No. 1, Vinterhamn" in text
    assert "Free notes on incidents: records 1, earlier wordings 1" in text


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Certificate of deletion no. 1"), ("sv", "Gallringsintyg nr 1")]
)
def test_the_certificate_is_printed_numbered_and_tagged(
    client: Client, city: City, language: str, title: str
) -> None:
    person = city.people[Role.DATA_PROTECTION_OFFICER]
    person.language = language
    person.save(update_fields=["language"])
    incident = a_noted_incident(city)
    run(at=NOW)
    address = (
        client.get(PAGE)
        .content.decode()
        .split('href="/p/vinterhamn/retention/certificates/')[1]
        .split('"')[0]
    )
    answer = client.post(
        f"{PAGE}certificates/{address}",
        {"purpose": "Proof for the archive", "recipient": "City archive", "expires_on": "2026-12-31"},
    )
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()[:500]
    pdf = PdfReader(io.BytesIO(answer.content))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert title in text
    assert "/StructTreeRoot" in pdf.root_object
    assert str(incident.pk) not in text
    with acting(programmes=[city.programme.pk]):
        assert ExportRecord.objects.get().row_count == 1


@pytest.fixture
def moved(city: City) -> Person:
    """A person whose last day a duty to keep has moved."""
    person = a_person(city)
    wish = EventWish(
        event=Event(EventKind.PRESERVE, NOW.date()),
        source="Made-up",
        ground="archive",
        decided_by="Made-up archive",
    )
    with in_room(city):
        note_event(person=person, wish=wish, by=city.people[Role.POLICE_ANALYST], at=timezone.now())
    return person


def test_the_preview_says_until_when_and_why_in_the_own_room(
    client: Client, city: City, moved: Person
) -> None:
    city.sign_in(client, Role.POLICE_ANALYST)
    text = client.get(PAGE).content.decode()
    assert moved.pseudonym in text
    assert "Kept: the law asks for it" in text
    assert "A duty to keep holds 1." in text


@pytest.mark.acceptance("S1")
@pytest.mark.acceptance("S18")
@pytest.mark.parametrize(
    "role", [Role.DATA_PROTECTION_OFFICER, Role.PROBATION_OFFICER, Role.SOCIAL_WORKER, Role.ADMINISTRATOR]
)
def test_nobody_outside_the_room_learns_of_a_moved_day(
    client: Client, city: City, moved: Person, role: Role
) -> None:
    city.sign_in(client, role)
    text = client.get(PAGE).content.decode()
    assert moved.pseudonym not in text
    assert "No event has moved a last day in this room" in text


def test_social_services_see_the_number_and_no_list(client: Client, city: City) -> None:
    person = a_person(city, AgencyKind.SOCIAL)
    wish = EventWish(
        event=Event(EventKind.PRESERVE, NOW.date()),
        source="Made-up",
        ground="archive",
        decided_by="Made-up archive",
    )
    with in_room(city, AgencyKind.SOCIAL):
        note_event(person=person, wish=wish, by=city.people[Role.SOCIAL_WORKER], at=timezone.now())
    city.sign_in(client, Role.SOCIAL_WORKER)
    text = client.get(PAGE).content.decode()
    assert "A duty to keep holds 1." in text
    assert person.pseudonym not in text
