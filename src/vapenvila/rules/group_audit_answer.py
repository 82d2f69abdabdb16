"""Whether an answer can be, and how far the answers of several agencies lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.group_audit_questions import Asks, Question
from vapenvila.rules.group_facts import LARGEST_GROUP

MOST_SIGNS = 200


class Disagreement(StrEnum):
    """How far answers lie apart. `OPEN` is for the room to settle."""

    NONE = "none"
    MINOR = "minor"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer. `known` is false where somebody says that they do not know; that is an answer and differs from none."""

    known: bool = True
    text: str = ""
    low: int | None = None
    high: int | None = None
    chosen: tuple[str, ...] = ()


NOT_KNOWN = Given(known=False)
POSSIBLE = say("The answer can be given.")


def possible_answer(question: Question, given: Given, *, others: frozenset[str]) -> Decision:
    """Whether this answers the question. `others` are the other groups of the audit."""
    if not given.known:
        blank = given == NOT_KNOWN
        return (
            allow(POSSIBLE)
            if blank
            else refuse(say("Either it is known or it is not: leave the rest empty."))
        )
    match question.asks:
        case Asks.TEXT:
            return _possible_text(given.text)
        case Asks.RANGE:
            return _possible_range(given.low, given.high)
        case Asks.ONE:
            if len(given.chosen) != 1 or not question.codes.issuperset(given.chosen):
                return refuse(say("Choose one of the answers in the list."))
        case Asks.MANY:
            if not question.codes.issuperset(given.chosen):
                return refuse(say("Choose among the answers in the list."))
        case Asks.GROUPS:
            if not others.issuperset(given.chosen):
                return refuse(say("Choose among the other groups of the audit."))
    return allow(POSSIBLE)


def _possible_text(text: str) -> Decision:
    if not any(sign.isalnum() for sign in text):
        return refuse(say("Write the answer with letters or figures."))
    if len(text) > MOST_SIGNS:
        return refuse(say("The answer is longer than 200 signs."))
    return allow(POSSIBLE)


def _possible_range(low: int | None, high: int | None) -> Decision:
    if low is None or high is None:
        return refuse(say("Give both numbers of people: at least and at most."))
    if low < 2 or high > LARGEST_GROUP:
        return refuse(say("A group has at least two people. Check the numbers."))
    if low > high:
        return refuse(say("The lower number of people is higher than the higher one."))
    return allow(POSSIBLE)


def disagreement(question: Question, answers: Sequence[Given]) -> Disagreement:
    """How far the answers lie apart. Who does not know agrees with everybody; one answer alone agrees with itself."""
    known = [answer for answer in answers if answer.known]
    pairs = [(one, other) for place, one in enumerate(known) for other in known[place + 1 :]]
    found = {_between(question.asks, one, other) for one, other in pairs}
    for worst in (Disagreement.OPEN, Disagreement.MINOR):
        if worst in found:
            return worst
    return Disagreement.NONE


def same_answer(question: Question, one: Given, other: Given) -> bool:
    """Whether two answers say the same; not to know is the same as not to know and as nothing else."""
    if one.known != other.known:
        return False
    return not one.known or _between(question.asks, one, other) is Disagreement.NONE


def _between(asks: Asks, one: Given, other: Given) -> Disagreement:
    match asks:
        case Asks.TEXT:  # other words for the same group are no dispute, and still worth a look
            return Disagreement.NONE if _plain(one.text) == _plain(other.text) else Disagreement.MINOR
        case Asks.RANGE:
            return _between_ranges(one, other)
        case Asks.ONE:
            return Disagreement.NONE if set(one.chosen) == set(other.chosen) else Disagreement.OPEN
        case Asks.MANY | Asks.GROUPS:
            a, b = set(one.chosen), set(other.chosen)
            if a == b:
                return Disagreement.NONE
            return Disagreement.MINOR if a & b else Disagreement.OPEN


def _between_ranges(one: Given, other: Given) -> Disagreement:
    if (one.low, one.high) == (other.low, other.high):
        return Disagreement.NONE
    lows, highs = (one.low or 0, other.low or 0), (one.high or 0, other.high or 0)
    return Disagreement.MINOR if max(lows) <= min(highs) else Disagreement.OPEN


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
