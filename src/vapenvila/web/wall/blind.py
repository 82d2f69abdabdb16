"""Which incidents whoever acts in this transaction judges blind: what others judged of them is hidden from that person.

The database itself answers, in the policies of the tables that hold such judgements (`also_asked_by_the_wall`), so that no
page, count or picture can show it, those of tomorrow included. Pages ask here to say that something is hidden.
"""

from uuid import UUID

from django.db import connection

# For `also_asked_by_the_wall` of a table with the column incident_id.
NOT_JUDGED_BLIND = "incident_id IS NULL OR incident_id <> ALL ((SELECT vapenvila_blind_incidents())::uuid[])"


def blind_incidents() -> frozenset[UUID]:
    """Identifiers of those incidents; none for most people on most days. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT vapenvila_blind_incidents()")
        return frozenset(cursor.fetchone()[0])
