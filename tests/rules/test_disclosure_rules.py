"""The rules of the door: which grounds hold, the test, who decides, and states."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.age_from_number import age_on, twelve_digits
from vapenvila.rules.disclosable_fields import DataClass
from vapenvila.rules.disclosure_decision import DecisionFacts, is_decided, may_decide
from vapenvila.rules.disclosure_ground import (
    GroundSetting,
    Standing,
    Verification,
    Wish,
    banned_by,
    fits,
    fitting,
    may_use_ground,
    standing_of,
)
from vapenvila.rules.disclosure_state import (
    CONTENT_OPEN_TO,
    NEXT_STATES,
    ONLY_BY_MANAGER,
    DisclosureState,
    Restriction,
    Side,
    may_move,
    may_read_content,
    may_stand,
    seen_by_asker,
)
from vapenvila.rules.disclosure_test import passes_test, stopping
from vapenvila.rules.legal_ground import Force, Trigger, YesNo
from vapenvila.rules.roles import AgencyKind as Kind
from vapenvila.web.disclosures.catalogue import catalogue

TODAY = date(2026, 11, 25)
GROUNDS = catalogue().grounds
DUTY, CONTACT, UNDER_21 = (
    GROUNDS["probation_police_duty"],
    GROUNDS["contact_data"],
    GROUNDS["social_police_under_21"],
)
S = DisclosureState
ASK = Wish(
    from_kind=Kind.PROBATION,
    to_kind=Kind.POLICE,
    classes=frozenset({DataClass.SUPERVISION}),
    ages=(None,),
    asked=True,
)


def signed(fingerprint: str, *, on: date = date(2026, 10, 1)) -> GroundSetting:
    return GroundSetting(verification=Verification("A. Jurist", on, fingerprint))


@pytest.mark.acceptance("S5")
@pytest.mark.parametrize("code", sorted(GROUNDS))
def test_no_ground_carries_anything_before_a_lawyer_has_verified_it(code: str) -> None:
    assert not may_use_ground(GROUNDS[code], GroundSetting(), today=TODAY)


@pytest.mark.acceptance("S5")
def test_a_ground_that_is_off_unverified_or_out_of_date_is_refused() -> None:
    good = signed(DUTY.fingerprint)
    assert may_use_ground(DUTY, good, today=TODAY)
    off = replace(good, switched_off=True)
    reworded = signed("another wording")
    old = signed(DUTY.fingerprint, on=TODAY - timedelta(days=366))
    assert standing_of(DUTY, off, today=TODAY) is Standing.OFF
    assert standing_of(DUTY, reworded, today=TODAY) is Standing.UNVERIFIED
    assert standing_of(DUTY, old, today=TODAY) is Standing.OUT_OF_DATE
    assert standing_of(DUTY, good, today=date(2025, 3, 31)) is Standing.OUT_OF_DATE
    repealed = replace(DUTY, valid_to=TODAY - timedelta(days=1))
    assert standing_of(repealed, good, today=TODAY) is Standing.OUT_OF_DATE
    for setting in (off, reworded, old):
        assert not may_use_ground(DUTY, setting, today=TODAY)


@pytest.mark.acceptance("S5")
def test_a_programme_can_open_only_what_its_lawyer_has_verified() -> None:
    to_verify = GROUNDS["social_police_committed_crime"]
    assert not may_use_ground(to_verify, GroundSetting(), today=TODAY)
    assert may_use_ground(to_verify, signed(to_verify.fingerprint), today=TODAY)
    ban = GROUNDS["whole_list"]
    assert not may_use_ground(ban, signed(ban.fingerprint), today=TODAY)


def test_a_ground_reaches_its_agencies_data_ages_and_trigger_only() -> None:
    assert fits(DUTY, ASK)
    assert not fits(DUTY, replace(ASK, to_kind=Kind.SOCIAL))
    assert not fits(DUTY, replace(ASK, classes=frozenset({DataClass.CONTACT, DataClass.SUPERVISION})))
    asked_contact = replace(ASK, from_kind=Kind.SOCIAL, classes=frozenset({DataClass.CONTACT}))
    assert fits(CONTACT, asked_contact)
    assert not fits(CONTACT, replace(asked_contact, asked=False))
    young = replace(ASK, from_kind=Kind.SOCIAL, classes=frozenset({DataClass.PREVENTION}), ages=(20,))
    assert fits(UNDER_21, young)
    for ages in ((21,), (None,), (20, 21)):
        assert not fits(UNDER_21, replace(young, ages=ages))
    assert not fits(DUTY, replace(ASK, emergency=True))


def test_bans_are_never_offered_as_grounds() -> None:
    wish = replace(ASK, classes=frozenset({DataClass.WHOLE_LIST}))
    assert fitting(GROUNDS.values(), wish) == []
    ban = banned_by(GROUNDS.values(), wish)
    assert ban is not None
    assert ban.code == "whole_list"
    group = replace(ASK, from_kind=Kind.SOCIAL, classes=frozenset({DataClass.GROUP_SEARCH}))
    found = banned_by(GROUNDS.values(), group)
    assert found is not None
    assert found.code == "group_search"


@pytest.mark.parametrize("code", sorted(code for code, g in GROUNDS.items() if g.questions))
def test_one_stopping_answer_ends_the_test_of_every_ground(code: str) -> None:
    ground = GROUNDS[code]
    passing = {q.id: YesNo.NO if q.stops is YesNo.YES else YesNo.YES for q in ground.questions}
    assert passes_test(ground, passing, reasons="Made up")
    assert not passes_test(ground, passing, reasons=" ")
    for question in ground.questions:
        stopped = passing | {question.id: question.stops}
        assert stopping(ground, stopped) == question
        decision = passes_test(ground, stopped, reasons="Made up")
        assert not decision
        assert decision.reason == question.why.en
        assert not passes_test(ground, {k: v for k, v in passing.items() if k != question.id}, reasons="x")
    assert not passes_test(ground, passing | {"unknown": YesNo.YES}, reasons="x")


ANNA, BO, CHIEF = uuid4(), uuid4(), uuid4()


def facts(*deciders: UUID, **changed: object) -> DecisionFacts:
    told: dict[str, object] = {
        "classes": frozenset({DataClass.SUPERVISION}),
        "exit_client": False,
        "stopped": False,
        "emergency": False,
        "deciders": deciders,
        "managers": frozenset({CHIEF}),
    }
    return DecisionFacts(**(told | changed))  # type: ignore[arg-type]  # invented facts


def test_two_different_people_decide_where_the_catalogue_says_so() -> None:
    assert is_decided(DUTY, facts(ANNA))
    assert not is_decided(UNDER_21, facts(ANNA))
    assert not is_decided(UNDER_21, facts(ANNA, ANNA))
    assert not may_decide(UNDER_21, facts(ANNA), by=ANNA)
    assert may_decide(UNDER_21, facts(ANNA), by=BO)
    assert is_decided(UNDER_21, facts(ANNA, BO))


@pytest.mark.acceptance("S6")
def test_contact_data_wait_until_a_named_manager_has_decided() -> None:
    contact = {"classes": frozenset({DataClass.CONTACT})}
    assert not may_decide(CONTACT, facts(**contact), by=ANNA)
    assert not is_decided(CONTACT, facts(ANNA, BO, **contact))
    assert is_decided(CONTACT, facts(CHIEF, **contact))
    assert not is_decided(GROUNDS["consent"], facts(ANNA, **contact))


@pytest.mark.acceptance("S6")
@given(st.lists(st.sampled_from([ANNA, BO]), max_size=4), st.booleans(), st.sampled_from(sorted(GROUNDS)))
def test_nothing_on_an_exit_client_is_decided_without_the_manager(
    deciders: list[UUID], emergency: bool, code: str
) -> None:
    assert not is_decided(GROUNDS[code], facts(*deciders, exit_client=True, emergency=emergency))


def test_at_danger_to_life_one_person_decides() -> None:
    assert is_decided(UNDER_21, facts(ANNA, emergency=True))
    assert is_decided(CONTACT, facts(ANNA, emergency=True, classes=frozenset({DataClass.CONTACT})))


@pytest.mark.acceptance("T19")
@pytest.mark.parametrize(("state", "restriction"), list(product(S, Restriction)))
def test_every_pair_of_state_and_restriction_is_allowed_or_refused(
    state: DisclosureState, restriction: Restriction
) -> None:
    held_back = restriction is not Restriction.NONE and state in ONLY_BY_MANAGER
    assert bool(may_stand(state, restriction, manager_decided=False)) is not held_back
    assert may_stand(state, restriction, manager_decided=True)


@pytest.mark.acceptance("T19")
@pytest.mark.parametrize(("state", "to"), list(product(S, S)))
def test_every_pair_of_states_is_allowed_or_refused_with_a_sentence(state: S, to: S) -> None:
    decision = may_move(state, to)
    assert bool(decision) is (to in NEXT_STATES[state])
    assert decision.reason


@pytest.mark.acceptance("T19")
def test_content_opens_to_the_receiver_only_between_hand_over_and_recall() -> None:
    assert set(CONTENT_OPEN_TO) == set(S) == set(NEXT_STATES)
    open_to_receiver = {s for s in S if may_read_content(s, Side.RECEIVER)}
    assert open_to_receiver == {S.HANDED_OVER, S.RECEIVED, S.CORRECTED}


def test_the_asker_sees_only_that_it_is_being_examined() -> None:
    told = {seen_by_asker(s) for s in (S.BEING_TESTED, S.AWAITING_SECOND, S.AWAITING_MANAGER, S.DECIDED)}
    assert told == {S.BEING_TESTED}


def test_what_is_decided_is_not_decided_again() -> None:
    assert "already" in may_decide(DUTY, facts(ANNA), by=BO).reason


def test_a_ground_for_what_is_told_unasked_does_not_carry_an_answer() -> None:
    unasked = replace(DUTY, trigger=Trigger.UNASKED)
    assert not fits(unasked, replace(ASK, asked=True))
    assert fits(unasked, replace(ASK, asked=False))


def test_a_whole_list_runs_into_its_ban_by_name() -> None:
    ban = replace(DUTY, force=Force.FORBIDDEN, data=frozenset(ASK.classes))
    assert banned_by([DUTY, ban], ASK) is ban
    assert banned_by([DUTY], ASK) is None


def test_age_and_digits_are_read_from_a_number_that_can_be_right_and_from_no_other() -> None:
    assert age_on(TODAY, "19900602-2397") == 36
    assert age_on(TODAY, "19900602-2398") is None
    assert twelve_digits("900602-2397", today=TODAY) == "199006022397"
    assert twelve_digits("no number", today=TODAY) is None
