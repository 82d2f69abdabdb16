"""What a file of persons may do, and what no file ever can (acceptance S12, S9)."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.invented_readers import FIRST, ROOMS, readers
from vapenvila.rules.person_access import PersonRoom, may_work_with_persons
from vapenvila.rules.person_import import (
    IMPORTERS,
    FoundRecord,
    may_commit_texts,
    may_hold_for_all_rows,
    may_import_persons,
    may_take_mark_from_file,
    may_undo_persons,
    may_update_from_file,
)
from vapenvila.rules.person_mark import NOT_SUSPECTED, SUSPECTED, Mark, may_change_mark
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind, Role

KEEPER, OTHER = UUID(int=1), UUID(int=2)
IN_USE = FoundRecord(in_use=True, protected=False, keeper=KEEPER, changed_by_hand=False)


@given(reader=readers(), kind=st.sampled_from(list(AgencyKind)))
def test_whoever_brings_in_a_file_does_casework_in_the_room_and_has_a_role_for_it(
    reader: Reader, kind: AgencyKind
) -> None:
    room = PersonRoom(ROOMS[0], kind)
    if may_import_persons(reader, room, today=FIRST):
        assert may_work_with_persons(reader, room, today=FIRST)
        assert any(m.roles & IMPORTERS for m in reader.missions if m.room == room.id and m.covers(FIRST))


def test_the_table_of_rights_and_the_rule_name_the_same_roles() -> None:
    assert ROLES_WITH_RIGHT[Right.IMPORT_PERSONS] == IMPORTERS


@pytest.mark.acceptance("S12")
@pytest.mark.parametrize("mark", list(Mark))
def test_a_whole_file_says_only_that_nobody_is_suspected(mark: Mark) -> None:
    assert bool(may_hold_for_all_rows(mark)) == (mark in NOT_SUSPECTED)


@pytest.mark.acceptance("S12")
@pytest.mark.parametrize("old", list(Mark))
@pytest.mark.parametrize("new", list(Mark))
def test_no_file_moves_a_mark_to_or_from_suspected(old: Mark, new: Mark) -> None:
    allowed = may_take_mark_from_file(old, new)
    assert bool(allowed) == ((old in SUSPECTED) == (new in SUSPECTED))
    assert not allowed or may_change_mark(old, new)  # never more than a person may


@pytest.mark.parametrize(
    ("record", "allowed"),
    [
        (IN_USE, True),
        (replace(IN_USE, in_use=False), False),
        (replace(IN_USE, protected=True), True),
        (replace(IN_USE, protected=True, keeper=OTHER), False),
        (replace(IN_USE, changed_by_hand=True), False),
    ],
)
def test_a_record_takes_from_a_file_only_what_nobody_has_worked_on(
    record: FoundRecord, *, allowed: bool
) -> None:
    assert bool(may_update_from_file(record, by=KEEPER)) == allowed


@pytest.mark.acceptance("S9")
def test_warnings_in_free_text_are_looked_at_first() -> None:
    assert may_commit_texts(warnings=0, looked_at=False)
    assert may_commit_texts(warnings=2, looked_at=True)
    assert not may_commit_texts(warnings=1, looked_at=False)


def test_a_file_is_undone_whole_or_not_at_all() -> None:
    assert may_undo_persons(changed=0, used=0)
    assert not may_undo_persons(changed=1, used=0)
    assert not may_undo_persons(changed=0, used=1)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.POLICE_ANALYST, True), (Role.POLICE_OFFICER, False), (Role.ADMINISTRATOR, False)],
)
def test_an_officer_works_with_persons_and_brings_in_no_files(role: Role, *, allowed: bool) -> None:
    mission = MissionFacts(ROOMS[0], OTHER, AgencyKind.POLICE, OTHER, frozenset({role}), FIRST, None)
    room = PersonRoom(ROOMS[0], AgencyKind.POLICE)
    assert bool(may_import_persons(Reader(KEEPER, (mission,)), room, today=FIRST)) == allowed
    assert not may_import_persons(Reader(KEEPER, ()), room, today=FIRST)
