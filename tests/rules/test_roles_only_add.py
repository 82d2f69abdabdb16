"""A role gives and never takes: whatever somebody may do stays when they get one role more."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.idle_time import idle_minutes_by_role, minutes_before_sign_out
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.room_access import RoomFacts, may_read_room

TODAY = date(2026, 3, 2)
PROGRAMMES = [uuid4(), uuid4()]
ROOMS = [uuid4(), uuid4(), uuid4()]

days = st.dates(date(2026, 2, 20), date(2026, 3, 12))
missions = st.builds(
    MissionFacts,
    room=st.sampled_from(ROOMS),
    agency=st.just(uuid4()),
    agency_kind=st.sampled_from(AgencyKind),
    programme=st.sampled_from(PROGRAMMES),
    roles=st.frozensets(st.sampled_from(Role), min_size=1),
    first_day=days,
    last_day=st.none() | days,
)
readers = st.builds(Reader, user=st.just(uuid4()), missions=st.lists(missions, max_size=4).map(tuple))


def allowed(reader: Reader) -> set[tuple[object, UUID]]:
    """Every right in every programme and every room the reader may use or read."""
    rights = {
        (right, programme)
        for right in Right
        for programme in PROGRAMMES
        if may(reader, right, programme, today=TODAY)
    }
    rooms = {
        ("read", room)
        for room in ROOMS
        for programme in PROGRAMMES
        if may_read_room(reader, RoomFacts(id=room, agency=uuid4(), programme=programme), today=TODAY)
    }
    return rights | rooms


@pytest.mark.acceptance("T13")
@given(readers, missions)
def test_one_mission_more_never_removes_a_right(reader: Reader, more: MissionFacts) -> None:
    richer = replace(reader, missions=(*reader.missions, more))
    assert allowed(reader) <= allowed(richer)


@pytest.mark.acceptance("T13")
@given(readers.filter(lambda r: r.missions), st.sampled_from(Role))
def test_one_role_more_in_a_mission_never_removes_a_right(reader: Reader, role: Role) -> None:
    first, *others = reader.missions
    richer = replace(reader, missions=(replace(first, roles=first.roles | {role}), *others))
    assert allowed(reader) <= allowed(richer)


@pytest.mark.acceptance("T41")
@given(readers, missions)
def test_one_mission_more_never_lengthens_the_idle_time(reader: Reader, more: MissionFacts) -> None:
    minutes = idle_minutes_by_role({})
    richer = replace(reader, missions=(*reader.missions, more))
    before = minutes_before_sign_out(reader, minutes, today=TODAY)
    after = minutes_before_sign_out(richer, minutes, today=TODAY)
    assert after <= before or not reader.programmes(today=TODAY)


@pytest.mark.acceptance("T41")
@given(missions.filter(lambda m: m.covers(TODAY)))
def test_whoever_works_for_police_probation_or_social_services_idles_at_most_a_quarter_of_an_hour(
    mission: MissionFacts,
) -> None:
    minutes = minutes_before_sign_out(Reader(uuid4(), (mission,)), idle_minutes_by_role({}), today=TODAY)
    assert minutes <= 15 or mission.agency_kind not in {"police", "probation", "social"}


@pytest.mark.acceptance("T41")
def test_the_setting_shortens_idle_time_and_refuses_to_lengthen_it() -> None:
    assert idle_minutes_by_role({"police_officer": 5})[Role.POLICE_OFFICER] == 5
    with pytest.raises(ValueError, match="police_officer is at most 15 minutes"):
        idle_minutes_by_role({"police_officer": 16})
    with pytest.raises(ValueError, match="no role 'sheriff'"):
        idle_minutes_by_role({"sheriff": 5})
    with pytest.raises(ValueError, match="at least 3"):
        idle_minutes_by_role({"evaluator": 1})
