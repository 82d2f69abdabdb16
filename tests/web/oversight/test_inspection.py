"""Who saw what, on which mission; and the same for a supervisory authority, numbered and signed."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.oversight.copies import a_wish
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, ExportRecord, Manner
from vapenvila.web.vault.signing import verify
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T16"), pytest.mark.acceptance("S16")]
PAGE = "/p/vinterhamn/trail/"
RECORD = new_id()


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    officer, here = city.people[Role.POLICE_OFFICER].pk, city.programme.pk
    police = city.rooms[AgencyKind.POLICE].pk
    with acting(user=officer, programmes=[here], room=police):
        for subject, room in ((RECORD, None), (new_id(), None), (new_id(), police)):
            record(
                act="incident.read",
                by=officer,
                at=timezone.now(),
                manner=Manner.READ,
                programme=here,
                room=room,
                subject_kind="incident",
                subject=subject,
            )
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    return city


def test_each_event_says_from_which_room_it_was_done(client: Client, city: City) -> None:
    lines = client.get(PAGE, {"act": "incident.read"}).context["page"].lines
    assert {line.acting_room for line in lines} == {"police vinterhamn"}
    with acting(programmes=[city.programme.pk]):
        mine = AuditEvent.objects.filter(act="trail.read").latest("id")
    assert mine.acting_room == city.rooms[AgencyKind.MUNICIPALITY].pk


def test_the_trail_is_searched_by_room(client: Client, city: City) -> None:
    police, social = city.rooms[AgencyKind.POLICE].pk, city.rooms[AgencyKind.SOCIAL].pk
    assert len(client.get(PAGE, {"room": str(police)}).context["page"].lines) == 2
    assert client.get(PAGE, {"room": str(social)}).context["page"].lines == ()


@pytest.mark.acceptance("S1")
def test_what_was_done_to_a_record_in_a_room_is_seen_in_that_room_alone(client: Client, city: City) -> None:
    assert len(client.get(PAGE, {"act": "incident.read"}).context["page"].lines) == 2
    with acting(programmes=[city.programme.pk], room=city.rooms[AgencyKind.POLICE].pk):
        assert AuditEvent.objects.filter(act="incident.read").count() == 3


def test_an_inspection_is_about_somebody_or_something(client: Client, city: City) -> None:
    answer = client.post(f"{PAGE}inspection/", a_wish())
    assert answer.status_code == 400
    assert "An inspection is about one record or one person" in answer.content.decode()


def test_an_inspection_file_can_be_checked_without_this_system(client: Client, city: City) -> None:
    answer = client.post(f"{PAGE}inspection/?subject={RECORD}", a_wish(recipient="Privacy authority"))
    assert answer["Content-Disposition"] == 'attachment; filename="vapenvila-E1.zip"'
    together = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    cover, events = together.read("cover.json"), together.read("events.csv")
    signature = json.loads(together.read("signature.json"))
    key = bytes.fromhex(signature["public_key"])
    assert verify(cover, bytes.fromhex(signature["signature"]), key)
    assert not verify(cover.replace(b"E1", b"E2"), bytes.fromhex(signature["signature"]), key)
    assert json.loads(cover)["events_sha256"] == hashlib.sha256(events).hexdigest()
    rows = list(csv.DictReader(io.StringIO(events.decode("utf-8-sig"))))
    assert [(row["record"], row["from_room"]) for row in rows] == [(str(RECORD), "police vinterhamn")]
    with acting(programmes=[city.programme.pk]):
        kept = ExportRecord.objects.get()
    assert (kept.kind, kept.recipient, kept.row_count) == ("inspection", "Privacy authority", 1)
    assert kept.sha256 == hashlib.sha256(events).hexdigest()


def test_a_record_is_found_by_its_identifier_and_nothing_is_said_of_others(
    client: Client, city: City
) -> None:
    answer = client.get(PAGE, {"subject": "ABC123"})
    assert "This is no identifier or pseudonym of your room." in answer.content.decode()
