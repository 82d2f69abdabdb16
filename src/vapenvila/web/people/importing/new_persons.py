"""New persons into the room, set by set: sealed here, put beside the stage, and moved into the tables at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from vapenvila.rules.person_listing import review_due
from vapenvila.web.people.importing.bulk_sealing import BulkSealing
from vapenvila.web.people.importing.row_checks import CheckedRow
from vapenvila.web.people.importing.staging import copy_rows, do, rows_of
from vapenvila.web.people.models import PersonBatch
from vapenvila.web.people.pseudonyms import new_pseudonym
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS
from vapenvila.web.wall.identifiers import new_id

_SEALED: Final = ", ".join(IDENTITY_FIELDS)
_COLUMNS: Final = (
    ("row", "int4"), ("id", "uuid"), ("pseudonym", "text"), ("mark", "text"), ("protective_track", "bool"),
    ("adult_from", "date"), ("age_known", "bool"), ("source", "text"), ("reliability", "text"), ("source_on", "date"),
    ("need", "text"), ("review_by", "date"), *((name, "bytea") for name in IDENTITY_FIELDS), ("name_sounds", "bytea[]"),
    ("name_pairs", "bytea[]"), ("personnummer_hash", "bytea"), ("case_number_hash", "bytea"), ("reference", "bytea"),
    ("reference_id", "uuid"), ("change_id", "uuid"),
)  # fmt: skip
_CREATE: Final = (
    f"CREATE TEMP TABLE person_new ({', '.join(f'{name} {kind}' for name, kind in _COLUMNS)}) ON COMMIT DROP"
)
_COPY: Final = f"COPY person_new ({', '.join(name for name, _kind in _COLUMNS)}) FROM STDIN (FORMAT binary)"

_TAKEN: Final = """
SELECT id FROM (SELECT id, pseudonym, row_number() OVER (PARTITION BY pseudonym ORDER BY row) AS nth FROM person_new) n
WHERE nth > 1 OR EXISTS (
    SELECT 1 FROM people_person p WHERE p.room_id = %(room)s AND p.pseudonym = n.pseudonym)
"""

# The SQL is put together from our own literal tuple of fields, never from what users write.
_WRITE: Final = (
    """
INSERT INTO people_person (id, room_id, pseudonym, mark, protective_track, adult_from, age_known, state, merged_into_id,
    source, reliability, source_on, need, reviewed_on, review_by, keeper_id, batch_id, version, created_by_id, created_at,
    updated_at)
SELECT id, %(room)s, pseudonym, mark, protective_track, adult_from, age_known, 'active', NULL, source, reliability,
    source_on, need, %(today)s, review_by, %(by)s, %(batch)s, 1, %(by)s, %(at)s, %(at)s
FROM person_new
""",
    f"""
INSERT INTO people_identity (person_id, room_id, {_SEALED}, name_sounds, name_pairs, personnummer_hash, case_number_hash)
SELECT id, %(room)s, {_SEALED}, name_sounds, name_pairs, personnummer_hash, case_number_hash FROM person_new
""",  # noqa: S608
    """
INSERT INTO people_personchange (id, room_id, person_id, version, fields, before, reason, batch_id, by_id, at)
SELECT change_id, %(room)s, id, 1, '{}', '', '', %(batch)s, %(by)s, %(at)s FROM person_new
""",
    """
INSERT INTO people_personreference
    (id, room_id, person_id, source_system, reference, reference_hash, content_hash, version_after)
SELECT n.reference_id, %(room)s, n.id, %(source)s, n.reference, s.reference, s.content, 1
FROM person_new n JOIN person_staged s ON s.row = n.row
""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit: into which room, from which batch, by whom, when."""

    room: UUID
    batch: PersonBatch
    by: UUID
    at: datetime
    today: date


def create_new_stage() -> None:
    """The temporary table of new persons; everything in it that tells who somebody is, is sealed."""
    do(_CREATE, {})


def put_new(rows: Iterable[CheckedRow], sealing: BulkSealing, *, today: date) -> None:
    """Seal these rows and put them beside the stage."""
    copy_rows(_COPY, tuple(kind for _name, kind in _COLUMNS), (_line(row, sealing, today) for row in rows))


def _line(row: CheckedRow, sealing: BulkSealing, today: date) -> tuple[Any, ...]:
    identity, ground = row.identity, row.ground
    if identity is None or ground is None:
        raise ValueError("a row that was held back is never written")
    pk = new_id()
    sounds, pairs, number, case = sealing.found_by(identity.values)
    return (
        row.number, pk, new_pseudonym(), ground.mark.value, ground.protective_track, identity.adult_from,
        identity.born is not None, ground.source.strip(), ground.reliability, ground.source_on,
        f"{ground.need.strip()} {ground.need_of_child.strip()}".strip(), review_due(ground.mark, reviewed=today),
        *sealing.sealed(pk, identity.values), sounds, pairs, number, case, sealing.sealed_reference(pk, row.reference),
        new_id(), new_id(),
    )  # fmt: skip


def write_new(commit: Commit) -> None:
    """Move all new persons into the room's tables."""
    values: dict[str, Any] = {
        "room": commit.room,
        "batch": commit.batch.pk,
        "source": commit.batch.source_system,
        "by": commit.by,
        "at": commit.at,
        "today": commit.today,
    }
    while taken := rows_of(_TAKEN, values):
        for (pk,) in taken:
            do(
                "UPDATE person_new SET pseudonym = %(new)s WHERE id = %(id)s",
                {"id": pk, "new": new_pseudonym()},
            )
    for statement in _WRITE:
        do(statement, values)
