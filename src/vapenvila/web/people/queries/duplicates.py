"""Records of one room that may be of one person. Candidates come from hashes; the rule decides on the opened names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from vapenvila.rules.person_names import NamedPerson, may_be_same_person, pairs_of
from vapenvila.web.people.models import Identity
from vapenvila.web.people.queries.persons import persons_in_sight
from vapenvila.web.people.sealed_identity import birth_date_in, opened, sought

COMPARED = ("given_name", "surname", "birth_date")
MOST_PAIRS = 100
MOST_CANDIDATES = 5_000
TOO_COMMON = 50  # a pair of sounds that more records share than this says nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person's."""

    first: Identity
    second: Identity


def same_person_in_room(
    room: UUID, values: dict[str, str], born: date | None, *, today: date
) -> list[Identity]:
    """Records of this room that may be of the person about to be registered."""
    wanted = NamedPerson(values.get("given_name", ""), values.get("surname", ""), born)
    hashes = [h for pair in pairs_of(wanted.given_name, wanted.surname) for h in sought(pair, "pair", room)]
    by_number = Q(pk__in=[])
    if values.get("personnummer"):
        by_number = Q(personnummer_hash__in=sought(values["personnummer"], "personnummer", room))
    rows = (
        Identity.objects.filter(Q(name_pairs__overlap=hashes) | by_number, room=room)
        .filter(person__in=persons_in_sight(room, today=today))
        .select_related("person")
    )
    numbers = (
        set(sought(values["personnummer"], "personnummer", room)) if values.get("personnummer") else set()
    )
    found = []
    for row in rows[:500]:
        same_number = row.personnummer_hash is not None and bytes(row.personnummer_hash) in numbers
        if same_number or may_be_same_person(_named(row), wanted):
            found.append(row)
    return found[:20]


def duplicates_in_room(room: UUID, *, today: date) -> list[Pair]:
    """Pairs of records in sight that may be of one person, at most a page of them."""
    ids = _candidates(room, today)
    rows = {
        row.pk: row
        for row in Identity.objects.filter(pk__in={i for pair in ids for i in pair}).select_related("person")
    }
    named = {pk: _named(row) for pk, row in rows.items()}
    found = []
    for first, second in ids:
        one, other = rows.get(first), rows.get(second)
        if one is None or other is None:
            continue
        if _same_number(one, other) or may_be_same_person(named[first], named[second]):
            found.append(Pair(one, other))
        if len(found) >= MOST_PAIRS:
            break
    return found


def _candidates(room: UUID, today: date) -> list[tuple[UUID, UUID]]:
    """Pairs of identifiers that share a pair of sounds or a number. Row-level security holds inside the query too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH seen AS (SELECT i.person_id AS id, i.name_pairs, i.personnummer_hash FROM people_identity i"
            "  JOIN people_person p ON p.id = i.person_id"
            "  WHERE p.room_id = %(room)s AND p.state = 'active' AND p.review_by >= %(today)s),"
            " keys AS (SELECT id, unnest(name_pairs) AS key FROM seen"
            "  UNION ALL SELECT id, personnummer_hash FROM seen WHERE personnummer_hash IS NOT NULL),"
            " shared AS (SELECT key FROM keys GROUP BY key HAVING count(*) BETWEEN 2 AND %(most)s)"
            " SELECT DISTINCT a.id, b.id FROM keys a JOIN shared USING (key) JOIN keys b ON b.key = a.key AND a.id < b.id"
            " ORDER BY 1, 2 LIMIT %(limit)s",
            {"room": room, "today": today, "most": TOO_COMMON, "limit": MOST_CANDIDATES},
        )
        return [(first, second) for first, second in cursor.fetchall()]


def names_of(rows: Iterable[Identity]) -> dict[UUID, dict[str, str]]:
    """The compared fields of these records, opened."""
    return {row.pk: opened(row, COMPARED) for row in rows}


def _named(row: Identity) -> NamedPerson:
    values = opened(row, COMPARED)
    return NamedPerson(values["given_name"], values["surname"], birth_date_in(values))


def _same_number(one: Identity, other: Identity) -> bool:
    return bool(one.personnummer_hash) and bytes(one.personnummer_hash or b"") == bytes(
        other.personnummer_hash or b""
    )
