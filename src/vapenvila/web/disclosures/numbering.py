"""Running numbers without gaps and without two alike, each series of its own.

What passes the door is numbered from each room to each other one: whoever receives two papers could else tell how many the
sender wrote to others in between (decision 0015).
"""

from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Max


def next_number(model: type[models.Model], **series: UUID) -> int:
    """The next number of this kind among the rows with these columns: `room=…`, or `from_room=…, to_room=…`.

    Held until the transaction ends, so that two at once wait for one another.
    """
    named = ":".join([model._meta.db_table, *(str(series[name]) for name in sorted(series))])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [named])
    rows: Any = model._default_manager.filter(**series)
    return int(rows.aggregate(last=Max("no"))["last"] or 0) + 1
