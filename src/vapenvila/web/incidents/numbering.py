"""Numbers that count up within a programme, without gaps by chance and without two acts getting the same one."""

from uuid import UUID

from django.db import connection
from django.db.models import Max

from vapenvila.web.incidents.models import Incident


def _hold_the_counter(name: str, programme: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{name} {programme}"])


def next_incident_number(programme: UUID) -> int:
    """The next free incident number. Whoever asks holds the counter until the transaction ends (imports too)."""
    _hold_the_counter("incident number", programme)
    last = Incident.objects.filter(programme_id=programme).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
