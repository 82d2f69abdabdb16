"""What writing costs: with the wall and the triggers that ask what rows point at, and with neither. Rolled back."""

import random
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from bench.wall.two_roles import WITH, WITHOUT, acting_as, plain_sql
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.references import TRIGGER

TABLES = ("people_personreview", "people_person")
_REVIEWS = (
    "INSERT INTO people_personreview (id, room_id, person_id, evidence, evidence_on, need, review_by, by_id, at)"
    " SELECT gen_random_uuid(), p.room_id, p.id, 'x', now(), 'x', now(), %(by)s, now()"
    " FROM (SELECT * FROM people_person WHERE room_id = %(room)s ORDER BY pseudonym LIMIT {rows}) p"
)
WRITES: dict[str, str] = {
    "one new row": _REVIEWS.format(rows=1),
    "500 new rows in one statement": _REVIEWS.format(rows=500),
    "500 rows changed, every column sent": (
        "UPDATE people_person SET need = need, merged_into_id = merged_into_id, batch_id = batch_id WHERE id IN"
        " (SELECT id FROM people_person WHERE room_id = %(room)s ORDER BY pseudonym LIMIT 500)"
    ),
}


def writes(programme: Programme, by: Any, *, repeats: int, draw: random.Random) -> dict[str, Any]:
    """Milliseconds of each way of writing in each arm, the checks of the end of the transaction included."""
    values = {"room": programme.rooms.get(agency__kind=AgencyKind.POLICE.value).pk, "by": by}
    found: dict[str, Any] = {name: {"arms": {WITH: [], WITHOUT: []}, "rows": {}} for name in WRITES}
    for number in range(-3, repeats):
        for arm in draw.sample((WITH, WITHOUT), 2):
            _asking(on=arm == WITH)
            for name, sql in WRITES.items():
                with acting_as(arm):
                    milliseconds, found[name]["rows"][arm] = _written(sql, values, programme)
                if number >= 0:
                    found[name]["arms"][arm].append(milliseconds)
    _asking(on=True)
    for one in found.values():
        one["same_rows"] = len(set(one["rows"].values())) == 1
        one["rows"] = one["rows"][WITH]
    return found


def _asking(*, on: bool) -> None:
    for table in TABLES:
        plain_sql(f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} TRIGGER {TRIGGER}")


def _written(sql: str, values: dict[str, Any], programme: Programme) -> tuple[float, int]:
    with transaction.atomic():
        with acting(programmes=[programme.pk], room=values["room"]), connection.cursor() as cursor:
            began = perf_counter()
            cursor.execute(sql, values)
            rows = cursor.rowcount
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            milliseconds = (perf_counter() - began) * 1000
        transaction.set_rollback(True)
    return milliseconds, rows
