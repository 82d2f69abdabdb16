"""A seal fits as long as the rows are the ones that were sealed. Whatever happens behind its back is found."""

import json
from datetime import timedelta
from hashlib import sha256

import psycopg
import pytest
from django.db import connection

from tests.web.audit.trail import NOW, as_owner, behind_its_back, event_ids, write_events
from vapenvila.web.audit import sealing
from vapenvila.web.audit.models import AuditCheck, AuditSeal
from vapenvila.web.audit.sealing import check_trail, holds_seal, seal_trail, verify_trail
from vapenvila.web.audit.tasks import check_the_trail_nightly, seal_the_trail

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S17")]


@pytest.fixture
def three_seals() -> None:
    for hour in range(3):
        write_events(4)
        assert seal_trail(at=NOW + timedelta(hours=hour)) == 1


def test_an_untouched_trail_is_as_sealed(three_seals: None) -> None:
    write_events(2)
    found = verify_trail()
    assert (found.ok, found.events, found.seals, found.unsealed, found.first_bad) == (True, 14, 3, 2, None)
    assert found.summary() == "The trail is as it was sealed: 14 events, 3 seals, 2 events not sealed yet."


def test_an_empty_trail_is_as_sealed() -> None:
    assert seal_trail(at=NOW) == 0
    assert verify_trail().ok


def test_sealing_twice_writes_nothing_new(three_seals: None) -> None:
    assert seal_trail(at=NOW) == 0
    assert AuditSeal.objects.count() == 3


def test_many_events_are_sealed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "ROWS_PER_SEAL", 3)
    write_events(7)
    assert seal_trail(at=NOW) == 3
    assert list(AuditSeal.objects.order_by("id").values_list("rows", flat=True)) == [3, 3, 1]
    assert verify_trail().ok


TAMPERING = {
    "a detail changed": "UPDATE audit_auditevent SET details = '{}' WHERE id = %(middle)s",
    "a time changed by a microsecond": "UPDATE audit_auditevent SET at = at + interval '1 microsecond' WHERE id = %(middle)s",
    "an actor put in": 'UPDATE audit_auditevent SET "user" = gen_random_uuid() WHERE id = %(middle)s',
    "a row removed": "DELETE FROM audit_auditevent WHERE id = %(middle)s",
    "all rows of a seal removed": "DELETE FROM audit_auditevent WHERE id BETWEEN %(middle)s - 1 AND %(middle)s + 2",
    "two rows swapped": (
        "UPDATE audit_auditevent AS one SET details = other.details FROM audit_auditevent AS other"
        " WHERE one.id IN (%(middle)s, %(middle)s + 1) AND other.id = 2 * %(middle)s + 1 - one.id"
    ),
    "a seal's time changed": "UPDATE audit_auditseal SET sealed_at = sealed_at + interval '1 day' WHERE id = %(seal)s",
    "a seal's count changed": "UPDATE audit_auditseal SET rows = rows + 1 WHERE id = %(seal)s",
    "a seal's first event changed": "UPDATE audit_auditseal SET first_id = first_id - 1 WHERE id = %(seal)s",
    "a seal rewritten": "UPDATE audit_auditseal SET hash = sha256('new'::bytea) WHERE id = %(seal)s",
    "a seal removed": "DELETE FROM audit_auditseal WHERE id = %(seal)s",
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_behind_the_trails_back_is_found(three_seals: None, what: str) -> None:
    numbers = event_ids()
    seals = list(AuditSeal.objects.order_by("id").values_list("id", flat=True))
    behind_its_back(TAMPERING[what] % {"middle": numbers[5], "seal": seals[1]})
    found = verify_trail()
    assert not found.ok
    assert found.first_bad is not None
    assert numbers[4] - 1 <= found.first_bad <= numbers[8]
    assert found.summary().startswith("The trail is broken between event")


def test_a_row_slipped_in_below_a_seal_is_found(three_seals: None) -> None:
    numbers = event_ids()
    behind_its_back(f"DELETE FROM audit_auditevent WHERE id = {numbers[5]}")
    assert "4 events were sealed, 3 are there" in verify_trail().summary()
    behind_its_back(
        "INSERT INTO audit_auditevent (id, at, manner, act, subject_kind, details)"
        f" VALUES ({numbers[5]}, now(), 'read', 'incident.read', '', '{{}}')"
    )
    assert "what is there is not what was sealed" in verify_trail().summary()


def test_a_row_put_into_a_gap_of_the_numbers_is_found(three_seals: None) -> None:
    first = event_ids()[0]
    behind_its_back(
        "INSERT INTO audit_auditevent (id, at, manner, act, subject_kind, details)"
        f" VALUES ({first - 1000}, now(), 'read', 'incident.read', '', '{{}}')"
    )
    found = verify_trail()
    assert not found.ok
    assert found.first_bad == first - 1000


def test_a_gap_left_by_a_rolled_back_transaction_is_no_alarm(three_seals: None) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('audit_auditevent', 'id')) FROM generate_series(1, 50)"
        )
    write_events(1)
    assert seal_trail(at=NOW) == 1
    assert verify_trail().ok


