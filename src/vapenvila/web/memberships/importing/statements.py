"""Rows of memberships and of evidence, written by the very acts that are used by hand: a file opens no other way in."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.membership import Certainty, MemberRole
from vapenvila.rules.membership_evidence import Evidence, plain
from vapenvila.web.groups.models import Group
from vapenvila.web.memberships.actions.proving import add_evidence
from vapenvila.web.memberships.actions.stating import Wording, state_membership
from vapenvila.web.memberships.importing.file_mapping import MAY_BE_LEFT_OUT, WORDING
from vapenvila.web.memberships.importing.look import COPY, Look
from vapenvila.web.memberships.importing.row_checks import EMPTY_CELL, FileRow, tell
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.statements import open_statement
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.models import Person

OTHER_ROW: Final[Sentence] = say("Another row of the same membership is held back: row {detail}.")
CONTRADICTS: Final[Sentence] = say("{column} says something else than row {detail} on the same membership.")
NO_STATEMENT: Final[Sentence] = say(
    "There is no statement on this person and group that evidence could be added to. State the membership first."
)
TOGETHER = 50  # so many rows between two moves of the bar


def write_memberships(rows: list[FileRow], look: Look) -> None:
    """Rows on one person and group are one statement, a draft that waits for a second person; each row is a piece of it."""
    of_one: dict[tuple[UUID, UUID], list[FileRow]] = {}
    for row in rows:
        if row.group is not None and "person" in row.people:
            of_one.setdefault((row.people["person"].pk, row.group.pk), []).append(row)
    done: list[FileRow] = []
    for parts in of_one.values():
        _write_one(parts, look)
        done += parts
        if len(done) % TOGETHER < len(parts):
            look.done(done)
    look.done(rows)


def _write_one(rows: list[FileRow], look: Look) -> None:
    bad = next((row for row in rows if not row.good), None) or _worded_badly(rows, look)
    if bad is not None:
        for row in rows:
            if row.good:
                tell(row, look.mapping, "", OTHER_ROW, detail=str(bad.number))
        return
    person, group, pieces = _of(rows[0])[0], _of(rows[0])[1], _different(rows, look)
    if _all_there(person, group, list(pieces.values())):
        look.counts.unchanged += len(pieces)
        return
    try:
        state_membership(
            room=look.batch.room,
            person=person,
            group=group,
            wording=_wording(rows),
            evidence=list(pieces.values()),
            looked_at=True,
            by=look.by,
            at=look.at,
            batch=look.batch,
        )
        look.counts.created += 1
    except RefusedError as refused:
        for row in rows:
            tell(row, look.mapping, "", refused.reason)


def _of(row: FileRow) -> tuple[Person, Group]:
    if row.group is None:
        raise ValueError("a row that was held back is never written")
    return row.people["person"], row.group


def _worded_badly(rows: list[FileRow], look: Look) -> FileRow | None:
    """The first row that contradicts one above it, or the first of all where nobody says what must be said.

    An empty cell says nothing: role and dates may stand in the first row of a membership only.
    """
    for name in WORDING:
        said = [row for row in rows if name in row.cells]
        other = next((row for row in said if row.cells[name] != said[0].cells[name]), None)
        if other is not None:
            tell(other, look.mapping, name, CONTRADICTS, detail=str(said[0].number))
            return other
        if not said and name not in MAY_BE_LEFT_OUT:
            tell(rows[0], look.mapping, name, EMPTY_CELL)
            return rows[0]
    return None


def _wording(rows: list[FileRow]) -> Wording:
    """What the rows say together."""
    whole = FileRow(0, {name: row.cells[name] for name in WORDING for row in rows if name in row.cells})
    from_on = whole.day("from_on")
    if from_on is None:
        raise ValueError("a membership without a beginning is held back")
    return Wording(
        role=MemberRole(whole.cells["role"]),
        certainty=Certainty(whole.cells["certainty"]),
        from_on=from_on,
        to_on=whole.day("to_on"),
        contact_kind=whole.cells.get("contact_kind", ""),
        contact_by=whole.day("contact_by"),
    )


def _different(rows: list[FileRow], look: Look) -> dict[tuple[object, ...], Evidence]:
    """The pieces, each once: a row that says the same as one above it is a copy."""
    first: dict[tuple[object, ...], int] = {}
    pieces: dict[tuple[object, ...], Evidence] = {}
    for row in rows:
        piece = row.evidence()
        key = _key(piece)
        if key in pieces:
            look.counts.copies += 1
            tell(row, look.mapping, "", COPY, severity="info", detail=str(first[key]))
            continue
        first[key], pieces[key] = row.number, piece
    return pieces


def _key(piece: Evidence) -> tuple[object, ...]:
    """What makes two pieces the same: kind, day, origin and record, however they are spelled."""
    return (piece.kind.value, piece.on, plain(piece.origin), plain(piece.reference))


def _there(statement: MembershipStatement) -> set[tuple[object, ...]]:
    rows = statement.evidence.filter(withdrawn_at__isnull=True)
    return {(row.kind, row.on, plain(row.origin), plain(row.reference)) for row in rows}


def _open(person: Person, group: Group) -> MembershipStatement | None:
    """The statement on this person, or on a record merged into it, and the group."""
    them = {person.pk, *Person.objects.filter(merged_into=person).values_list("pk", flat=True)}
    return open_statement(them, group.pk)


def _all_there(person: Person, group: Group, pieces: list[Evidence]) -> bool:
    statement = _open(person, group)
    return statement is not None and {_key(piece) for piece in pieces} <= _there(statement)


def write_evidence(rows: list[FileRow], look: Look) -> None:
    """Each row is one more piece for a statement that is there. It moves nothing until somebody else has confirmed it."""
    seen: dict[tuple[object, ...], int] = {}
    for place, row in enumerate(rows, start=1):
        if row.good:
            _add_one(row, look, seen)
        if place % TOGETHER == 0:
            look.done(rows[:place])
    look.done(rows)


def _add_one(row: FileRow, look: Look, seen: dict[tuple[object, ...], int]) -> None:
    person, group = _of(row)
    piece = row.evidence()
    key = (person.pk, group.pk, *_key(piece))
    statement = _open(person, group)
    if statement is None:
        tell(row, look.mapping, "", NO_STATEMENT)
    elif key in seen:
        look.counts.copies += 1
        tell(row, look.mapping, "", COPY, severity="info", detail=str(seen[key]))
    elif _key(piece) in _there(statement):
        look.counts.unchanged += 1
    else:
        seen[key] = row.number
        _write_piece(row, look, statement, piece)


def _write_piece(row: FileRow, look: Look, statement: MembershipStatement, piece: Evidence) -> None:
    try:
        add_evidence(
            statement=statement, piece=piece, looked_at=True, by=look.by, at=look.at, batch=look.batch
        )
        look.counts.created += 1
    except RefusedError as refused:
        tell(row, look.mapping, refused.field, refused.reason)


Writer = Callable[[list[FileRow], Look], None]
