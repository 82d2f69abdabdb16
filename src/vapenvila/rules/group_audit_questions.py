"""What every agency is asked of every group at a group audit: one closed list for each version (domain.md section 2.1).

A version is never changed once an audit has used it: another wording or another choice is another version, so that two
audits are compared question by question only where both asked the same.
"""

from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.decision import Sentence, say


class Asks(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    RANGE = "range"  # between how many and how many
    ONE = "one"  # one of the choices
    MANY = "many"  # any of the choices, or none of them
    GROUPS = "groups"  # any of the other groups of the audit, or none of them


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a question; on paper it is called by its place in the list."""

    code: str
    words: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: its code, its words, what it takes, and what helps to answer it."""

    code: str
    asks: Asks
    words: Sentence
    short: Sentence
    hint: Sentence | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its choices."""
        return frozenset(choice.code for choice in self.choices)


_FIRST = (
    Question(
        code="own_name",
        asks=Asks.TEXT,
        words=say("What do they call themselves?"),
        short=say("Own name"),
        hint=say("The group's name, never a person's."),
    ),
    Question(
        code="called",
        asks=Asks.TEXT,
        words=say("What do others call them?"),
        short=say("Called by others"),
        hint=say("A group without a name is called by its boundaries."),
    ),
    Question(
        code="area",
        asks=Asks.TEXT,
        words=say("Where are they at home?"),
        short=say("Home area"),
        hint=say("Boundaries, squares or parts of the city, never somebody's address."),
    ),
    Question(
        code="size",
        asks=Asks.RANGE,
        words=say("How many are they, at least and at most?"),
        short=say("Size"),
        hint=say("A number of people, never who they are."),
    ),
    Question(
        code="activity",
        asks=Asks.ONE,
        words=say("Do they act?"),
        short=say("Activity"),
        choices=(
            Choice("active", say("They act")),
            Choice("dormant", say("They lie still")),
            Choice("dissolved", say("They are no more")),
        ),
    ),
    Question(
        code="does",
        asks=Asks.MANY,
        words=say("What do they do?"),
        short=say("What they do"),
        choices=(
            Choice("shootings", say("Shootings")),
            Choice("explosions", say("Explosions")),
            Choice("drugs", say("Drug trade")),
            Choice("weapons", say("Trade in weapons")),
            Choice("extortion", say("Extortion and debt collection")),
            Choice("robbery", say("Robbery")),
            Choice("fraud", say("Fraud")),
            Choice("recruiting", say("Recruiting of minors")),
        ),
    ),
    Question(
        code="feuds",
        asks=Asks.GROUPS,
        words=say("With whom are they in feud?"),
        short=say("Feuds"),
    ),
    Question(
        code="alliances",
        asks=Asks.GROUPS,
        words=say("With whom are they allied?"),
        short=say("Alliances"),
    ),
    Question(
        code="inside",
        asks=Asks.ONE,
        words=say("How do they stand to one another inside the group?"),
        short=say("Inside the group"),
        choices=(
            Choice("united", say("They hold together")),
            Choice("loose", say("They are loosely tied")),
            Choice("strained", say("There is strain among them")),
            Choice("splitting", say("They are splitting")),
        ),
    ),
)

QUESTIONNAIRES: dict[int, tuple[Question, ...]] = {1: _FIRST}
NEWEST = max(QUESTIONNAIRES)


def questions_of(version: int) -> tuple[Question, ...]:
    """The questions of a version, in the order they are asked."""
    return QUESTIONNAIRES[version]


def question_of(version: int, code: str) -> Question:
    """One question of a version; KeyError where there is none."""
    for question in QUESTIONNAIRES[version]:
        if question.code == code:
            return question
    raise KeyError(code)
