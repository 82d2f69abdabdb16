"""When a file or a print may leave the house, how much at once, and how it is called back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.rules.invented_readers import FIRST, PROGRAMMES
from vapenvila.rules.exports import (
    APPROVAL_LIVES,
    LONGEST_LIFE_DAYS,
    ROWS_ALONE,
    SMALL_REGISTER,
    CopySize,
    CopyWish,
    approval_holds,
    may_confirm_destroyed,
    may_decide_on_export,
    may_recall,
    may_take_out,
    may_take_out_so_much,
)
from vapenvila.rules.incident_export import LONGEST_PERIOD_DAYS, may_export_period
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind, Role

pytestmark = pytest.mark.acceptance("S21")
TODAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 9, tzinfo=UTC)
ASKED_BY = UUID(int=99)
WISH = CopyWish(
    purpose="Ten letter", recipient="The made-up board", expires_on=TODAY + timedelta(days=LONGEST_LIFE_DAYS)
)


def test_a_copy_has_a_purpose_a_recipient_and_a_last_day_within_a_year() -> None:
    assert may_take_out(WISH, today=TODAY)
    assert "what the file is for" in may_take_out(replace(WISH, purpose="Statistik "), today=TODAY).reason
    assert "who receives" in may_take_out(replace(WISH, recipient=" "), today=TODAY).reason
    assert "coming day" in may_take_out(replace(WISH, expires_on=TODAY), today=TODAY).reason
    later = WISH.expires_on + timedelta(days=1)
    assert "at most a year" in may_take_out(replace(WISH, expires_on=later), today=TODAY).reason
    assert may_take_out(replace(WISH, expires_on=TODAY + timedelta(days=1)), today=TODAY)


@pytest.mark.parametrize(
    ("rows", "of_all", "approved", "may"),
    [
        (SMALL_REGISTER, SMALL_REGISTER, False, True),  # a young register may leave whole
        (SMALL_REGISTER + 1, SMALL_REGISTER + 1, True, False),  # a grown one never does, approved or not
        (SMALL_REGISTER + 1, SMALL_REGISTER + 2, False, True),
        (ROWS_ALONE, None, False, True),
        (ROWS_ALONE + 1, None, False, False),
        (ROWS_ALONE + 1, None, True, True),
    ],
)
def test_the_whole_register_never_leaves_and_much_of_it_only_with_a_second_person(
    rows: int, of_all: int | None, approved: bool, may: bool
) -> None:
    assert bool(may_take_out_so_much(CopySize(rows=rows, of_all=of_all, approved=approved))) is may


def test_somebody_else_with_the_right_decides_once() -> None:
    role = min(ROLES_WITH_RIGHT[Right.APPROVE_EXPORTS])
    mission = MissionFacts(
        UUID(int=11), UUID(int=21), AgencyKind.MUNICIPALITY, PROGRAMMES[0], frozenset({role}), FIRST, None
    )
    second = Reader(UUID(int=1), (mission,))

    def decide(reader: Reader, *, waiting: bool = True) -> str:
        told = may_decide_on_export(
            reader, asked_by=ASKED_BY, programme=PROGRAMMES[0], waiting=waiting, today=FIRST
        )
        return "yes" if told else told.reason

    assert decide(second) == "yes"
    assert "their own export" in decide(Reader(ASKED_BY, (mission,)))
    assert "already been decided" in decide(second, waiting=False)
    without = replace(mission, roles=frozenset({Role.EVALUATOR}))
    assert decide(Reader(UUID(int=1), (without,))) != "yes"


def test_an_approval_holds_for_a_week() -> None:
    assert approval_holds(decided_at=NOW, now=NOW)
    assert approval_holds(decided_at=NOW, now=NOW + APPROVAL_LIVES)
    assert not approval_holds(decided_at=NOW, now=NOW + APPROVAL_LIVES + timedelta(seconds=1))
    assert not approval_holds(decided_at=NOW, now=NOW - timedelta(seconds=1))


def test_a_copy_is_called_back_once_for_a_reason() -> None:
    assert may_recall(recalled=False, destroyed=False, reason="Sent to the wrong board")
    assert "already been called back" in may_recall(recalled=True, destroyed=False, reason="x").reason
    assert "destroyed" in may_recall(recalled=False, destroyed=True, reason="x").reason
    assert "Write why" in may_recall(recalled=False, destroyed=False, reason=" ").reason


def test_destruction_is_noted_once_after_recall_or_expiry_with_who_confirmed() -> None:
    by = "A. Made-up"
    assert may_confirm_destroyed(recalled=True, expired=False, destroyed=False, confirmed_by=by)
    assert may_confirm_destroyed(recalled=False, expired=True, destroyed=False, confirmed_by=by)
    early = may_confirm_destroyed(recalled=False, expired=False, destroyed=False, confirmed_by=by)
    assert "Call the file back first" in early.reason
    again = may_confirm_destroyed(recalled=True, expired=True, destroyed=True, confirmed_by=by)
    assert "already noted" in again.reason
    nobody = may_confirm_destroyed(recalled=True, expired=False, destroyed=False, confirmed_by=" ")
    assert "Write who" in nobody.reason


def test_incidents_leave_for_a_period_of_at_most_five_years() -> None:
    most = FIRST + timedelta(days=LONGEST_PERIOD_DAYS)
    assert may_export_period(FIRST, most)
    assert may_export_period(FIRST, FIRST)
    assert "five years" in may_export_period(FIRST, most + timedelta(days=1)).reason
    assert "after the last day" in may_export_period(most, FIRST).reason
    assert "never exported" in may_export_period(None, FIRST).reason
    assert "never exported" in may_export_period(FIRST, None).reason
