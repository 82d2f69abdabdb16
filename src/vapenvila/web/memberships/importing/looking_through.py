"""A whole file: read and checked, its people and groups found, and written by the acts of the room.

The dry run writes too, and takes everything back: what it tells is what the import does, refusals of the database included.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction

from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.tables import RawTable
from vapenvila.web.memberships.importing.file_mapping import DAYS
from vapenvila.web.memberships.importing.look import Counts, Look
from vapenvila.web.memberships.importing.naming import name_groups, name_persons
from vapenvila.web.memberships.importing.row_checks import FileRow, check_row
from vapenvila.web.memberships.importing.statements import Writer, write_evidence, write_memberships
from vapenvila.web.memberships.importing.ties import write_ties
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.importing.held_rows import HeldRowsWriter
from vapenvila.web.people.importing.problems import SEVERITIES, Problem
from vapenvila.web.people.importing.reading import cells_of, notices_of, open_mapped, slices_of
from vapenvila.web.people.importing.report import KINDS_LISTED, LISTED

MOST_ROWS: Final = 50_000
WRITERS: Final[dict[Holds, Writer]] = {
    Holds.TIES: write_ties,
    Holds.EVIDENCE: write_evidence,
    Holds.MEMBERSHIPS: write_memberships,
}


def look_through(path: Path, look: Look) -> tuple[Counts, dict[str, Any]]:
    """Counts and report. Raises SaidError when the file as a whole is of no use."""
    table = open_mapped(path, look.mapping.columns.values())
    notices = notices_of(table)
    rows = _read(table, look)
    room = look.batch.room
    name_persons(rows, look.mapping, room=room.pk, today=look.today)
    name_groups(rows, look.mapping, programme=room.programme, now=look.at, today=look.today)
    with transaction.atomic():
        WRITERS[look.mapping.holds](rows, look)
        _ask_what_is_asked_at_the_end()
        transaction.set_rollback(not look.commit)
    _hold_back(path, rows, look)
    counts = look.counts
    counts.rows, counts.held = len(rows), sum(not row.good for row in rows)
    counts.text_warnings = sum(row.text_warnings for row in rows if row.good)
    return counts, _report(
        table, [*notices, *(problem for row in rows for problem in row.problems)], len(rows)
    )


def _read(table: RawTable, look: Look) -> list[FileRow]:
    rows: list[FileRow] = []
    mapping = look.mapping
    for raw, found in slices_of(table):
        for number, cells in cells_of(raw, mapping.columns, days=DAYS, order=mapping.date_order):
            rows.append(check_row(number, cells, mapping, found.get(number, ())))
        look.progress("check", len(rows))
        if len(rows) > MOST_ROWS:
            raise UnreadableFileError(say("A file may have 50,000 rows at most. Split it up."))
    return rows


def _ask_what_is_asked_at_the_end() -> None:
    """The guards that wait for the end of a transaction look now, while this room is in sight."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _hold_back(path: Path, rows: list[FileRow], look: Look) -> None:
    """Keep the rows that were held back, sealed, as they stood in the file: it is read once more for them."""
    why = {row.number: [p for p in row.problems if p.severity == "error"] for row in rows if not row.good}
    writer = HeldRowsWriter(look.batch)
    if why:
        for raw, _found in slices_of(open_mapped(path, look.mapping.columns.values())):
            writer.write(raw, why)
    writer.close()


def _report(table: RawTable, told: Iterable[Problem], rows: int) -> dict[str, Any]:
    """What the batch keeps: row, column and sentence, never a value of a cell. Sentences are English until shown."""
    weight = {severity: place for place, severity in enumerate(SEVERITIES)}
    listed = sorted(told, key=lambda p: (weight[p.severity], p.row, p.column, p.sentence))
    kinds = Counter((p.severity, p.column, p.sentence) for p in listed).most_common(KINDS_LISTED)
    return {
        "format": table.format,
        "encoding": table.encoding,
        "separator": table.separator,
        "header_row": table.header_row,
        "rows": rows,
        "totals": dict(Counter(p.severity for p in listed)),
        "kinds": [
            {"severity": severity, "column": column, "sentence": sentence, "rows": count}
            for (severity, column, sentence), count in sorted(kinds, key=lambda kind: weight[kind[0][0]])
        ],
        "problems": [
            {
                "row": p.row,
                "column": p.column,
                "severity": p.severity,
                "sentence": p.sentence,
                "detail": p.detail,
            }
            for p in listed[:LISTED]
        ],
    }
