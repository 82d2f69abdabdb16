"""When two records of one room may be made one, and two again."""

from dataclasses import replace
from uuid import UUID

import pytest

from vapenvila.rules.person_merge import PersonMergeFacts, may_merge_persons, may_undo_person_merge

KEPT = PersonMergeFacts(id=UUID(int=1), room=UUID(int=9), active=True)
ABSORBED = replace(KEPT, id=UUID(int=2))


def test_two_records_in_use_of_one_room_are_merged_with_a_reason() -> None:
    assert may_merge_persons(KEPT, ABSORBED, reason="The same person")


@pytest.mark.acceptance("S3")
def test_records_of_two_rooms_are_never_merged() -> None:
    assert not may_merge_persons(KEPT, replace(ABSORBED, room=UUID(int=8)), reason="The same person")


def test_a_record_is_not_merged_with_itself_nor_out_of_use_nor_without_a_reason() -> None:
    assert not may_merge_persons(KEPT, KEPT, reason="The same person")
    assert not may_merge_persons(replace(KEPT, active=False), ABSORBED, reason="The same person")
    assert not may_merge_persons(KEPT, replace(ABSORBED, active=False), reason="The same person")
    assert not may_merge_persons(KEPT, ABSORBED, reason=" ")


@pytest.mark.acceptance("T28")
def test_a_merge_is_undone_once_and_the_latest_first() -> None:
    assert may_undo_person_merge(kept_merged=False, undone=False)
    assert not may_undo_person_merge(kept_merged=True, undone=False)
    assert not may_undo_person_merge(kept_merged=False, undone=True)
