"""What can be wrong with a row of a file of persons: a column and a sentence, and never the value of a cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from vapenvila.rules.decision import Sentence, say

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about one row (row 0: about the file). An error holds the row back."""

    row: int
    column: str
    severity: Severity
    sentence: str  # English, with {column} and {detail}
    detail: str = ""

    def told(self, translated: str | None = None) -> str:
        """The sentence with its values; `translated` is the sentence in the reader's language."""
        return with_values(translated or self.sentence, {"column": self.column, "detail": self.detail})


def with_values(sentence: str, values: Mapping[str, str]) -> str:
    """Put values into the named places of a sentence; signs that mean nothing stay."""
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence


TOO_LONG: Final[Sentence] = say("The text in {column} is longer than {detail} characters.")
NO_REFERENCE: Final[Sentence] = say(
    "The row has neither a reference nor a personal number: it cannot be told from others."
)
NO_MARK: Final[Sentence] = say(
    "{column} is empty: the row does not say whether the person is suspected, a victim or another."
)
UNKNOWN_MARK: Final[Sentence] = say(
    "The word in {column} has no meaning in the mapping. Say what it stands for."
)
MARK_TAKEN: Final[Sentence] = say("{column} is empty; the person is registered as other, not suspected.")
NO_DAY: Final[Sentence] = say("What stands in {column} is not a day in the calendar. Write it as YYYY-MM-DD.")
SHORT_YEAR: Final[Sentence] = say("The year in {column} has two digits only. Write all four.")
NO_SOURCE_DAY: Final[Sentence] = say("{column} is empty: the source needs a date.")
SOURCE_AHEAD: Final[Sentence] = say("The date of the source lies in the future.")
CHILD_REFUSED: Final[Sentence] = say(
    "The person is under 18, and this file's mapping takes no children. A child is registered on the protective track only."
)
UNKNOWN_RELIABILITY: Final[Sentence] = say(
    "The word in {column} is no degree of reliability; “not known” was used."
)
REFERENCE_TWICE: Final[Sentence] = say(
    "Row {detail} has the same reference and other content. Decide which of the two is right."
)
NUMBER_TWICE: Final[Sentence] = say("Row {detail} has the same personal number under another reference.")
NUMBER_IN_ROOM: Final[Sentence] = say(
    "The room has a record with this personal number already: {detail}. Change that one, or give the row its reference."
)
REMOVED: Final[Sentence] = say(
    "This person was removed from the room on {detail}. Nobody comes back by a file: a named person must decide."
)
ALIKE_IN_FILE: Final[Sentence] = say("Row {detail} may be the same person: look at both.")
ALIKE_IN_ROOM: Final[Sentence] = say(
    "The room may know the person already as {detail}. Look at both afterwards."
)
COPY: Final[Sentence] = say("The row is a copy of row {detail} and is left out.")
NOTHING_TO_CLEAR: Final[Sentence] = say("A field that is always filled cannot be cleared.")
