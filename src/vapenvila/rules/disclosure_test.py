"""The guided test: the questions of a legal ground, answered one by one, and what follows."""

from collections.abc import Mapping

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say
from vapenvila.rules.legal_ground import LegalGround, Question, YesNo


def unanswered(ground: LegalGround, answers: Mapping[str, YesNo]) -> tuple[Question, ...]:
    """Questions without an answer, in the order of the law."""
    return tuple(question for question in ground.questions if question.id not in answers)


def stopping(ground: LegalGround, answers: Mapping[str, YesNo]) -> Question | None:
    """The first question whose answer stops the test."""
    return next((q for q in ground.questions if answers.get(q.id) is q.stops), None)


def passes_test(ground: LegalGround, answers: Mapping[str, YesNo], *, reasons: str) -> Decision:
    """Whether the answers open the ground. Every question is answered, and the reasons are written down."""
    known = {question.id for question in ground.questions}
    if set(answers) - known:
        return refuse(say("An answer belongs to no question of this ground."))
    stop = stopping(ground, answers)
    if stop is not None:
        return refuse(Sentence(stop.why.en))
    if unanswered(ground, answers):
        return refuse(say("Answer every question of the test first."))
    if not reasons.strip():
        return refuse(say("Write the reasons in a sentence or two."))
    return allow(say("The test is passed."))
