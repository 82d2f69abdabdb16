"""How much a statement may be trusted: the source and the information, each graded on its own (the Admiralty grades)."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Reliability(StrEnum):
    """How far the source itself can be relied on."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """How far what the source says is borne out by other sources."""

    CONFIRMED = 1
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class Nature(StrEnum):
    """Whether somebody saw or recorded it, or concludes it."""

    FACT = "fact"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True, order=True)
class Grade:
    """The two grades together, as analysts write them: B2. The firmer of two grades sorts first."""

    reliability: Reliability
    credibility: Credibility

    def __str__(self) -> str:
        return f"{self.reliability.value}{self.credibility.value}"


WEAK_SOURCES = frozenset({Reliability.D, Reliability.E, Reliability.F})
WEAK_INFORMATION = frozenset({Credibility.DOUBTFUL, Credibility.IMPROBABLE, Credibility.CANNOT_BE_JUDGED})


def is_weak(grade: Grade) -> bool:
    """Whether the source is not usually reliable, or what it says is not at least possible by other sources."""
    return grade.reliability in WEAK_SOURCES or grade.credibility in WEAK_INFORMATION
