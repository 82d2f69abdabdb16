"""Which accesses are looked at, who may look, and when a review is late."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.log_review import (
    MOST_OF_ONE_REASON,
    OPENED_IN_AN_EMERGENCY,
    SAMPLE_SIZE,
    AccessFacts,
    LogReviewFacts,
    Reason,
    ReviewState,
    drawn_by_chance,
    due_on,
    may_judge,
    may_look,
    may_sign,
    month_before,
    reasons_to_look,
    review_state,
    to_be_looked_at,
)
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import AgencyKind, Role

pytestmark = pytest.mark.acceptance("S19")

ROOM, ELSEWHERE, PROGRAMME = UUID(int=1), UUID(int=2), UUID(int=3)
ANNA, BERTIL = UUID(int=10), UUID(int=11)
MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = date(2026, 4, 10)


def _access(event: int = 1, **changed: object) -> AccessFacts:
    return replace(AccessFacts(event=event, user=ANNA, at=MONDAY_NOON, act="incident.read"), **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("access", "reason"),
    [
        (_access(at=MONDAY_NOON.replace(hour=5)), Reason.OUT_OF_HOURS),
        (_access(at=MONDAY_NOON.replace(hour=22)), Reason.OUT_OF_HOURS),
        (_access(at=MONDAY_NOON + timedelta(days=5)), Reason.OUT_OF_HOURS),
        (_access(same_surname=True), Reason.SAME_SURNAME),
        (_access(same_address=True), Reason.SAME_ADDRESS),
        (_access(colleague=True), Reason.COLLEAGUE),
        (_access(open_task=False), Reason.NO_OPEN_TASK),
        (_access(act=OPENED_IN_AN_EMERGENCY), Reason.BREAK_GLASS),
        (_access(taken_out=True), Reason.TAKEN_OUT),
    ],
)
def test_each_reason_to_look_hits(access: AccessFacts, reason: Reason) -> None:
    assert reasons_to_look(access) == {reason}


def test_an_ordinary_access_at_work_is_no_reason_and_what_is_not_known_is_none_either() -> None:
    assert reasons_to_look(_access()) == frozenset()
    assert (
        reasons_to_look(_access(at=MONDAY_NOON.replace(hour=6), same_surname=False, open_task=True)) == set()
    )


def test_three_refusals_in_a_day_are_looked_at_and_two_are_not() -> None:
    two = [_access(n, refused=True) for n in (1, 2)]
    other_day = _access(3, refused=True, at=MONDAY_NOON + timedelta(days=1))
    many = [_access(n, user=BERTIL, refused=True) for n in (4, 5, 6)]
    found = to_be_looked_at([*two, other_day, *many], seed=1)
    hit = {event for event, reasons in found.items() if Reason.REFUSED_AGAIN_AND_AGAIN in reasons}
    assert hit == {4, 5, 6}


@given(st.sets(st.integers(1, 10_000), max_size=200), st.integers(0, 2**32))
def test_the_draw_is_within_bounds_and_can_be_repeated(events: set[int], seed: int) -> None:
    drawn = drawn_by_chance(events, seed=seed)
    assert drawn <= events
    assert len(drawn) == min(SAMPLE_SIZE, len(events))
    assert drawn == drawn_by_chance(sorted(events, reverse=True), seed=seed)


def test_every_access_has_the_same_chance() -> None:
    times = [0] * 60
    for seed in range(4000):
        for event in drawn_by_chance(range(60), seed=seed):
            times[event] += 1
    assert min(times) > 1850  # 2000 expected, standard deviation 32
    assert max(times) < 2150


def test_a_room_that_is_always_out_of_hours_gets_a_review_one_can_finish() -> None:
    nights = [_access(n, at=MONDAY_NOON.replace(hour=2)) for n in range(500)]
    assert len(to_be_looked_at(nights, seed=3)) <= SAMPLE_SIZE + MOST_OF_ONE_REASON


def _reader(user: UUID = BERTIL, room: UUID = ROOM) -> Reader:
    mission = MissionFacts(
        room=room,
        agency=UUID(int=20),
        agency_kind=AgencyKind.SOCIAL,
        programme=PROGRAMME,
        roles=frozenset({Role.SOCIAL_WORKER}),
        first_day=date(2020, 1, 1),
        last_day=None,
    )
    return Reader(user=user, missions=(mission,))


REVIEW = LogReviewFacts(
    room=ROOM,
    programme=PROGRAMME,
    people_in_sample=frozenset({ANNA}),
    waiting=0,
    due_on=date(2026, 4, 15),
    signed=False,
)


def test_somebody_in_the_room_and_outside_the_sample_signs() -> None:
    assert may_sign(_reader(), REVIEW, today=TODAY)


@pytest.mark.parametrize(
    ("reader", "review"),
    [
        (_reader(ANNA), REVIEW),
        (_reader(room=ELSEWHERE), REVIEW),
        (_reader(), replace(REVIEW, waiting=1)),
        (_reader(), replace(REVIEW, signed=True)),
    ],
)
def test_nobody_else_signs(reader: Reader, review: LogReviewFacts) -> None:
    assert not may_sign(reader, review, today=TODAY)


def test_who_is_in_the_sample_does_not_even_look_and_a_signed_review_stands() -> None:
    assert not may_look(_reader(ANNA), REVIEW, today=TODAY)
    assert may_look(_reader(), replace(REVIEW, signed=True), today=TODAY)
    assert not may_judge(_reader(), replace(REVIEW, signed=True), today=TODAY)


def test_a_review_is_late_the_day_after_its_last_day() -> None:
    assert due_on(date(2026, 3, 1), made=date(2026, 4, 1)) == date(2026, 4, 15)
    assert due_on(date(2026, 3, 1), made=date(2026, 4, 25)) == date(
        2026, 5, 9
    )  # nobody is late before it is there
    assert review_state(due=date(2026, 4, 15), signed=False, today=date(2026, 4, 15)) is ReviewState.OPEN
    assert review_state(due=date(2026, 4, 15), signed=False, today=date(2026, 4, 16)) is ReviewState.LATE
    assert review_state(due=date(2026, 4, 15), signed=True, today=date(2027, 1, 1)) is ReviewState.SIGNED
    assert month_before(date(2026, 1, 31)) == date(2025, 12, 1)
