"""One row of a file: its cells as values, and everything that is wrong with it at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.free_text import ALWAYS_REFUSED, SENTENCES, screen
from vapenvila.rules.membership_evidence import Evidence, EvidenceKind
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.groups.models import Group
from vapenvila.web.memberships.importing.file_mapping import (
    CHOICES,
    DAYS,
    FIELDS,
    LONGEST,
    MAY_BE_LEFT_OUT,
    TEXTS,
    WORDING,
    FileMapping,
)
from vapenvila.web.people.importing.problems import NO_DAY, SHORT_YEAR, TOO_LONG, Problem, Severity
from vapenvila.web.people.importing.row_checks import EMPTY
from vapenvila.web.people.models import Person

EMPTY_CELL: Final[Sentence] = say("{column} is empty.")
UNKNOWN_WORD: Final[Sentence] = say(
    "The word in {column} has no meaning in the mapping. Say what it stands for."
)


@dataclass(slots=True)
class FileRow:
    """A row that was looked at: its cells, the people and the group it names, and what came of it."""

    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    text_warnings: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    group: Group | None = None

    @property
    def good(self) -> bool:
        """Whether nothing holds the row back."""
        return all(problem.severity != "error" for problem in self.problems)

    def day(self, name: str) -> date | None:
        """A day of the row."""
        text = self.cells.get(name)
        return date.fromisoformat(text) if text else None

    def evidence(self) -> Evidence:
        """The piece of evidence that a good row is."""
        grade = Grade(Reliability(self.cells["reliability"]), Credibility(int(self.cells["credibility"])))
        return Evidence(
            kind=EvidenceKind(self.cells["evidence_kind"]),
            source=self.cells["source"],
            origin=self.cells["origin"],
            on=date.fromisoformat(self.cells["evidence_on"]),
            reference=self.cells.get("reference", ""),
            grade=grade,
        )


def tell(
    row: FileRow, mapping: FileMapping, name: str, sentence: str, *, severity: Severity = "error", detail: str = ""
) -> None:  # fmt: skip
    """Remark something on the cell of a field; of a field without a column, on the row."""
    row.problems.append(Problem(row.number, mapping.columns.get(name, ""), severity, sentence, detail))


def check_row(
    number: int, cells: Mapping[str, str | None], mapping: FileMapping, found: Iterable[Problem]
) -> FileRow:
    """Look at one row. `cells` are the mapped fields, days already in ISO form or marked as unreadable."""
    filled = {name: text.strip() for name, text in cells.items() if text and text.strip() not in EMPTY}
    row = FileRow(number, {**mapping.for_all, **filled})
    row.problems += found
    for name in DAYS:
        _check_day(row, mapping, name)
    for name in CHOICES:
        _check_word(row, mapping, name)
    for name in TEXTS:
        _check_text(row, mapping, name)
    told = {problem.column for problem in row.problems}
    for name in FIELDS[mapping.holds]:
        lacking = name not in row.cells and name not in MAY_BE_LEFT_OUT and name not in WORDING
        if lacking and mapping.columns.get(name, "") not in told:
            tell(row, mapping, name, EMPTY_CELL)
    return row


def _check_day(row: FileRow, mapping: FileMapping, name: str) -> None:
    if row.cells.get(name, "").startswith("!"):
        tell(row, mapping, name, SHORT_YEAR if row.cells.pop(name) == "!short" else NO_DAY)


def _check_word(row: FileRow, mapping: FileMapping, name: str) -> None:
    if name not in row.cells or name in mapping.for_all:
        return
    meaning = mapping.meaning(name, row.cells.pop(name))
    if meaning is None:
        tell(row, mapping, name, UNKNOWN_WORD)
    else:
        row.cells[name] = meaning


def _check_text(row: FileRow, mapping: FileMapping, name: str) -> None:
    text = row.cells.get(name, "")
    if len(text) > LONGEST[name]:
        tell(row, mapping, name, TOO_LONG, detail=str(LONGEST[name]))
    finds = screen(text)
    refused = [found for found in finds if found.finding in ALWAYS_REFUSED]
    if refused:
        tell(row, mapping, name, SENTENCES[refused[0].finding])
        return
    row.text_warnings += bool(finds)
    for finding in sorted({found.finding for found in finds}):
        tell(row, mapping, name, SENTENCES[finding], severity="warning")
