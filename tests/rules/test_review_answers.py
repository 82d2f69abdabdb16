"""The table answers together; the motive, a fact of the register, is set by those who record the register."""

from uuid import UUID

import pytest

from tests.rules.invented_readers import FIRST, PROGRAMMES
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.review_answers import RIGHT_TO_ANSWER, Answer, may_answer
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import AgencyKind, Role

HERE = PROGRAMMES[0]
SET_THE_MOTIVE = {Role.COORDINATOR, Role.PROJECT_LEADER, Role.POLICE_ANALYST, Role.POLICE_OFFICER}


def _reader(role: Role) -> Reader:
    mission = MissionFacts(
        UUID(int=11), UUID(int=21), AgencyKind.POLICE, HERE, frozenset({role}), FIRST, None
    )
    return Reader(UUID(int=99), (mission,))


@pytest.mark.parametrize("role", Role)
def test_the_motive_is_set_by_those_who_record_the_register(role: Role) -> None:
    assert bool(may_answer(_reader(role), Answer.MOTIVE, HERE, today=FIRST)) is (role in SET_THE_MOTIVE)


@pytest.mark.parametrize("question", sorted(set(Answer) - {Answer.MOTIVE}))
@pytest.mark.parametrize("role", Role)
def test_every_other_answer_is_written_by_anybody_at_the_table(role: Role, question: Answer) -> None:
    at_the_table = role in ROLES_WITH_RIGHT[Right.TAKE_PART_IN_REVIEW]
    assert bool(may_answer(_reader(role), question, HERE, today=FIRST)) is at_the_table


def test_a_social_worker_hears_whom_to_tell() -> None:
    answer = may_answer(_reader(Role.SOCIAL_WORKER), Answer.MOTIVE, HERE, today=FIRST)
    assert not answer
    assert "Say at the table what you know" in answer.reason


def test_who_is_not_at_the_table_hears_that_first() -> None:
    answer = may_answer(_reader(Role.STEERING_GROUP_MEMBER), Answer.MOTIVE, HERE, today=FIRST)
    assert "Your role does not include this" in answer.reason


def test_every_question_is_in_the_table() -> None:
    assert RIGHT_TO_ANSWER.keys() == set(Answer)
