"""A string planted in everything a room holds on a person is looked for afterwards in every table and every file."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as site
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.audit.trail import as_owner
from tests.web.people.made_up import a_ground, a_person, in_room
from tests.web.retention.old_rows import a_note_kept_by_an_import, a_noted_incident, an_old_upload
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.retention_event import Event, EventKind, EventWish
from vapenvila.rules.rights_request import Outcome
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.access.kept_pages import SHELF
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.actions.emergency import break_glass, sign_emergency
from vapenvila.web.people.actions.events import note_event
from vapenvila.web.people.actions.lifetime import review_need
from vapenvila.web.people.actions.merge import merge_persons
from vapenvila.web.people.models import Person
from vapenvila.web.retention.certificates import certificates_of
from vapenvila.web.retention.registry import Scope
from vapenvila.web.retention.running import run
from vapenvila.web.rights_desk.actions import check_identity, decide_request, receive_request
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, Proof
from vapenvila.web.vault.errors import TamperedError
from vapenvila.web.vault.sealing import unseal

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("T18"), pytest.mark.acceptance("T37")]

PLANTED = "Qvirrelborg"
# The trail keeps that something was done to a record that had this identifier; the register of exports, which copies of it
# are outside; the request, that somebody asked and was answered. Each for its own time, none in words.
KNOW_THE_IDENTIFIER = {"audit_auditevent", "audit_exportrecord", "rights_desk_rightsrequest"}


@pytest.fixture
def city(client: Client, settings: Any, tmp_path: Path) -> City:
    settings.HOME = tmp_path
    city = build_city()
    city.sign_in(client, Role.POLICE_ANALYST)
    return city


def _reader(city: City, role: Role) -> Reader:
    room = city.rooms[AgencyKind.POLICE]
    mission = MissionFacts(
        programme=city.programme.pk, room=room.pk, agency=room.agency_id, agency_kind=AgencyKind.POLICE,
        roles=frozenset({role}), first_day=date(2020, 1, 1), last_day=None,
    )  # fmt: skip
    return Reader(user=city.people[role].pk, missions=(mission,))


def _filled(city: City, now: datetime) -> tuple[Person, Person]:
    """A person whose record, and one merged into it, hold the string wherever a room lets anybody write."""
    by, today = city.people[Role.POLICE_ANALYST], timezone.localdate(now)
    names: Any = {
        "given_name": PLANTED, "surname": f"{PLANTED}sson", "phone": f"070 {PLANTED}", "address": f"{PLANTED}gatan 1",
        "case_number": f"{PLANTED}-7",
    }  # fmt: skip
    kept = a_person(
        city, ground=a_ground(Mark.SUSPECT, need=f"Need {PLANTED}"), at=now - timedelta(days=3), **names
    )
    absorbed = a_person(
        city, ground=a_ground(need=f"Other need {PLANTED}"), at=now - timedelta(days=3), **names
    )
    with in_room(city):
        kept = amend_person(
            person=kept, version=kept.version, identity={"address": f"Stora {PLANTED}gatan 2"},
            facts={"need": f"Changed need {PLANTED}"}, reason=f"Moved to {PLANTED}", looked_at=True, by=by, at=now,
            today=today,
        )  # fmt: skip
        kept = review_need(
            person=kept, version=kept.version, evidence=f"Seen at {PLANTED}", evidence_on=today,
            need=f"Kept for {PLANTED}", looked_at=True, by=by, at=now, today=today,
        )  # fmt: skip
        wish = EventWish(event=Event(EventKind.REGISTERED, today), source=f"Register {PLANTED}")
        note_event(person=kept, wish=wish, by=by, at=now)
        merge_persons(kept=kept, absorbed=absorbed, reason=f"Both {PLANTED}", by=by, at=now)
        room = PersonRoom(kept.room_id, AgencyKind.POLICE)
        opened = break_glass(
            person=kept, room=room, reader=_reader(city, Role.POLICE_ANALYST), reason=f"Danger at {PLANTED}", hours=1,
            by=by, at=now, today=today,
        )  # fmt: skip
        sign_emergency(
            opened=opened, room=room, reader=_reader(city, Role.POLICE_OFFICER), finding=f"Right at {PLANTED}",
            by=city.people[Role.POLICE_OFFICER], at=now, today=today,
        )  # fmt: skip
    return kept, absorbed


def _copy(city: City, person: Person, now: datetime) -> None:
    with in_room(city):
        number_export(
            programme=city.programme.pk, room=person.room_id, kind="person_report", purpose="Answer to a request",
            recipient="The person", expires=now.date() + timedelta(days=30), rows=1,
            by=city.people[Role.POLICE_ANALYST].pk, at=now, subject=person.pk,
        )  # fmt: skip


def _erased_by_request(city: City, person: Person, now: datetime) -> None:
    by = city.people[Role.POLICE_ANALYST]
    with in_room(city):
        row = receive_request(
            room=person.room, kind=Kind.ERASURE, channel=Channel.LETTER, received_on=now.date(),
            requester=f"{PLANTED} {PLANTED}sson", reply_to=f"{PLANTED}gatan 1", words=f"Erase {PLANTED}", by=by, at=now,
        )  # fmt: skip
        row = check_identity(
            request=row.pk, version=row.version, proof=Proof.ID_CARD, person=person.pk, by=by, at=now
        )
        decide_request(
            request=row.pk,
            version=row.version,
            outcome=Outcome.GRANTED,
            reason=f"{PLANTED} is right",
            by=by,
            at=now,
        )


def _tables() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class"
            " WHERE relkind IN ('r', 'p', 'm') AND relnamespace = 'public'::regnamespace"
        )
        yield from (name for (name,) in cursor.fetchall())


def _tables_holding(*texts: str) -> set[str]:
    """Tables with a row that holds one of the texts in clear, in any letter case, or as bytes; as the owner sees them."""
    patterns = [f"%{text}%" for text in texts] + [f"%{text.encode().hex()}%" for text in texts]
    found = set()
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in list(_tables()):
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE ANY (%s)", [patterns])
            if cursor.fetchone()[0]:
                found.add(table)
        transaction.set_rollback(True)  # the wall stands again
    return found


def _files_holding(*texts: str) -> list[Path]:
    """Files below the home, the database's own and the keys' apart, that hold one of the texts in name or content."""
    wanted = [text.encode() for text in texts] + [quote(text).encode() for text in texts]
    home = Path(site.HOME)
    files = [
        file for file in home.rglob("*") if file.is_file() and "postgres" not in str(file.relative_to(home))
    ]
    return [
        file for file in files for data in [file.read_bytes()]
        if any(text in data or text in str(file).encode() for text in wanted)
    ]  # fmt: skip


def test_the_search_finds_what_is_planted(city: City) -> None:
    """The net itself: while the record lives, the string is found, in clear and by its parts."""
    kept, _ = _filled(city, timezone.now())
    assert {"people_person", "people_personreview", "people_personmerge", "people_brokenglass",
            "people_personchange", "retention_recordedevent"} <= _tables_holding(PLANTED)  # fmt: skip
    assert {"people_identity"} <= _tables_holding(str(kept.pk))
    folder = Path(site.HOME) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "probe").write_text(f"x {PLANTED}")
    assert _files_holding(PLANTED) == [folder / "probe"]
    (folder / "probe").unlink()


def test_what_was_planted_is_nowhere_after_the_night(
    client: Client, city: City, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    now = timezone.now()
    kept, absorbed = _filled(city, now)
    _copy(city, kept, now)
    search = {"text": f"{PLANTED}sson", "purpose": "casework"}
    assert kept.pseudonym in client.post("/p/vinterhamn/persons/search/", search).content.decode()
    client.get(f"/p/vinterhamn/persons/{kept.pk}/")
    _erased_by_request(city, kept, now)
    assert kept.pseudonym not in client.post("/p/vinterhamn/persons/search/", search).content.decode()
    assert kept.pseudonym not in client.get("/p/vinterhamn/persons/").content.decode()
    run(at=now + timedelta(days=1))

    assert _tables_holding(PLANTED, f"{PLANTED}sson") == set()
    assert _tables_holding(str(kept.pk), str(absorbed.pk)) == KNOW_THE_IDENTIFIER
    assert _files_holding(PLANTED, str(kept.pk)) == []
    assert PLANTED not in caplog.text
    with in_room(city):
        copy = ExportRecord.objects.get()
        assert copy.recalled_at is not None
        counts = certificates_of(Scope(city.programme.pk, kept.room_id)).get().body["deleted"][0]["counts"]
        assert counts["records"] == 2
        assert "trail_finds" not in counts
        assert PLANTED not in str(list(AuditEvent.objects.values_list("details", flat=True)))
    city.sign_in(client, Role.POLICE_ANALYST)
    assert kept.pseudonym not in client.post("/p/vinterhamn/persons/search/", search).content.decode()
    assert kept.pseudonym not in client.get("/p/vinterhamn/persons/").content.decode()


def test_the_request_keeps_its_words_sealed_and_loses_them_with_its_own_time(city: City) -> None:
    now = timezone.now()
    kept, _ = _filled(city, now)
    _erased_by_request(city, kept, now)
    run(at=now + timedelta(days=1))
    with in_room(city), connection.cursor() as cursor:
        cursor.execute("SELECT id, requester FROM rights_desk_rightsrequest")
        request, sealed = cursor.fetchone()
        assert PLANTED in unseal(bytes(sealed), row=request, purpose="rights_request.requester")
        with pytest.raises(TamperedError):
            unseal(bytes(sealed), row=kept.pk, purpose="rights_request.requester")
        cursor.execute(
            "UPDATE rights_desk_rightsrequest SET state = 'closed', closed_at = %s",
            [now - timedelta(days=800)],
        )
    run(at=now + timedelta(days=1))
    assert _tables_holding(str(kept.pk)) == {"audit_auditevent"}


def test_time_alone_calls_the_copies_back_too(city: City) -> None:
    now = timezone.now()
    person = a_person(city)
    _copy(city, person, now)
    run(at=now + timedelta(days=500))
    with in_room(city):
        copy = ExportRecord.objects.get()
        assert (copy.recalled_at is None, copy.recalled_by) == (False, None)
        counts = certificates_of(Scope(city.programme.pk, person.room_id)).get().body["deleted"][0]["counts"]
        assert counts["recalled"] == 1
        assert AuditEvent.objects.filter(act="export.recalled", subject=copy.pk).count() == 1


def test_a_name_on_the_register_of_exports_is_found_and_certified(city: City) -> None:
    now = timezone.now()
    person = a_person(city, given_name="Sällsynt", surname="Påhittsson")
    with in_room(city):
        number_export(
            programme=city.programme.pk, room=person.room_id, kind="letter", purpose="To sällsynt påhittsson",
            recipient="Somebody", expires=now.date() + timedelta(days=30), rows=1,
            by=city.people[Role.POLICE_ANALYST].pk, at=now,
        )  # fmt: skip
    run(at=now + timedelta(days=500))
    with in_room(city):
        counts = certificates_of(Scope(city.programme.pk, person.room_id)).get().body["deleted"][0]["counts"]
    assert counts["trail_finds"] == 1


def test_a_note_leaves_register_history_imports_files_and_the_kept_pages(client: Client, city: City) -> None:
    incident = a_noted_incident(city, note=f"Somebody saw {PLANTED}.")
    a_note_kept_by_an_import(city, incident)
    _, folder = an_old_upload(city)
    (folder / "upload").write_text(f"kind;note\nshooting;{PLANTED}\n")
    page = f"/p/vinterhamn/incidents/{incident.number}/"
    assert PLANTED in client.get(page).content.decode()
    assert "incidents_incident" in _tables_holding(PLANTED)
    assert _files_holding(PLANTED) == [folder / "upload"]
    run(at=timezone.now())
    assert _tables_holding(PLANTED) == set()
    assert _files_holding(PLANTED) == []
    city.sign_in(client, Role.POLICE_ANALYST)
    assert PLANTED not in client.get(page).content.decode()
    client.get("/p/vinterhamn/incidents/")
    assert not [key for key, kept in SHELF._pages.items() if PLANTED.encode() in bytes(kept.body)]
