"""Who may be registered, listed, seen and opened: the rules on persons, with their limits."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.invented_readers import FIRST, ROOMS, readers
from vapenvila.rules.person_access import (
    CASEWORKERS,
    IdentityFacts,
    PersonRoom,
    may_break_glass,
    may_list_persons,
    may_review_broken_glass,
    may_see_identity,
    may_work_with_persons,
)
from vapenvila.rules.person_listing import (
    PersonFacts,
    PersonState,
    adult_from,
    delete_on,
    in_sight,
    may_be_listed,
    may_register,
    possible_birth_date,
    review_due,
)
from vapenvila.rules.person_mark import (
    MARKS_OF,
    NOT_SUSPECTED,
    SUSPECTED,
    Mark,
    may_be_one_record,
    may_carry,
    may_change_mark,
)
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.readiness import (
    Readiness,
    ReadinessFacts,
    may_enter_real_persons,
    may_record_readiness,
    missing,
)
from vapenvila.rules.roles import AgencyKind, Role

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ANALYST = UUID(int=99)
ROOM = PersonRoom(ROOMS[0], AgencyKind.POLICE)


def reader_with(*roles: Role, kind: AgencyKind = AgencyKind.POLICE) -> Reader:
    mission = MissionFacts(ROOMS[0], UUID(int=1), kind, UUID(int=2), frozenset(roles), date(2026, 1, 1), None)
    return Reader(ANALYST, (mission,))


def facts(
    mark: Mark = Mark.SUSPECT,
    *,
    child_until: date | None = None,
    state: PersonState = PersonState.ACTIVE,
    review_by: date = TODAY,
    age_known: bool = True,
    protective: bool = False,
) -> PersonFacts:
    return PersonFacts(
        mark=mark,
        protective_track=protective or child_until is not None,
        adult_from=child_until,
        age_known=age_known,
        state=state,
        review_by=review_by,
    )


@given(readers(), st.sampled_from(AgencyKind))
def test_only_those_who_do_casework_in_the_room_see_its_persons(reader: Reader, kind: AgencyKind) -> None:
    day = FIRST + timedelta(days=10)
    expected = any(
        m.room == ROOMS[0] and m.covers(day) and m.roles & CASEWORKERS[m.agency_kind] for m in reader.missions
    )
    assert bool(may_work_with_persons(reader, PersonRoom(ROOMS[0], kind), today=day)) == expected


@pytest.mark.acceptance("S1")
@pytest.mark.parametrize(
    "role",
    [
        Role.ADMINISTRATOR,
        Role.DATA_PROTECTION_OFFICER,
        Role.STEERING_GROUP_MEMBER,
        Role.EVALUATOR,
        Role.COORDINATOR,
        Role.PROJECT_LEADER,
    ],
)
@pytest.mark.parametrize("kind", list(AgencyKind))
def test_no_other_role_sees_persons_in_any_room(role: Role, kind: AgencyKind) -> None:
    assert not may_work_with_persons(reader_with(role, kind=kind), PersonRoom(ROOMS[0], kind), today=TODAY)


@pytest.mark.acceptance("S2")
def test_a_police_role_in_the_social_room_would_not_help() -> None:
    police = reader_with(Role.POLICE_ANALYST, Role.POLICE_OFFICER, kind=AgencyKind.SOCIAL)
    assert not may_work_with_persons(police, PersonRoom(ROOMS[0], AgencyKind.SOCIAL), today=TODAY)


def test_social_services_have_no_list() -> None:
    worker = reader_with(Role.SOCIAL_WORKER, kind=AgencyKind.SOCIAL)
    room = PersonRoom(ROOMS[0], AgencyKind.SOCIAL)
    assert may_work_with_persons(worker, room, today=TODAY)
    assert not may_list_persons(worker, room, today=TODAY)
    assert may_list_persons(reader_with(Role.POLICE_ANALYST), ROOM, today=TODAY)


@pytest.mark.acceptance("S12")
@pytest.mark.parametrize("mark", sorted(NOT_SUSPECTED))
def test_whoever_is_not_suspected_is_never_listed_turned_into_a_suspect_or_merged_with_one(
    mark: Mark,
) -> None:
    assert not may_be_listed(facts(mark), today=TODAY)
    for suspected in SUSPECTED:
        assert not may_change_mark(mark, suspected)
        assert not may_be_one_record(mark, suspected)
        assert not may_be_one_record(suspected, mark)
    assert may_be_listed(facts(), today=TODAY)


def test_a_cleared_suspect_may_be_marked_as_not_suspected() -> None:
    assert may_change_mark(Mark.SUSPECT, Mark.OTHER)


def test_social_services_register_nobody_as_suspected() -> None:
    assert not MARKS_OF[AgencyKind.SOCIAL] & SUSPECTED
    assert not may_carry(Mark.SUSPECT, AgencyKind.SOCIAL)
    assert not may_carry(Mark.OTHER, AgencyKind.MUNICIPALITY)


@pytest.mark.acceptance("S13")
def test_nobody_under_18_or_of_unknown_age_is_listed() -> None:
    assert not may_be_listed(facts(child_until=TODAY + timedelta(days=1)), today=TODAY)
    assert may_be_listed(facts(child_until=TODAY), today=TODAY)
    assert not may_be_listed(facts(age_known=False), today=TODAY)
    assert not may_be_listed(facts(protective=True), today=TODAY)


@pytest.mark.acceptance("S13")
def test_a_child_is_registered_on_the_protective_track_with_its_own_need_only() -> None:
    def may(protective: bool, need_of_child: str) -> bool:
        return bool(
            may_register(
                mark=Mark.VICTIM,
                child=True,
                protective_track=protective,
                need="n",
                source="s",
                need_of_child=need_of_child,
            )
        )

    assert not may(False, "needed")
    assert not may(True, " ")
    assert may(True, "needed")


def test_the_eighteenth_birthday_is_computed() -> None:
    assert adult_from(date(2010, 5, 1), today=TODAY) == date(2028, 5, 1)
    assert adult_from(date(2008, 11, 25), today=TODAY) is None
    assert adult_from(date(2012, 2, 29), today=TODAY) == date(2030, 3, 1)


@pytest.mark.acceptance("S14")
def test_a_record_leaves_sight_the_day_its_review_is_late_and_is_deleted_after_the_grace() -> None:
    assert in_sight(facts(review_by=TODAY), today=TODAY)
    late = facts(review_by=TODAY - timedelta(days=1))
    assert not in_sight(late, today=TODAY)
    assert not may_be_listed(late, today=TODAY)
    assert delete_on(TODAY) == TODAY + timedelta(days=31)
    assert review_due(Mark.SUSPECT, reviewed=TODAY) - TODAY <= timedelta(days=365)
    assert review_due(Mark.VICTIM, reviewed=TODAY) < review_due(Mark.SUSPECT, reviewed=TODAY)


@pytest.mark.acceptance("S11")
def test_an_impossible_birth_date_is_refused() -> None:
    assert not possible_birth_date(TODAY + timedelta(days=1), number_says=None, today=TODAY)
    assert not possible_birth_date(date(1900, 1, 1), number_says=None, today=TODAY)
    assert not possible_birth_date(date(1990, 6, 3), number_says=date(1990, 6, 2), today=TODAY)
    assert possible_birth_date(date(1990, 6, 2), number_says=date(1990, 6, 2), today=TODAY)


@pytest.mark.acceptance("S20")
def test_glass_is_broken_in_the_own_room_with_a_reason_for_hours() -> None:
    def may(reader: Reader, reason: str = "A threat against his life today", hours: int = 2) -> bool:
        return bool(may_break_glass(reader, ROOM, reason=reason, hours=hours, today=TODAY))

    assert may(reader_with(Role.POLICE_OFFICER))
    assert not may(reader_with(Role.POLICE_OFFICER), reason="because")
    assert not may(reader_with(Role.POLICE_OFFICER), hours=9)
    assert not may(reader_with(Role.POLICE_OFFICER), hours=0)
    assert not may(reader_with(Role.ADMINISTRATOR))
    assert not may(Reader(ANALYST, ()))


@pytest.mark.acceptance("S20")
def test_a_protected_identity_shows_to_its_keeper_or_while_the_glass_is_broken() -> None:
    reader = reader_with(Role.POLICE_OFFICER)
    other = UUID(int=5)

    def sees(**more: object) -> bool:
        return bool(may_see_identity(reader, IdentityFacts(protected=True, keeper=other, **more), now=NOW))  # type: ignore[arg-type]  # facts by name

    assert not sees()
    assert sees(broken_by=ANALYST, broken_until=NOW + timedelta(hours=1))
    assert not sees(broken_by=ANALYST, broken_until=NOW)
    assert not sees(broken_by=other, broken_until=NOW + timedelta(hours=1))
    assert may_see_identity(reader, IdentityFacts(protected=True, keeper=ANALYST), now=NOW)
    assert may_see_identity(reader, IdentityFacts(protected=False, keeper=None), now=NOW)


@pytest.mark.acceptance("S20")
def test_nobody_signs_for_their_own_emergency() -> None:
    reader = reader_with(Role.POLICE_OFFICER)
    assert not may_review_broken_glass(reader, ROOM, opened_by=ANALYST, finding="Right", today=TODAY)
    assert not may_review_broken_glass(reader, ROOM, opened_by=UUID(int=5), finding=" ", today=TODAY)
    assert may_review_broken_glass(reader, ROOM, opened_by=UUID(int=5), finding="Right", today=TODAY)


@pytest.mark.acceptance("S27")
def test_no_real_person_before_all_six_are_done_and_not_outdated() -> None:
    done = dict.fromkeys(Readiness, TODAY)
    assert may_enter_real_persons(ReadinessFacts(made_up=False, done_on=done), today=TODAY)
    for item in Readiness:
        lacking = {name: day for name, day in done.items() if name != item}
        facts_now = ReadinessFacts(made_up=False, done_on=lacking)
        assert missing(facts_now, today=TODAY) == (item,)
        assert not may_enter_real_persons(facts_now, today=TODAY)
    old = {**done, Readiness.LEAK_SELF_TEST: TODAY - timedelta(days=91)}
    assert missing(ReadinessFacts(made_up=False, done_on=old), today=TODAY) == (Readiness.LEAK_SELF_TEST,)
    assert may_enter_real_persons(ReadinessFacts(made_up=True, done_on={}), today=TODAY)


def test_what_is_put_on_record_as_ready_was_done_and_is_kept_somewhere() -> None:
    assert may_record_readiness(done_on=TODAY, reference="Case 7", today=TODAY)
    assert not may_record_readiness(done_on=TODAY + timedelta(days=1), reference="Case 7", today=TODAY)
    assert not may_record_readiness(done_on=TODAY, reference=" ", today=TODAY)


def test_whoever_has_no_mission_in_the_room_signs_for_no_emergency() -> None:
    stranger = Reader(ANALYST, ())
    assert not may_review_broken_glass(stranger, ROOM, opened_by=UUID(int=5), finding="Right", today=TODAY)


@pytest.mark.parametrize("state", [PersonState.MERGED, PersonState.REMOVED])
def test_a_record_out_of_use_is_never_listed(state: PersonState) -> None:
    assert not may_be_listed(facts(state=state), today=TODAY)


def test_nobody_is_born_in_the_future_and_an_unknown_day_is_no_error() -> None:
    assert possible_birth_date(None, number_says=None, today=TODAY)
    assert not possible_birth_date(TODAY + timedelta(days=1), number_says=None, today=TODAY)


@pytest.mark.acceptance("T36")
@pytest.mark.parametrize(
    ("need", "source", "allowed"), [("Need", "List", True), (" ", "List", False), ("Need", "", False)]
)
def test_nobody_is_registered_without_need_and_source(need: str, source: str, *, allowed: bool) -> None:
    asked = may_register(
        mark=Mark.OTHER, child=False, protective_track=False, need=need, source=source, need_of_child=""
    )
    assert bool(asked) == allowed


@pytest.mark.parametrize("agency", list(AgencyKind))
@pytest.mark.parametrize("mark", list(Mark))
def test_an_agency_registers_people_under_the_marks_of_its_task_alone(agency: AgencyKind, mark: Mark) -> None:
    assert bool(may_carry(mark, agency)) == (mark in MARKS_OF[agency])


@pytest.mark.parametrize("kept", list(Mark))
@pytest.mark.parametrize("absorbed", list(Mark))
def test_suspected_and_not_suspected_are_never_one_record(kept: Mark, absorbed: Mark) -> None:
    assert bool(may_be_one_record(kept, absorbed)) == ((kept in SUSPECTED) == (absorbed in SUSPECTED))