def test_a_seal_kept_on_paper_is_recognised_and_a_rewritten_chain_is_not(three_seals: None) -> None:
    last = AuditSeal.objects.latest("id")
    assert holds_seal(str(last).upper())
    assert not holds_seal("00" * 32)
    assert not holds_seal("not a hash")


def test_the_hash_can_be_recomputed_outside_the_database() -> None:
    write_events(1)
    seal_trail(at=NOW)
    seal = AuditSeal.objects.get()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT jsonb_build_array(id, '2026-03-02T08:00:00.000000Z', null, null, null, null, 'write',"
            " 'incident.reclassified', '', null, '{\"number\": 0}'::jsonb)::text FROM audit_auditevent"
        )
        row = cursor.fetchone()[0]
    head = json.dumps([seal.first_id, seal.last_id, 1, "2026-03-02T08:00:00.000000Z"])
    digest = sha256(sha256(row.encode()).digest()).digest()
    assert bytes(seal.hash) == sha256(sha256(b"").digest() + digest + head.encode()).digest()


def test_a_check_is_kept_with_its_result(three_seals: None) -> None:
    check_trail(at=NOW)
    behind_its_back(f"DELETE FROM audit_auditevent WHERE id = {event_ids()[0]}")
    check_trail(at=NOW)
    assert list(AuditCheck.objects.order_by("id").values_list("ok", flat=True)) == [True, False]


def test_sealing_waits_for_those_who_write_and_then_leaves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "ATTEMPTS", 1)
    monkeypatch.setattr(sealing, "PAUSE_SECONDS", 0)
    place = connection.get_connection_params()
    writer = psycopg.connect(host=place["host"], dbname=place["dbname"], user=place["user"])
    try:
        writer.execute(
            "INSERT INTO audit_auditevent (at, manner, act, subject_kind, details)"
            " VALUES (now(), 'read', 'incident.read', '', '{}')"
        )
        assert seal_trail(at=NOW) == 0
        assert AuditSeal.objects.count() == 0
    finally:
        writer.rollback()
        writer.close()
    write_events(1)
    assert seal_trail(at=NOW) == 1


def test_the_worker_seals_and_checks_by_itself_and_logs_a_broken_trail(
    caplog: pytest.LogCaptureFixture,
) -> None:
    write_events(3)
    seal_the_trail(0)
    check_the_trail_nightly(0)
    assert AuditCheck.objects.latest("id").ok
    behind_its_back(f"DELETE FROM audit_auditevent WHERE id = {event_ids()[0]}")
    check_the_trail_nightly(0)
    assert not AuditCheck.objects.latest("id").ok
    assert "The trail is broken" in caplog.text
