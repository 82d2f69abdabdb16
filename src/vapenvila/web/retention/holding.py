"""Working in one scope: what the transaction sees, and that nobody else deletes there meanwhile."""

from contextlib import AbstractContextManager

from django.db import connection

from vapenvila.web.retention.registry import Scope
from vapenvila.web.wall.acting import acting


def seeing(scope: Scope) -> AbstractContextManager[None]:
    """A transaction that sees this scope and nothing else."""
    return acting(programmes=[scope.programme] if scope.programme else [], room=scope.room)


def hold(scope: Scope) -> None:
    """Nobody else deletes or certifies in this scope until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"retention {scope.programme} {scope.room}"],
        )
