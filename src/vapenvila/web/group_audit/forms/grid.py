"""The quick grid: one row a group, one cell a question, typed back from paper by its numbers.

A question mark says that it is not known, 0 that it is none of them; choices and groups are written by their numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from vapenvila.rules.group_audit_answer import NOT_KNOWN, Given
from vapenvila.rules.group_audit_questions import Asks, Question
from vapenvila.rules.source_grade import Credibility as CredibilityRule
from vapenvila.rules.source_grade import Grade
from vapenvila.rules.source_grade import Reliability as ReliabilityRule
from vapenvila.web.group_audit.actions.answering import Answered
from vapenvila.web.group_audit.models import AuditAnswer, AuditLine

UNKNOWN, NONE = "?", "0"


@dataclass(slots=True)
class Cell:
    """One cell: which question, what is written, and what is wrong with it."""

    question: Question
    written: str
    error: str = ""

    @property
    def numbers(self) -> bool:
        """Whether it takes numbers of choices or groups."""
        return self.question.asks in (Asks.MANY, Asks.GROUPS)


@dataclass(slots=True)
class Row:
    """One group of the grid."""

    line: AuditLine
    cells: list[Cell]
    reliability: str
    credibility: str
    standing: Mapping[str, AuditAnswer]
    errors: list[str] = field(default_factory=list)
    looked_at: bool = False
    words_found: list[str] = field(default_factory=list)

    def grade(self) -> Grade | None:
        """The grade that is written for the row."""
        if not self.reliability or not self.credibility:
            return None
        return Grade(ReliabilityRule(self.reliability), CredibilityRule(int(self.credibility)))

    def refuse(self, question: Question, problem: str) -> None:
        """Say what is wrong in a cell, with the row and the field by name."""
        for cell in self.cells:
            if cell.question == question:
                cell.error = problem
        told = gettext("Row %(row)d, %(field)s: %(problem)s") % {
            "row": self.line.no,
            "field": gettext(question.short),
            "problem": problem,
        }
        self.errors.append(told)


def rows_to_show(
    lines: Sequence[AuditLine],
    questions: Sequence[Question],
    answers: Mapping[UUID, Mapping[str, AuditAnswer]],
    numbers: Mapping[str, int],
) -> list[Row]:
    """These rows of the grid with what the agency has answered. `numbers`: the row of every group of the audit."""
    return [_row(line, questions, answers.get(line.pk, {}), numbers) for line in lines]


def rows_as_sent(
    lines: Sequence[AuditLine],
    questions: Sequence[Question],
    answers: Mapping[UUID, Mapping[str, AuditAnswer]],
    numbers: Mapping[str, int],
    sent: QueryDict,
) -> list[Row]:
    """The grid as it was filled in; rows that were not sent are shown as they stand."""
    rows = rows_to_show(lines, questions, answers, numbers)
    place = {identity: n for n, identity in enumerate(sent.getlist("line"))}
    for row in rows:
        n = place.get(str(row.line.pk))
        if n is None:
            continue
        for cell in row.cells:
            cell.written = _at(sent, cell.question.code, n)
        row.reliability, row.credibility = _at(sent, "reliability", n), _at(sent, "credibility", n)
        row.looked_at = f"looked-{row.line.pk}" in sent
    return rows


def changed_answers(row: Row, lines: Sequence[AuditLine], shown: Row) -> dict[str, Answered | None]:
    """What differs from what stands. A grade written anew is that of every known answer of the row."""
    regraded = (row.reliability, row.credibility) != (shown.reliability, shown.credibility)
    found: dict[str, Answered | None] = {}
    for cell in row.cells:
        try:
            given = _read(cell, lines)
        except ValueError as problem:
            row.refuse(cell.question, str(problem))
            continue
        standing = row.standing.get(cell.question.code)
        same = (standing.given() if standing else None) == given
        if same and not (regraded and given is not None and given.known):
            continue
        grade = row.grade() if given is not None and given.known else None
        found[cell.question.code] = None if given is None else Answered(given=given, grade=grade)
    return found


def _at(sent: QueryDict, column: str, n: int) -> str:
    values = sent.getlist(column)
    return values[n].strip() if n < len(values) else ""


def _row(
    line: AuditLine,
    questions: Sequence[Question],
    standing: Mapping[str, AuditAnswer],
    numbers: Mapping[str, int],
) -> Row:
    cells = [Cell(q, _written(q, standing.get(q.code), numbers)) for q in questions]
    graded = next((row for row in standing.values() if row.grade()), None)
    return Row(
        line,
        cells,
        graded.reliability if graded else "",
        str(graded.credibility) if graded else "",
        standing,
    )


def _written(question: Question, row: AuditAnswer | None, numbers: Mapping[str, int]) -> str:
    if row is None:
        return ""
    if not row.known:
        return UNKNOWN
    match question.asks:
        case Asks.TEXT:
            return row.text
        case Asks.RANGE:
            return f"{row.low}-{row.high}"
        case Asks.ONE:
            return row.chosen[0]
        case Asks.MANY:
            order = [choice.code for choice in question.choices]
            return ", ".join(str(order.index(code) + 1) for code in order if code in row.chosen) or NONE
        case Asks.GROUPS:
            return ", ".join(str(no) for no in sorted(numbers.get(one, 0) for one in row.chosen)) or NONE


def _read(cell: Cell, lines: Sequence[AuditLine]) -> Given | None:
    text, question = cell.written, cell.question
    if not text:
        return None
    if text == UNKNOWN:
        return NOT_KNOWN
    match question.asks:
        case Asks.TEXT:
            return Given(text=text)
        case Asks.RANGE:
            low, high = _two_numbers(text)
            return Given(low=low, high=high)
        case Asks.ONE:
            return Given(chosen=(text,))
        case Asks.MANY:
            codes = {n: choice.code for n, choice in enumerate(question.choices, start=1)}
            return Given(chosen=tuple(sorted(_named(text, codes))))
        case Asks.GROUPS:
            return Given(chosen=tuple(sorted(_named(text, {line.no: str(line.pk) for line in lines}))))


def _two_numbers(text: str) -> tuple[int, int]:
    parts = [part.strip() for part in text.replace("–", "-").split("-")]
    if len(parts) > 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(gettext("Write one number, or two with a dash: 10-20."))
    return int(parts[0]), int(parts[-1])


def _named(text: str, known: Mapping[int, str]) -> Iterator[str]:
    if text == NONE:
        return
    for part in text.replace(";", ",").replace(" ", ",").split(","):
        if not part:
            continue
        if not (part.isascii() and part.isdigit() and int(part) in known):
            raise ValueError(gettext("%(number)s is none of the numbers.") % {"number": part})
        yield known[int(part)]
