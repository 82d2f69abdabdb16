"""Plain SQL, one question a kind of table and manner of asking, in both arms."""

import random
from time import perf_counter
from typing import Any

from django.db import connection

from bench.wall.two_roles import WITH, WITHOUT, acting_as
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import acting

QUESTIONS: dict[str, tuple[str, str]] = {
    "shared: 50 newest": (
        "SHARED",
        "SELECT * FROM incidents_incident WHERE programme_id = %(programme)s ORDER BY occurred_from DESC LIMIT 50",
    ),
    "shared: one by key": ("SHARED", "SELECT * FROM incidents_incident WHERE id = %(incident)s"),
    "shared: count all": (
        "SHARED",
        "SELECT count(*) FROM incidents_incident WHERE programme_id = %(programme)s",
    ),
    "room: 50 by pseudonym": (
        "ROOM",
        "SELECT * FROM people_person WHERE room_id = %(room)s ORDER BY pseudonym LIMIT 50",
    ),
    "room: one by key": ("ROOM", "SELECT * FROM people_person WHERE id = %(person)s"),
    "room: count all": ("ROOM", "SELECT count(*) FROM people_person WHERE room_id = %(room)s"),
    "door: 50 newest asked": (
        "DOOR",
        "SELECT * FROM disclosures_disclosurerequest WHERE to_room_id = %(room)s ORDER BY asked_at DESC LIMIT 50",
    ),
    "door: count both ways": (
        "DOOR",
        "SELECT count(*) FROM disclosures_disclosurerequest"
        " WHERE to_room_id = %(room)s OR from_room_id = %(room)s",
    ),
    "house: 50 newest events": (
        "HOUSE",
        "SELECT * FROM audit_auditevent WHERE programme = %(programme)s"
        " AND (room IS NULL OR room = %(room)s) ORDER BY at DESC, id DESC LIMIT 50",
    ),
}


def questions(programme: Programme, *, repeats: int, draw: random.Random) -> dict[str, Any]:
    """Milliseconds of each question in each arm, and whether both gave the same number of rows."""
    values = _values(programme)
    found: dict[str, Any] = {}
    for name, (kind, sql) in QUESTIONS.items():
        arms: dict[str, list[float]] = {WITH: [], WITHOUT: []}
        rows: dict[str, int] = {}
        for number in range(-5, repeats):
            for arm in draw.sample((WITH, WITHOUT), 2):
                with acting_as(arm), acting(programmes=[programme.pk], room=values["room"]):
                    milliseconds, rows[arm] = _asked(sql, values)
                if number >= 0:
                    arms[arm].append(milliseconds)
        found[name] = {
            "kind": kind,
            "arms": arms,
            "rows": rows[WITH],
            "same_rows": rows[WITH] == rows[WITHOUT],
        }
    return found


def _asked(sql: str, values: dict[str, Any]) -> tuple[float, int]:
    with connection.cursor() as cursor:
        began = perf_counter()
        cursor.execute(sql, values)
        rows = cursor.fetchall()
        return (perf_counter() - began) * 1000, int(rows[0][0]) if "count(*)" in sql else len(rows)


def _values(programme: Programme) -> dict[str, Any]:
    room = programme.rooms.get(agency__kind=AgencyKind.POLICE.value).pk
    with acting(programmes=[programme.pk], room=room), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM incidents_incident ORDER BY number LIMIT 1")
        incident = cursor.fetchone()[0]
        cursor.execute("SELECT id FROM people_person ORDER BY pseudonym LIMIT 1")
        person = cursor.fetchone()[0]
    return {"programme": programme.pk, "room": room, "incident": incident, "person": person}
