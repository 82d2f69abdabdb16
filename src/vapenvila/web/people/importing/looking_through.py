"""A whole file against a whole room: read once to know it, read again to say of each row what becomes of it.

Twice, because what a row is depends on all others, and so that neither a list of everybody in the file lies open on a disk
nor the file has to fit into memory.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from vapenvila.rules.person_names import NamedPerson, may_be_same_person
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.imports.engine.tables import RawTable
from vapenvila.web.people.importing import problems
from vapenvila.web.people.importing.bulk_sealing import BulkSealing
from vapenvila.web.people.importing.found_persons import compare, write_found
from vapenvila.web.people.importing.held_rows import HeldRowsWriter
from vapenvila.web.people.importing.matching import match, pairs_alike, rows_alike, verdicts
from vapenvila.web.people.importing.new_persons import Commit, create_new_stage, put_new, write_new
from vapenvila.web.people.importing.person_mapping import PersonMapping
from vapenvila.web.people.importing.problems import Problem
from vapenvila.web.people.importing.reading import ReadRows, notices_of, open_persons, read_rows
from vapenvila.web.people.importing.report import make_report
from vapenvila.web.people.importing.row_checks import CheckedRow, RowCheck
from vapenvila.web.people.importing.staging import create_stage, stage_problems, stage_rows
from vapenvila.web.people.models import Identity, PersonBatch
from vapenvila.web.people.sealed_identity import birth_date_in, opened

COMPARED: Final = ("given_name", "surname", "birth_date")
HELD_BY: Final = {
    "reference_twice": ("reference", problems.REFERENCE_TWICE),
    "number_twice": ("personnummer", problems.NUMBER_TWICE),
    "number_in_room": ("personnummer", problems.NUMBER_IN_ROOM),
    "removed": ("reference", problems.REMOVED),
}
Progress = Callable[[str, int], None]
"""Told the name of the step and the rows done so far."""


@dataclass(slots=True)
class Counts:
    """What the file would do, or did."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    held: int = 0
    text_warnings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look through a file: for which room and by whom, and (`commit`) whether it is written down."""

    batch: PersonBatch
    mapping: PersonMapping
    agency: AgencyKind
    made_up: bool
    by: UUID
    today: date
    progress: Progress
    commit: Commit | None = None

    @property
    def check(self) -> RowCheck:
        """The check of single rows."""
        return RowCheck(self.mapping, self.agency, self.made_up, self.today)


@dataclass(slots=True)
class _Second:
    """What the second reading gathers."""

    held: HeldRowsWriter
    counts: Counts
    alike: set[int]
    named: dict[int, NamedPerson] = field(default_factory=dict)


def look_through(path: Path, look: Look) -> tuple[Counts, dict[str, Any]]:
    """Counts and report. Raises SaidError when the file as a whole is of no use."""
    sealing, counts = BulkSealing(look.batch.room_id), Counts()
    create_stage()
    table = open_persons(path, look.mapping)
    _read_first(table, look, sealing, counts)
    match(look.batch.room_id, look.mapping.source_system, today=look.today)
    second = _Second(HeldRowsWriter(look.batch), counts, rows_alike())
    if look.commit is not None:
        create_new_stage()
    done = 0
    for read in read_rows(open_persons(path, look.mapping), look.check):
        _judge(read, look, sealing, second)
        done += len(read.rows)
        look.progress("write" if look.commit else "compare", done)
    second.held.close()
    stage_problems(_alike(second.named))
    if look.commit is not None:
        write_new(look.commit)
    return counts, make_report(table, counts.rows)


def _read_first(table: RawTable, look: Look, sealing: BulkSealing, counts: Counts) -> None:
    stage_problems(notices_of(table))
    for read in read_rows(table, look.check):
        stage_rows(read.rows, sealing)
        stage_problems(problem for row in read.rows for problem in row.problems)
        counts.rows += len(read.rows)
        look.progress("check", counts.rows)


def _judge(read: ReadRows, look: Look, sealing: BulkSealing, second: _Second) -> None:
    """What becomes of these rows; at a commit, what is to be done is done."""
    counts, new, found = second.counts, [], {}
    why: dict[int, list[Problem]] = {}
    told: list[Problem] = []
    known = verdicts(read.rows[0].number, read.rows[-1].number) if read.rows else {}
    for row in read.rows:
        verdict, person, detail = known.get(row.number, ("held", None, ""))
        if verdict == "new":
            new.append(row)
        elif verdict == "found" and person is not None:
            found[person] = row
        elif verdict == "same":
            counts.unchanged += 1
        elif verdict == "copy":
            counts.copies += 1
            told.append(Problem(row.number, "", "info", problems.COPY, detail))
        elif verdict in HELD_BY:
            name, sentence = HELD_BY[verdict]
            column = look.mapping.columns.get(name, "")
            why[row.number] = [Problem(row.number, column, "error", sentence, detail)]
            told += why[row.number]
        else:
            why[row.number] = [p for p in row.problems if p.severity == "error"]
    told += _found(found, look, sealing, counts, why)
    counts.created += len(new)
    if look.commit is not None:
        put_new(new, sealing, today=look.today)
    _remember(new, second)
    counts.held += len(why)
    counts.text_warnings += sum(row.text_warnings for row in read.rows if row.number not in why)
    second.held.write(read.raw, why)
    stage_problems(told)


def _found(
    rows: dict[UUID, CheckedRow],
    look: Look,
    sealing: BulkSealing,
    counts: Counts,
    why: dict[int, list[Problem]],
) -> list[Problem]:
    """Rows of records the room has; what holds some of them back."""
    if not rows:
        return []
    judged = compare(
        rows,
        room=look.batch.room_id,
        source=look.mapping.source_system,
        by=look.by,
        made_up=look.made_up,
        today=look.today,
        lock=look.commit is not None,
    )
    told = []
    for one in judged:
        if one.refused is not None:
            name, sentence = one.refused
            problem = Problem(one.row.number, look.mapping.columns.get(name, ""), "error", sentence)
            why[one.row.number] = [problem]
            told.append(problem)
        elif one.changes:
            counts.updated += 1
        else:
            counts.unchanged += 1
    if look.commit is not None:
        write_found(judged, look.commit, {person: sealing.content(row) for person, row in rows.items()})
    return told


def _remember(rows: Iterable[CheckedRow], second: _Second) -> None:
    """The names of those rows that must be compared, and of no others."""
    for row in rows:
        if row.number in second.alike and row.identity is not None:
            values = row.identity.values
            second.named[row.number] = NamedPerson(
                values.get("given_name", ""), values.get("surname", ""), row.identity.born
            )


def _alike(named: dict[int, NamedPerson]) -> list[Problem]:
    """Warnings on rows that may be one person with another row or with a record of the room."""
    pairs = pairs_alike()
    ids = {person for _row, _other, person in pairs if person is not None}
    records = {r.pk: r for r in Identity.objects.filter(pk__in=ids).select_related("person")}
    told = []
    for row, other, person in pairs:
        one = named.get(row)
        if one is None:
            continue
        if person is not None:
            values = opened(records[person], COMPARED)
            like = NamedPerson(values["given_name"], values["surname"], birth_date_in(values))
            if may_be_same_person(one, like):
                pseudonym = records[person].person.pseudonym
                told.append(Problem(row, "", "warning", problems.ALIKE_IN_ROOM, pseudonym))
        elif other in named and may_be_same_person(one, named[other]):
            told.append(Problem(row, "", "warning", problems.ALIKE_IN_FILE, str(other)))
    return told
