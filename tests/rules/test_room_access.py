"""What lies in a room is read by people with a mission in that room, and by nobody else, whatever else they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.invented_readers import AGENCIES, FIRST, PROGRAMMES, ROOMS, days, readers
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import ROLES, AgencyKind, Role, may_hold_role
from vapenvila.rules.room_access import RoomFacts, may_read_room

POLICE_ROLES = [role for role in Role if role in {Role.POLICE_ANALYST, Role.POLICE_OFFICER}]


@pytest.mark.acceptance("S1")
@given(readers(), st.sampled_from(ROOMS), days)
def test_a_room_is_open_exactly_to_those_with_a_current_mission_in_it(
    reader: Reader, id_: object, today: date
) -> None:
    room = RoomFacts(id=id_, agency=AGENCIES[0], programme=PROGRAMMES[0])  # type: ignore[arg-type]  # sampled UUID
    works_there = any(
        m.room == room.id and m.first_day <= today and (m.last_day or today) >= today for m in reader.missions
    )
    assert bool(may_read_room(reader, room, today=today)) is works_there


@pytest.mark.acceptance("S2")
@pytest.mark.parametrize("role", POLICE_ROLES)
@pytest.mark.parametrize("agency", [kind for kind in AgencyKind if kind is not AgencyKind.POLICE])
def test_no_police_role_can_be_held_outside_the_police(role: Role, agency: AgencyKind) -> None:
    assert ROLES[role].held_in == {AgencyKind.POLICE}
    assert not may_hold_role(role, agency)


@pytest.mark.acceptance("S2")
@given(st.frozensets(st.sampled_from(Role), min_size=1))
def test_no_set_of_roles_held_at_the_police_opens_the_room_of_social_services(roles: frozenset[Role]) -> None:
    police, social = ROOMS[:2]
    mission = MissionFacts(police, AGENCIES[0], AgencyKind.POLICE, PROGRAMMES[0], roles, FIRST, None)
    room = RoomFacts(id=social, agency=AGENCIES[1], programme=PROGRAMMES[0])
    assert not may_read_room(Reader(AGENCIES[0], (mission,)), room, today=FIRST)


@pytest.mark.parametrize("kind", AgencyKind)
@pytest.mark.parametrize("role", Role)
def test_a_role_is_held_exactly_where_the_table_says(role: Role, kind: AgencyKind) -> None:
    assert bool(may_hold_role(role, kind)) is (kind in ROLES[role].held_in)
