"""What a file says, as hashes in temporary tables of this transaction: no name and no number ever stands there."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import connection

from vapenvila.web.people.importing.bulk_sealing import BulkSealing
from vapenvila.web.people.importing.problems import Problem
from vapenvila.web.people.importing.row_checks import CheckedRow

CREATE: Final = """
DROP TABLE IF EXISTS pg_temp.person_staged, pg_temp.person_problem, pg_temp.person_alike, pg_temp.person_new;
CREATE TEMP TABLE person_staged (row integer PRIMARY KEY, reference bytea NOT NULL, older bytea[] NOT NULL,
    content bytea NOT NULL, numbers bytea[] NOT NULL, born_as bytea[] NOT NULL, pairs bytea[] NOT NULL,
    verdict text NOT NULL DEFAULT 'new', person uuid, detail text NOT NULL DEFAULT '') ON COMMIT DROP;
CREATE TEMP TABLE person_problem (row integer NOT NULL, "column" text NOT NULL, severity text NOT NULL,
    sentence text NOT NULL, detail text NOT NULL) ON COMMIT DROP;
"""


def create_stage() -> None:
    """Empty temporary tables."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE)


def stage_rows(rows: Iterable[CheckedRow], sealing: BulkSealing) -> None:
    """Put the good rows on the stage, as hashes."""
    lines = []
    for row in rows:
        if row.good and row.identity is not None:
            references = sealing.hashes(row.reference, "reference")
            number = row.identity.values.get("personnummer")
            lines.append(
                (
                    row.number,
                    references[0],
                    references[1:],
                    sealing.content(row),
                    sealing.hashes(number, "personnummer") if number else [],
                    sealing.born_as(row.identity.values),
                    sealing.pairs(row.identity.values),
                )
            )
    copy_rows(
        "COPY person_staged (row, reference, older, content, numbers, born_as, pairs) FROM STDIN (FORMAT binary)",
        ("int4", "bytea", "bytea[]", "bytea", "bytea[]", "bytea[]", "bytea[]"),
        lines,
    )


def stage_problems(found: Iterable[Problem]) -> None:
    """Keep what is wrong with rows until the report is made."""
    lines = [(p.row, p.column, p.severity, p.sentence, p.detail) for p in found]
    copy_rows(
        'COPY person_problem (row, "column", severity, sentence, detail) FROM STDIN (FORMAT binary)',
        ("int4", "text", "text", "text", "text"),
        lines,
    )


def copy_rows(statement: str, types: tuple[str, ...], lines: Iterable[tuple[Any, ...]]) -> None:
    """Write lines into a temporary table."""
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        for line in lines:
            copy.write_row(line)


def rows_of(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What a question to the stage answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def do(statement: str, values: dict[str, Any]) -> int:
    """Carry out one statement on the stage; the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
