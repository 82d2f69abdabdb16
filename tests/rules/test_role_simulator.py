"""Seeing as another role: the data-protection officer alone, in one's own programme, for a stated purpose, half an hour."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.invented_readers import AGENCIES, FIRST, PROGRAMMES, ROOMS, days, readers
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right, may
from vapenvila.rules.role_simulator import (
    LONGEST,
    SimulatedMission,
    may_go_on,
    may_leave_programme,
    may_send,
    may_simulate,
    simulated_reader,
)
from vapenvila.rules.roles import ROLES, AgencyKind, Role
from vapenvila.rules.room_access import RoomFacts

HERE, ELSEWHERE = PROGRAMMES[:2]
BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
WHY = "To see what a probation officer is shown"


def _wanted(
    role: Role = Role.POLICE_ANALYST, kind: AgencyKind = AgencyKind.POLICE, programme: object = HERE
) -> SimulatedMission:
    room = RoomFacts(id=ROOMS[0], agency=AGENCIES[0], programme=programme)  # type: ignore[arg-type]  # a UUID
    return SimulatedMission(role=role, room=room, agency_kind=kind)


def _officer(last_day: date | None = None) -> Reader:
    mission = MissionFacts(
        room=ROOMS[1],
        agency=AGENCIES[1],
        agency_kind=AgencyKind.MUNICIPALITY,
        programme=HERE,
        roles=frozenset({Role.DATA_PROTECTION_OFFICER}),
        first_day=FIRST,
        last_day=last_day,
    )
    return Reader(user=ROOMS[3], missions=(mission,))


@pytest.mark.acceptance("S18")
@given(readers(), days)
def test_nobody_sees_as_others_but_the_programmes_data_protection_officer(
    reader: Reader, today: date
) -> None:
    is_officer = Role.DATA_PROTECTION_OFFICER in reader.roles_in(HERE, today=today)
    assert bool(may_simulate(reader, _wanted(), HERE, purpose=WHY, today=today)) is is_officer


@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_seen_where_it_can_be_held_and_nowhere_else(role: Role) -> None:
    for kind in AgencyKind:
        decision = may_simulate(_officer(), _wanted(role, kind), HERE, purpose=WHY, today=FIRST)
        assert bool(decision) is (kind in ROLES[role].held_in)


def test_a_room_of_another_programme_is_refused() -> None:
    decision = may_simulate(_officer(), _wanted(programme=ELSEWHERE), HERE, purpose=WHY, today=FIRST)
    assert decision.reason == "This room is not part of the programme."


@pytest.mark.parametrize("purpose", ["", "   ", "look", "         look"])
def test_without_a_purpose_nothing_is_shown(purpose: str) -> None:
    assert not may_simulate(_officer(), _wanted(), HERE, purpose=purpose, today=FIRST)


@pytest.mark.parametrize(
    ("after", "goes_on"),
    [
        (timedelta(0), True),
        (LONGEST - timedelta(seconds=1), True),
        (LONGEST, False),
        (timedelta(days=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_it_ends_after_half_an_hour(after: timedelta, goes_on: bool) -> None:
    assert bool(may_go_on(_officer(), HERE, began_at=BEGAN, now=BEGAN + after, today=FIRST)) is goes_on


def test_it_ends_with_the_officers_own_mission() -> None:
    day_after = FIRST + timedelta(days=1)
    assert not may_go_on(_officer(FIRST), HERE, began_at=BEGAN, now=BEGAN, today=day_after)


def test_nothing_is_sent_and_no_other_programme_is_opened_meanwhile() -> None:
    assert not may_send(simulating=True)
    assert may_send(simulating=False)
    assert not may_leave_programme(to_another=True)
    assert may_leave_programme(to_another=False)


@given(st.sampled_from(Role), days)
def test_the_pages_take_the_officer_for_that_role_and_for_nothing_more(role: Role, today: date) -> None:
    kind = min(ROLES[role].held_in)
    seen = simulated_reader(_officer().user, _wanted(role, kind), today=today)
    for right in Right:
        assert bool(may(seen, right, HERE, today=today)) is (role in ROLES_WITH_RIGHT[right])
        assert not may(seen, right, ELSEWHERE, today=today)
        assert not may(seen, right, HERE, today=today + timedelta(days=1))
