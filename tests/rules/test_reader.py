"""A reader is somebody with dated missions; only those in force count."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given

from tests.rules.invented_readers import FIRST, PROGRAMMES, days, readers
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import AgencyKind, Role

MISSION = MissionFacts(
    room=UUID(int=11),
    agency=UUID(int=21),
    agency_kind=AgencyKind.POLICE,
    programme=PROGRAMMES[0],
    roles=frozenset({Role.POLICE_ANALYST}),
    first_day=FIRST,
    last_day=FIRST + timedelta(days=9),
)


@pytest.mark.parametrize(("day", "covered"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_mission_covers_its_first_and_its_last_day(day: int, covered: bool) -> None:
    assert MISSION.covers(FIRST + timedelta(days=day)) is covered


@given(readers(), days)
def test_a_programme_is_open_exactly_when_a_mission_in_it_is_in_force(reader: Reader, today: date) -> None:
    expected = {m.programme for m in reader.missions if m.covers(today)}
    assert reader.programmes(today=today) == expected
    assert {p for p in PROGRAMMES if reader.roles_in(p, today=today)} == expected


@given(readers(), days)
def test_roles_of_one_programme_never_come_from_another(reader: Reader, today: date) -> None:
    for programme in PROGRAMMES:
        alone = Reader(reader.user, tuple(m for m in reader.missions if m.programme == programme))
        assert reader.roles_in(programme, today=today) == alone.roles_in(programme, today=today)
