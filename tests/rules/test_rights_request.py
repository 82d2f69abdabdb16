"""A request goes its way from arrival to appeal, is answered in time, and grants nothing to somebody unknown."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.rights_request import (
    APPEAL,
    NEXT_STATES,
    SETS_ASIDE,
    WAITING,
    Law,
    Outcome,
    RequestFacts,
    RequestKind,
    RequestState,
    answer_by,
    is_granted_correction,
    is_late,
    is_set_aside,
    law_of,
    may_be_lifted,
    may_decide,
    may_extend,
    may_lift,
    may_move,
)
from vapenvila.rules.roles import AgencyKind

S = RequestState
RECEIVED = date(2026, 1, 31)


def _facts(
    state: RequestState = S.RECEIVED, kind: RequestKind = RequestKind.ACCESS, **more: Any
) -> RequestFacts:
    return RequestFacts(kind=kind, state=state, received_on=RECEIVED, **more)


def test_the_answer_is_due_within_a_month_and_within_three_when_extended() -> None:
    assert answer_by(_facts()) == date(2026, 2, 28)
    assert answer_by(_facts(extended=True)) == date(2026, 4, 30)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.booleans())
def test_the_answer_is_never_due_later_than_the_months_the_law_gives(received: date, extended: bool) -> None:
    due = answer_by(
        RequestFacts(kind=RequestKind.ACCESS, state=S.RECEIVED, received_on=received, extended=extended)
    )
    months = (due.year - received.year) * 12 + due.month - received.month
    assert months == (3 if extended else 1)
    assert due.day <= received.day


@pytest.mark.parametrize("state", list(S))
def test_a_request_is_late_only_while_the_person_waits(state: RequestState) -> None:
    after = answer_by(_facts()) + timedelta(days=1)
    assert is_late(_facts(state), today=after) == (state in WAITING)
    assert not is_late(_facts(state), today=answer_by(_facts()))


def test_time_is_made_longer_once_within_the_first_month_and_with_a_reason() -> None:
    assert may_extend(_facts(), reason="Many records to go through", today=date(2026, 2, 10))
    assert not may_extend(_facts(), reason="Busy", today=date(2026, 2, 10))
    assert not may_extend(_facts(extended=True), reason="Many records to go through", today=date(2026, 2, 10))
    assert not may_extend(_facts(), reason="Many records to go through", today=date(2026, 3, 1))
    assert not may_extend(_facts(S.SENT), reason="Many records to go through", today=date(2026, 2, 10))


def test_every_request_can_reach_an_end_and_an_end_is_an_end() -> None:
    ends = {state for state, following in NEXT_STATES.items() if not following}
    assert ends == {S.CLOSED, S.WITHDRAWN}
    reachable = {S.RECEIVED}
    while (more := reachable | {to for state in reachable for to in NEXT_STATES[state]}) != reachable:
        reachable = more
    assert reachable == set(S)


def test_nothing_is_granted_before_the_identity_is_checked() -> None:
    for outcome in (Outcome.GRANTED, Outcome.PARTLY):
        assert not may_decide(_facts(), outcome, reason="A reason that is long", person_named=True)
    assert may_decide(_facts(), Outcome.REFUSED, reason="Nobody showed who asks", person_named=False)
    known = _facts(S.IDENTIFIED, identity_checked=True)
    assert may_decide(known, Outcome.GRANTED, reason="", person_named=False)
    assert not may_decide(known, Outcome.PARTLY, reason="", person_named=True)


def test_correction_and_erasure_name_the_record_they_are_about() -> None:
    for kind in set(RequestKind) - {RequestKind.ACCESS}:
        facts = _facts(S.IDENTIFIED, kind, identity_checked=True)
        assert not may_decide(facts, Outcome.GRANTED, reason="", person_named=False)
        assert may_decide(facts, Outcome.GRANTED, reason="", person_named=True)


def test_a_record_is_set_aside_while_its_accuracy_or_use_is_disputed() -> None:
    for kind in RequestKind:
        assert is_set_aside(_facts(S.IDENTIFIED, kind, identity_checked=True)) == (kind in SETS_ASIDE)
    for over in (S.CLOSED, S.WITHDRAWN):
        assert not is_set_aside(_facts(over, RequestKind.RESTRICTION, identity_checked=True))
    assert not is_set_aside(_facts(S.RECEIVED, RequestKind.RESTRICTION))


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("state", [S.DECIDED, S.SENT, S.APPEALED])
def test_a_record_comes_back_with_the_decision_to_correct_it(state: S, outcome: Outcome) -> None:
    decided = _facts(state, RequestKind.RECTIFICATION, identity_checked=True, outcome=outcome)
    assert is_set_aside(decided) == (outcome is Outcome.REFUSED)
    assert is_granted_correction(decided) == (outcome is not Outcome.REFUSED)
    for other in (RequestKind.OBJECTION, RequestKind.RESTRICTION):
        assert is_set_aside(_facts(state, other, identity_checked=True, outcome=outcome))


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED])
def test_a_granted_restriction_outlasts_the_request(outcome: Outcome) -> None:
    closed = _facts(S.CLOSED, RequestKind.RESTRICTION, identity_checked=True, outcome=outcome)
    assert is_set_aside(closed) == (outcome is not Outcome.REFUSED)
    for other in (S.CLOSED, RequestKind.RECTIFICATION), (S.WITHDRAWN, RequestKind.RESTRICTION):
        assert not is_set_aside(_facts(*other, identity_checked=True, outcome=outcome))


def _restriction(**more: Any) -> RequestFacts:
    wanted = {"identity_checked": True, "outcome": Outcome.GRANTED, **more}
    return _facts(S.CLOSED, RequestKind.RESTRICTION, **wanted)


def _lift(facts: RequestFacts, **more: Any) -> bool:
    days = {"told_on": date(2026, 3, 5), "decided_on": date(2026, 3, 1), "today": date(2026, 3, 5)}
    given: dict[str, Any] = {"words": "What was disputed is settled", "in_use": True, **days, **more}
    return bool(may_lift(facts, **given))


def test_a_lifted_restriction_sets_nothing_aside_any_more() -> None:
    assert is_set_aside(_restriction())
    assert not is_set_aside(_restriction(lifted=True))


def test_a_restriction_is_lifted_only_after_the_person_has_been_told() -> None:
    assert _lift(_restriction())
    assert not _lift(_restriction(), told_on=date(2026, 3, 6))
    assert not _lift(_restriction(), told_on=date(2026, 2, 28))
    assert not _lift(_restriction(), words="Settled")


def test_only_a_restriction_in_force_on_a_record_in_use_can_be_lifted() -> None:
    assert not _lift(_restriction(), in_use=False)
    assert not _lift(_restriction(lifted=True))
    assert not _lift(_restriction(outcome=Outcome.REFUSED))
    for kind in set(RequestKind) - {RequestKind.RESTRICTION}:
        granted = _facts(S.CLOSED, kind, identity_checked=True, outcome=Outcome.GRANTED)
        assert not may_be_lifted(granted, in_use=True)
    for state in set(S) - {S.CLOSED}:
        open_still = _facts(state, RequestKind.RESTRICTION, identity_checked=True, outcome=Outcome.GRANTED)
        assert not may_be_lifted(open_still, in_use=True)


def test_a_closed_request_takes_no_step() -> None:
    assert not any(may_move(_facts(S.CLOSED), to) for to in S)


def test_crime_fighting_agencies_stand_under_their_own_act() -> None:
    assert {kind: law_of(kind) for kind in (AgencyKind.POLICE, AgencyKind.PROBATION)} == {
        AgencyKind.POLICE: Law.CRIME_DATA,
        AgencyKind.PROBATION: Law.CRIME_DATA,
    }
    assert law_of(AgencyKind.SOCIAL) is Law.GDPR
    assert set(APPEAL) == set(Law)


def test_a_closed_request_is_not_decided_anew() -> None:
    closed = _facts(S.CLOSED, identity_checked=True)
    assert not may_decide(closed, Outcome.REFUSED, reason="Written in full", person_named=True)
