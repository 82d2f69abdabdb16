"""When a meeting may be changed, and when its minutes may be locked."""

from datetime import UTC, datetime, timedelta

import pytest

from vapenvila.rules.review_meeting import (
    NEXT_STATES,
    ItemFacts,
    MeetingState,
    may_build_agenda,
    may_edit_meeting,
    may_lock_minutes,
    may_move,
    minutes_are_late,
)

S = MeetingState
HELD_AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("to", list(S))
def test_a_meeting_moves_only_along_the_table_and_a_refusal_says_why(state: S, to: S) -> None:
    decision = may_move(state, to)
    assert decision.allowed is (to in NEXT_STATES[state])
    assert decision.reason.endswith(".")


def test_nothing_follows_a_locked_or_missed_meeting() -> None:
    assert NEXT_STATES[S.LOCKED] == NEXT_STATES[S.MISSED] == frozenset()
    assert not may_edit_meeting(S.LOCKED)
    assert not may_edit_meeting(S.MISSED)


def test_the_agenda_builds_itself_only_until_it_is_frozen() -> None:
    assert [state for state in S if may_build_agenda(state)] == [S.PLANNED]


@pytest.mark.parametrize(
    ("item", "settled"),
    [
        (ItemFacts(), False),
        (ItemFacts(decisions=1), True),
        (ItemFacts(explicit_none=True), True),
        (ItemFacts(carried_over=True), True),
        (ItemFacts(follows_open_in_time=True), True),
    ],
)
def test_every_item_ends_in_a_decision_an_explicit_none_or_the_next_meeting(
    item: ItemFacts, settled: bool
) -> None:
    assert item.settled is settled
    assert may_lock_minutes(S.HELD, (ItemFacts(decisions=2), item), has_chair=True).allowed is settled


def test_minutes_without_a_chair_are_not_locked() -> None:
    assert "chaired" in may_lock_minutes(S.HELD, (), has_chair=False).reason


@pytest.mark.parametrize("state", [s for s in S if s is not S.HELD])
def test_only_a_held_meetings_minutes_are_locked(state: S) -> None:
    assert not may_lock_minutes(state, (), has_chair=True)


def test_minutes_are_late_after_24_hours() -> None:
    on_time, late = HELD_AT + timedelta(hours=24), HELD_AT + timedelta(hours=24, seconds=1)
    assert not minutes_are_late(state=S.HELD, held_at=HELD_AT, now=on_time)
    assert minutes_are_late(state=S.HELD, held_at=HELD_AT, now=late)
    assert not minutes_are_late(state=S.LOCKED, held_at=HELD_AT, now=late)


def test_a_meeting_is_edited_until_its_minutes_are_locked_or_it_was_missed() -> None:
    assert {state for state in S if may_edit_meeting(state)} == {S.PLANNED, S.AGENDA_FROZEN, S.HELD}
    assert "locked" in may_edit_meeting(S.LOCKED).reason
    assert "missed" in may_edit_meeting(S.MISSED).reason


def test_minutes_ask_for_the_chair_before_they_ask_for_the_items() -> None:
    answer = may_lock_minutes(S.HELD, (), has_chair=False)
    assert not answer
    assert "who chaired" in answer.reason
