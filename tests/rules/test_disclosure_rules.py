"""The rules of the door: which grounds hold, the test, who decides, states, consent, recipients, danger to life."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.age_from_number import age_on, twelve_digits
from vapenvila.rules.consent import ConsentFacts, ConsentState, Giver, may_record, may_share_on, state_of
from vapenvila.rules.disclosable_fields import DataClass, Field
from vapenvila.rules.disclosure_decision import DecisionFacts, is_decided, may_decide
from vapenvila.rules.disclosure_emergency import (
    is_review_overdue,
    may_review_emergency,
    may_take_short_path,
    next_working_day,
)
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
from vapenvila.rules.disclosure_notice import confirm_by, is_notice_overdue, waits_for_confirmation
from vapenvila.rules.disclosure_recipient import (
    AskedFacts,
    RecipientFacts,
    asks_without_a_second_look,
    goes_without_a_second_look,
)
from vapenvila.rules.disclosure_request import RequestFacts, is_stopped, may_ask
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


CONSENT = ConsentFacts(
    classes=frozenset({DataClass.CLIENT}),
    purpose="Joint plan",
    form_of_work="Meetings",
    giver=Giver.SELF,
    age=24,
    first_day=date(2026, 9, 1),
    last_day=date(2027, 2, 28),
)


@pytest.mark.acceptance("S7")
def test_nothing_is_shared_on_a_withdrawn_or_expired_consent_or_beyond_it() -> None:
    client = frozenset({DataClass.CLIENT})
    assert may_share_on(CONSENT, client, today=TODAY)
    assert not may_share_on(replace(CONSENT, withdrawn=True), client, today=TODAY)
    assert not may_share_on(CONSENT, client, today=date(2027, 3, 1))
    assert not may_share_on(CONSENT, client, today=date(2026, 8, 31))
    assert not may_share_on(CONSENT, client | {DataClass.CONTACT}, today=TODAY)
    assert state_of(CONSENT, today=date(2027, 2, 10)) is ConsentState.EXPIRING


def test_a_consent_names_what_it_covers_and_ends() -> None:
    assert may_record(CONSENT)
    assert not may_record(replace(CONSENT, classes=frozenset()))
    assert not may_record(replace(CONSENT, classes=frozenset(DataClass)))
    assert not may_record(replace(CONSENT, purpose=" "))
    assert not may_record(replace(CONSENT, last_day=date(2027, 9, 30)))
    assert not may_record(replace(CONSENT, last_day=date(2026, 8, 1)))
    assert not may_record(replace(CONSENT, age=14))
    assert may_record(replace(CONSENT, age=14, giver=Giver.BOTH))


@pytest.mark.acceptance("T23")
def test_a_new_or_unusual_recipient_asks_for_a_second_look() -> None:
    everyday = RecipientFacts(times_before=9, times_on_this_ground=4, last_on=TODAY - timedelta(days=3))
    assert goes_without_a_second_look(everyday, today=TODAY)
    for unusual in (
        RecipientFacts(times_before=0, times_on_this_ground=0, last_on=None),
        replace(everyday, times_on_this_ground=0),
        replace(everyday, last_on=TODAY - timedelta(days=181)),
    ):
        assert not goes_without_a_second_look(unusual, today=TODAY)


def test_an_emergency_is_reviewed_the_next_working_day_by_somebody_else() -> None:
    friday = date(2026, 11, 27)
    assert next_working_day(friday) == date(2026, 11, 30)
    assert not is_review_overdue(handed_over_on=friday, reviewed_at=None, today=date(2026, 11, 30))
    assert is_review_overdue(handed_over_on=friday, reviewed_at=None, today=date(2026, 12, 1))
    reviewed = datetime(2026, 12, 1, tzinfo=UTC)
    assert not is_review_overdue(handed_over_on=friday, reviewed_at=reviewed, today=date(2026, 12, 9))
    assert not may_review_emergency(made_by_same_person=True, words="Fine")
    assert not may_review_emergency(made_by_same_person=False, words="")
    assert may_review_emergency(made_by_same_person=False, words="Rightly done")
    assert may_take_short_path(danger="Threat to shoot tonight", persons=1)
    assert not may_take_short_path(danger="", persons=1)
    assert not may_take_short_path(danger="Threat", persons=0)


REQUEST = RequestFacts(
    persons=2, fields=frozenset({Field.UNDER_SUPERVISION}), purpose="Call-in", same_room=False
)


def test_a_request_names_persons_fields_and_purpose() -> None:
    assert may_ask(REQUEST)
    for wrong in (
        replace(REQUEST, persons=0),
        replace(REQUEST, persons=21),
        replace(REQUEST, fields=frozenset()),
        replace(REQUEST, purpose=" "),
        replace(REQUEST, same_room=True),
    ):
        assert not may_ask(wrong)
    assert may_ask(replace(REQUEST, persons=0, fields=frozenset({Field.GROUP_FACTS})))


@pytest.mark.acceptance("S6")
def test_a_whole_list_or_everybody_in_a_group_stops_at_once() -> None:
    assert is_stopped(frozenset({Field.WHOLE_LIST}))
    assert is_stopped(frozenset({Field.NAME, Field.EVERYBODY_IN_A_GROUP}))
    assert not is_stopped(frozenset({Field.PHONE}))


@pytest.mark.acceptance("T23")
def test_an_agency_never_asked_or_long_not_asked_needs_a_second_look() -> None:
    never = AskedFacts(times_before=0, last_on=None)
    long_ago = AskedFacts(times_before=3, last_on=TODAY - timedelta(days=181))
    lately = AskedFacts(times_before=1, last_on=TODAY - timedelta(days=180))
    assert "asked nothing" in asks_without_a_second_look(never, today=TODAY).reason
    assert "half a year" in asks_without_a_second_look(long_ago, today=TODAY).reason
    assert asks_without_a_second_look(lately, today=TODAY)


@pytest.mark.acceptance("S22")
def test_a_notice_is_confirmed_by_the_end_of_the_next_working_day() -> None:
    friday = date(2026, 11, 27)
    assert confirm_by(friday) == date(2026, 11, 30)
    for waits in (True, False):
        assert not is_notice_overdue(told_on=friday, waits=waits, today=date(2026, 11, 30))
        assert is_notice_overdue(told_on=friday, waits=waits, today=date(2026, 12, 1)) is waits
    assert waits_for_confirmation(seen=False, recalled=False, copies_destroyed=False)
    assert waits_for_confirmation(seen=True, recalled=True, copies_destroyed=False)
    assert not waits_for_confirmation(seen=True, recalled=True, copies_destroyed=True)
    assert not waits_for_confirmation(seen=True, recalled=False, copies_destroyed=False)


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
