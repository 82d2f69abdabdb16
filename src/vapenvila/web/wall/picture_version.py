"""The version of a programme's shared picture. Read before the rows, so that what is kept under it is never older."""

from uuid import UUID

from django.db import connection

from vapenvila.web.wall.acting import are_rooms_shut

_ASKED = """
SELECT coalesce((SELECT version FROM wall_pictureversion WHERE programme_id = %s), 0),
       EXISTS (SELECT 1 FROM wall_picturetouch
               WHERE transaction = pg_current_xact_id_if_assigned()::text::bigint)
       OR vapenvila_blind_incidents() <> '{}'
"""


def picture_version(programme: UUID) -> int | None:
    """The version as committed; None while this very transaction has changed something that nobody else sees yet.

    None too while rooms are shut: what is seen as another role is neither kept nor shown from what is kept (decision 0009).
    And None for whoever judges an incident blind: a page kept for a colleague would show what the wall hides from them.
    """
    if are_rooms_shut():
        return None
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [programme])
        version, touched = cursor.fetchone()
    return None if touched else int(version)
