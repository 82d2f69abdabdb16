"""Nobody changes, removes or numbers an event of the trail: not the application, not the owner of the tables."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.web.audit.trail import NOW, as_owner, write_events
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.audit.sealing import check_trail, seal_trail

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S17"), pytest.mark.acceptance("S16")]

CHANGES = ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"]
TABLES = ["audit_auditevent", "audit_auditseal", "audit_auditcheck"]


def _run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_of_the_tables_cannot_change_the_trail(table: str, change: str) -> None:
    write_events(2)
    seal_trail(at=NOW)
    check_trail(at=NOW)
    with as_owner(), pytest.raises(ProgrammingError, match="append-only"):
        _run(change.format(table))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_application_has_no_right_to_change_the_trail(table: str, change: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        _run(change.format(table))


def test_the_application_cannot_choose_the_number_of_an_event() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditEvent.objects.create(id=1, at=NOW, manner="write", act="incident.reclassified")


def test_the_application_cannot_write_a_seal() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        _run(
            "INSERT INTO audit_auditseal (sealed_at, first_id, last_id, rows, hash, previous_hash)"
            " VALUES (now(), 1, 2, 2, 'x', 'y')"
        )
