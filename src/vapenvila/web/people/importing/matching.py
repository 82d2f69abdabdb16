"""Which row is whom: copies, rows that contradict each other, records the room has, and rows that may be one person."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from vapenvila.web.people.importing.staging import do, rows_of
from vapenvila.web.people.registry import set_aside

MOST_ALIKE: Final = 5_000
TOO_COMMON: Final = 50  # a pair of sounds that more records share than this says nothing

_INDEX: Final = "CREATE INDEX ON person_staged (reference, row)"
_ANALYZE: Final = "ANALYZE person_staged"

_COPIES: Final = """
UPDATE person_staged s SET verdict = CASE WHEN s.content = f.content THEN 'copy' ELSE 'reference_twice' END,
    detail = f.row::text
FROM (SELECT DISTINCT ON (reference) reference, row, content FROM person_staged ORDER BY reference, row) f
WHERE s.reference = f.reference AND s.row > f.row
"""

_FOUND: Final = """
UPDATE person_staged s SET person = k.person_id,
    verdict = CASE WHEN k.content_hash = s.content THEN 'same' ELSE 'found' END
FROM (SELECT s2.row, r.person_id, r.content_hash
      FROM person_staged s2, unnest(array_prepend(s2.reference, s2.older)) AS key
      JOIN people_personreference r ON r.reference_hash = key
      WHERE s2.verdict = 'new' AND r.room_id = %(room)s AND r.source_system = %(source)s) k
WHERE s.row = k.row
"""

_NUMBER_TWICE: Final = """
UPDATE person_staged s SET verdict = 'number_twice', detail = f.row::text
FROM (SELECT DISTINCT ON (numbers[1]) numbers[1] AS number, row FROM person_staged
      WHERE verdict IN ('new', 'found', 'same') AND numbers <> '{}' ORDER BY numbers[1], row) f
WHERE s.verdict IN ('new', 'found') AND s.numbers[1] = f.number AND s.row > f.row
"""

_NUMBER_IN_ROOM: Final = """
UPDATE person_staged s SET verdict = 'number_in_room', detail = k.pseudonym
FROM (SELECT s2.row, min(coalesce(m.pseudonym, p.pseudonym)) AS pseudonym
      FROM person_staged s2, unnest(s2.numbers) AS number
      JOIN people_identity i ON i.personnummer_hash = number AND i.room_id = %(room)s
      JOIN people_person p ON p.id = i.person_id
      LEFT JOIN people_person m ON m.id = p.merged_into_id
      WHERE s2.verdict IN ('new', 'found') AND p.id IS DISTINCT FROM s2.person
        AND coalesce(m.id, p.id) IS DISTINCT FROM s2.person
        AND coalesce(m.review_by, p.review_by) >= %(today)s AND p.state <> 'removed'
        AND coalesce(m.id, p.id) <> ALL(%(aside)s)
      GROUP BY s2.row) k
WHERE s.row = k.row
"""

_REMOVED: Final = """
UPDATE person_staged s SET verdict = 'removed', person = k.removal, detail = k.removed_on::text
FROM (SELECT DISTINCT ON (s2.row) s2.row, m.removal, m.removed_on
      FROM person_staged s2, unnest(s2.numbers || s2.born_as || s2.reference || s2.older) AS key
      JOIN people_removedperson m ON m.mark_hash = key
      WHERE s2.verdict = 'new' AND m.room_id = %(room)s AND m.let_back_at IS NULL
        AND m.source_system IN ('', %(source)s)
      ORDER BY s2.row, m.removed_on DESC, m.removal) k
WHERE s.row = k.row
"""

_ALIKE: Final = """
CREATE TEMP TABLE person_alike ON COMMIT DROP AS
WITH keys AS (
    SELECT row, NULL::uuid AS id, unnest(pairs) AS key FROM person_staged WHERE verdict = 'new'
    UNION ALL
    SELECT NULL, i.person_id, unnest(i.name_pairs) FROM people_identity i
      JOIN people_person p ON p.id = i.person_id
      WHERE i.room_id = %(room)s AND p.state = 'active' AND p.review_by >= %(today)s AND p.id <> ALL(%(aside)s)),
shared AS (SELECT key FROM keys GROUP BY key HAVING count(row) >= 1 AND count(*) BETWEEN 2 AND %(common)s)
SELECT DISTINCT a.row, b.row AS other, b.id AS person
FROM keys a JOIN shared USING (key) JOIN keys b ON b.key = a.key
WHERE a.row IS NOT NULL AND (b.id IS NOT NULL OR a.row > b.row)
ORDER BY 1, 2, 3 LIMIT %(most)s
"""


def match(room: UUID, source: str, *, today: date) -> None:
    """Say of each staged row what it is. Row-level security holds inside every question."""
    values: dict[str, Any] = {
        "room": room,
        "source": source,
        "today": today,
        "aside": list(set_aside(room)),
        "common": TOO_COMMON,
        "most": MOST_ALIKE,
    }
    for statement in (_INDEX, _ANALYZE, _COPIES, _FOUND, _NUMBER_TWICE, _NUMBER_IN_ROOM, _REMOVED, _ALIKE):
        do(statement, values)


def rows_alike() -> set[int]:
    """Rows whose names must be looked at."""
    found = rows_of(
        "SELECT row FROM person_alike UNION SELECT other FROM person_alike WHERE other IS NOT NULL", {}
    )
    return {row for (row,) in found}


def pairs_alike() -> list[tuple[int, int | None, UUID | None]]:
    """Candidates: a row, and the other row or the record of the room it may be one person with."""
    found = rows_of("SELECT row, other, person FROM person_alike ORDER BY row", {})
    return [(row, other, person) for row, other, person in found]


def removals_met() -> list[tuple[int, UUID]]:
    """Rows that name somebody who was removed, with the removal."""
    found = rows_of("SELECT row, person FROM person_staged WHERE verdict = 'removed' ORDER BY row", {})
    return [(row, removal) for row, removal in found]


def verdicts(first: int, last: int) -> dict[int, tuple[str, UUID | None, str]]:
    """What the rows from first to last are: verdict, record of the room, detail."""
    found = rows_of(
        "SELECT row, verdict, person, detail FROM person_staged WHERE row BETWEEN %(first)s AND %(last)s",
        {"first": first, "last": last},
    )
    return {row: (verdict, person, detail) for row, verdict, person, detail in found}
