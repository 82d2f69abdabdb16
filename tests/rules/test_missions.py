"""Who gives missions and closes accounts: another administrator, and never police and social services to one person."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.rules.invented_readers import FIRST, PROGRAMMES
from vapenvila.rules.missions import WantedMission, may_close_account, may_give_mission
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.roles import AgencyKind, Role

HERE, ELSEWHERE = PROGRAMMES[0], PROGRAMMES[1]
GIVER, RECEIVER = UUID(int=91), UUID(int=92)


def _held(
    kind: AgencyKind,
    role: Role,
    *,
    programme: UUID = HERE,
    first_day: date = FIRST,
    last_day: date | None = None,
) -> MissionFacts:
    return MissionFacts(UUID(int=11), UUID(int=21), kind, programme, frozenset({role}), first_day, last_day)


ADMINISTRATOR = Reader(GIVER, (_held(AgencyKind.MUNICIPALITY, Role.ADMINISTRATOR),))
WANTED = WantedMission(
    user=RECEIVER,
    agency_kind=AgencyKind.POLICE,
    programme=HERE,
    roles=frozenset({Role.POLICE_OFFICER}),
    first_day=FIRST,
    last_day=None,
)


def test_an_administrator_gives_a_mission_in_an_agency_that_has_the_role() -> None:
    assert may_give_mission(ADMINISTRATOR, WANTED, (), today=FIRST)
    wrong = replace(WANTED, agency_kind=AgencyKind.CIVIL)
    assert "cannot be held" in may_give_mission(ADMINISTRATOR, wrong, (), today=FIRST).reason
    assert (
        "at least one role"
        in may_give_mission(ADMINISTRATOR, replace(WANTED, roles=frozenset()), (), today=FIRST).reason
    )


@pytest.mark.acceptance("T5")
def test_nobody_gives_themselves_a_mission_and_nobody_else_gives_one() -> None:
    own = replace(WANTED, user=GIVER)
    assert "their own missions" in may_give_mission(ADMINISTRATOR, own, (), today=FIRST).reason
    leader = Reader(GIVER, (_held(AgencyKind.MUNICIPALITY, Role.PROJECT_LEADER),))
    assert not may_give_mission(leader, WANTED, (), today=FIRST)


def test_the_last_day_does_not_lie_before_the_first() -> None:
    assert may_give_mission(ADMINISTRATOR, replace(WANTED, last_day=FIRST), (), today=FIRST)
    before = replace(WANTED, last_day=date(2000, 1, 1))
    assert "before the first day" in may_give_mission(ADMINISTRATOR, before, (), today=FIRST).reason


@pytest.mark.acceptance("S2")
@pytest.mark.parametrize(
    ("first_day", "last_day", "apart"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), True),  # ended the day before
        (date(2026, 1, 1), date(2026, 2, 1), False),  # still on the first day
        (date(2026, 2, 28), None, False),  # begins on the last day
        (date(2026, 3, 1), None, True),  # begins the day after
        (date(2026, 2, 10), date(2026, 2, 11), False),  # within
    ],
)
def test_police_and_social_services_are_never_held_on_the_same_day_in_any_programme(
    first_day: date, last_day: date | None, apart: bool
) -> None:
    held = _held(
        AgencyKind.SOCIAL, Role.SOCIAL_WORKER, programme=ELSEWHERE, first_day=first_day, last_day=last_day
    )
    wanted = replace(WANTED, first_day=date(2026, 2, 1), last_day=date(2026, 2, 28))
    assert bool(may_give_mission(ADMINISTRATOR, wanted, (held,), today=FIRST)) is apart


def test_an_open_end_reaches_every_later_day() -> None:
    later = _held(AgencyKind.SOCIAL, Role.SOCIAL_WORKER, first_day=date(2090, 1, 1))
    assert not may_give_mission(ADMINISTRATOR, WANTED, (later,), today=FIRST)
    probation = _held(AgencyKind.PROBATION, Role.PROBATION_OFFICER)
    assert may_give_mission(ADMINISTRATOR, WANTED, (probation,), today=FIRST)


def test_an_account_is_closed_by_another_administrator_of_its_only_programme() -> None:
    person = Reader(RECEIVER, (_held(AgencyKind.POLICE, Role.POLICE_OFFICER),))
    assert may_close_account(ADMINISTRATOR, person, HERE, today=FIRST)
    assert "their own account" in may_close_account(ADMINISTRATOR, ADMINISTRATOR, HERE, today=FIRST).reason
    assert not may_close_account(person, ADMINISTRATOR, HERE, today=FIRST)
    stranger = Reader(RECEIVER, (_held(AgencyKind.POLICE, Role.POLICE_OFFICER, programme=ELSEWHERE),))
    assert "no mission" in may_close_account(ADMINISTRATOR, stranger, HERE, today=FIRST).reason
    both = Reader(RECEIVER, (*person.missions, *stranger.missions))
    assert "another programme" in may_close_account(ADMINISTRATOR, both, HERE, today=FIRST).reason
    ended = replace(stranger.missions[0], last_day=FIRST)
    once = Reader(RECEIVER, (*person.missions, ended))
    assert may_close_account(ADMINISTRATOR, once, HERE, today=date(2100, 1, 1))
