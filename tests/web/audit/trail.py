"""What the tests of the trail share: events to write, and the owner's hands behind the trail's back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from vapenvila.web.audit.actions import record
from vapenvila.web.wall.row_security import APPLICATION_ROLE

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@contextmanager
def as_owner() -> Iterator[None]:
    """The owner of the tables, whom row-level security does not hold."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")


def behind_its_back(statement: str) -> None:
    """Change the trail as only the owner can: with its triggers switched off."""
    tables = ("audit_auditevent", "audit_auditseal")
    with as_owner(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def write_events(count: int, *, programme: UUID | None = None) -> None:
    """Append some events."""
    for number in range(count):
        record(act="incident.reclassified", by=None, at=NOW, programme=programme, details={"number": number})


def event_ids() -> list[int]:
    """Numbers of all events, as the owner sees them."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM audit_auditevent ORDER BY id")
        return [row[0] for row in cursor.fetchall()]
