"""The rules of the group audit: answers that can be, how far answers lie apart, what differs, and when one is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.group_audit import (
    ANSWERS,
    HAS_OUTREACH,
    NEXT_STATES,
    AuditState,
    Light,
    light_of,
    may_answer_for,
    may_freeze,
    may_go_on,
    may_open_settling,
    may_release,
    may_take_part,
    may_tell_from_outreach,
    next_due,
    reminds,
)
from vapenvila.rules.group_audit_answer import (
    NOT_KNOWN,
    Disagreement,
    Given,
    disagreement,
    possible_answer,
    same_answer,
)
from vapenvila.rules.group_audit_difference import Change, LineFrozen, difference
from vapenvila.rules.group_audit_questions import QUESTIONNAIRES, Asks, question_of, questions_of
from vapenvila.rules.roles import AgencyKind

TODAY = date(2026, 11, 30)
SIZE, ACTIVITY, DOES, FEUDS, AREA = (
    question_of(1, code) for code in ("size", "activity", "does", "feuds", "area")
)
OTHERS = frozenset({"x", "y"})


def size(low: int, high: int) -> Given:
    return Given(low=low, high=high)


def chosen(*codes: str) -> Given:
    return Given(chosen=codes)


def test_every_version_asks_what_the_domain_asks_and_each_question_once() -> None:
    for questions in QUESTIONNAIRES.values():
        codes = [question.code for question in questions]
        assert len(set(codes)) == len(codes)
    assert [question.code for question in questions_of(1)] == [
        "own_name", "called", "area", "size", "activity", "does", "feuds", "alliances", "inside",
    ]  # fmt: skip
    with pytest.raises(KeyError):
        question_of(1, "who")


def test_no_question_asks_who_somebody_is() -> None:
    for question in questions_of(1):
        assert question.asks is not Asks.TEXT or question.hint or question.code == "inside"


@pytest.mark.parametrize(
    ("question", "answer", "allowed"),
    [
        (AREA, Given(text="Norra hamnen"), True),
        (AREA, Given(text=" - "), False),
        (AREA, Given(text="a" * 201), False),
        (SIZE, size(5, 9), True),
        (SIZE, size(9, 5), False),
        (SIZE, size(1, 5), False),
        (SIZE, Given(low=5), False),
        (ACTIVITY, chosen("active"), True),
        (ACTIVITY, chosen("active", "dormant"), False),
        (ACTIVITY, chosen("asleep"), False),
        (DOES, chosen(), True),
        (DOES, chosen("drugs", "fraud"), True),
        (DOES, chosen("murder"), False),
        (FEUDS, chosen("x"), True),
        (FEUDS, chosen("z"), False),
        (FEUDS, NOT_KNOWN, True),
        (FEUDS, Given(known=False, chosen=("x",)), False),
    ],
)
def test_only_what_answers_the_question_can_be_an_answer(question, answer, allowed) -> None:  # type: ignore[no-untyped-def]
    assert bool(possible_answer(question, answer, others=OTHERS)) is allowed


@pytest.mark.parametrize(
    ("question", "answers", "found"),
    [
        (SIZE, [size(5, 9), size(5, 9)], Disagreement.NONE),
        (SIZE, [size(5, 9), size(8, 20)], Disagreement.MINOR),
        (SIZE, [size(5, 9), size(10, 20)], Disagreement.OPEN),
        (ACTIVITY, [chosen("active"), chosen("dormant")], Disagreement.OPEN),
        (DOES, [chosen("drugs", "fraud"), chosen("drugs")], Disagreement.MINOR),
        (DOES, [chosen("drugs"), chosen("fraud")], Disagreement.OPEN),
        (FEUDS, [chosen("x"), chosen()], Disagreement.OPEN),
        (AREA, [Given(text="Norra Hamnen"), Given(text="norra-hamnen")], Disagreement.NONE),
        (AREA, [Given(text="Norra hamnen"), Given(text="Kajen")], Disagreement.MINOR),
        (SIZE, [size(5, 9), NOT_KNOWN], Disagreement.NONE),
        (SIZE, [size(5, 9)], Disagreement.NONE),
        (SIZE, [size(5, 9), size(5, 9), size(30, 40)], Disagreement.OPEN),
    ],
)
def test_how_far_answers_lie_apart(question, answers, found) -> None:  # type: ignore[no-untyped-def]
    assert disagreement(question, answers) is found


ranges = st.tuples(st.integers(2, 60), st.integers(0, 60)).map(lambda pair: size(pair[0], pair[0] + pair[1]))


@given(st.lists(ranges, max_size=5))
def test_disagreement_does_not_depend_on_who_answered_first_and_grows_with_answers(
    answers: list[Given],
) -> None:
    found = disagreement(SIZE, answers)
    assert disagreement(SIZE, answers[::-1]) is found
    order = list(Disagreement)
    assert order.index(disagreement(SIZE, [*answers, size(2, 5000)])) >= order.index(found)
    assert (found is Disagreement.NONE) == all(same_answer(SIZE, answers[0], one) for one in answers)


def line(key: str, called: str, **agreed: Given) -> LineFrozen:
    return LineFrozen(key=key, called=called, agreed=agreed)


def test_the_difference_tells_of_groups_new_and_gone_and_of_answers_that_changed() -> None:
    before = (
        line("a", "Kajen", size=size(5, 9), feuds=chosen("b")),
        line("b", "Torget", size=size(10, 20)),
        line("c", "Backen", activity=chosen("active")),
    )
    now = (
        line("a", "Kajen", size=size(12, 20), feuds=chosen("b")),
        line("b", "Torget", size=NOT_KNOWN, activity=chosen("dormant")),
        line("d", "Norra", size=size(5, 9)),
    )
    found = difference(before, now, questions_of(1))
    assert [one.key for one in found.new] == ["d"]
    assert [one.key for one in found.gone] == ["c"]
    assert [(one.key, [(a.question, a.change) for a in one.answers]) for one in found.changed] == [
        ("a", [("size", Change.CHANGED)]),
        ("b", [("size", Change.NO_LONGER_KNOWN), ("activity", Change.NOW_KNOWN)]),
    ]
    assert found.same == 0
    assert difference(now, now, questions_of(1)).same == 3


def test_an_audit_goes_forward_only() -> None:
    order = list(AuditState)
    for now in AuditState:
        for then in AuditState:
            assert bool(may_go_on(now, then)) is (order.index(then) == order.index(now) + 1)
    assert NEXT_STATES[AuditState.FROZEN] == frozenset()


def test_police_and_probation_have_no_compartment_of_outreach_and_research_takes_no_part() -> None:
    assert {kind for kind in AgencyKind if may_take_part(kind)} == set(AgencyKind) - {AgencyKind.RESEARCH}
    assert not may_answer_for(AgencyKind.CIVIL)
    assert HAS_OUTREACH.isdisjoint({AgencyKind.POLICE, AgencyKind.PROBATION})
    assert {kind for kind in AgencyKind if may_tell_from_outreach(kind)} == HAS_OUTREACH
    assert AgencyKind.CIVIL not in ANSWERS


def test_what_one_outreach_worker_said_never_leaves() -> None:
    assert [bool(may_release(workers=n)) for n in range(4)] == [False, False, True, True]


def test_the_room_waits_for_everybody_unless_it_says_that_it_does_not() -> None:
    assert may_open_settling(missing=0, without=False)
    assert not may_open_settling(missing=1, without=False)
    assert may_open_settling(missing=1, without=True)
    assert not may_freeze(unsettled=1)


@pytest.mark.parametrize(
    ("days", "light", "reminded"),
    [(0, Light.GREEN, False), (90, Light.GREEN, True), (100, Light.GREEN, True), (101, Light.AMBER, True),
     (365, Light.AMBER, True), (366, Light.RED, True)],
)  # fmt: skip
def test_the_light_turns_amber_after_a_hundred_days_and_red_after_a_year(
    days: int, light: Light, reminded: bool
) -> None:
    newest = TODAY - timedelta(days=days)
    assert light_of(newest, today=TODAY) is light
    assert reminds(newest, today=TODAY) is reminded


def test_a_programme_without_an_audit_is_red_and_due_today() -> None:
    assert light_of(None, today=TODAY) is Light.RED
    assert next_due(None, today=TODAY) == TODAY
    assert reminds(None, today=TODAY)
