"""One row of a file as the rules see it: identity, ground, reference, and everything that is wrong with it at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from vapenvila.rules.decision import Decision
from vapenvila.rules.free_text import ALWAYS_REFUSED, SENTENCES, Found, screen
from vapenvila.rules.person_import import ForChildren
from vapenvila.rules.person_listing import may_register
from vapenvila.rules.person_mark import Mark, may_carry
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.people.actions.checks import CheckedIdentity, checked_identity
from vapenvila.web.people.actions.register import Ground
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.importing import problems
from vapenvila.web.people.importing.person_mapping import DAYS, LONGEST, TEXTS, PersonMapping, plain_word
from vapenvila.web.people.importing.problems import Problem
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS, Reliability

EMPTY: Final = frozenset({"-", "–", "—"})
CLEARS: Final = frozenset(
    {"[clear]", "[töm]"}
)  # the one way in which a file takes something away (acceptance T29)
NEVER_CLEARED: Final = frozenset({"reference", "mark", "need", "source", "source_on"})
RELIABILITIES: Final = {
    **{plain_word(value): value for value in Reliability.values},
    "bekräftad": "confirmed", "pålitlig": "reliable", "tillförlitlig": "reliable", "okänd": "unsure", "osäker": "doubtful",
    "tveksam": "doubtful",
}  # fmt: skip


@dataclass(slots=True)
class CheckedRow:
    """A row that was looked at. `identity` and `ground` are there when no problem is an error."""

    number: int
    cells: dict[str, str]
    clears: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    reference: str = ""
    identity: CheckedIdentity | None = None
    ground: Ground | None = None
    text_warnings: int = 0

    @property
    def good(self) -> bool:
        """Whether nothing holds the row back."""
        return all(problem.severity != "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class RowCheck:
    """Checks rows of one file for one room."""

    mapping: PersonMapping
    agency: AgencyKind
    made_up: bool
    today: date

    def check(self, number: int, cells: Mapping[str, str | None]) -> CheckedRow:
        """Look at one row. `cells` are the mapped fields, days already in ISO form or marked as unreadable."""
        filled = {name: text for name, text in cells.items() if text and text not in EMPTY}
        clears = frozenset(name for name, text in filled.items() if text.casefold() in CLEARS)
        row = CheckedRow(number, {n: t for n, t in filled.items() if n not in clears}, clears)
        _split_name(row)
        for name in clears & NEVER_CLEARED:
            self._tell(row, name, problems.NOTHING_TO_CLEAR)
        for name in DAYS:
            self._check_day(row, name)
        for name, most in LONGEST.items():
            if len(row.cells.get(name, "")) > most:
                self._tell(row, name, problems.TOO_LONG, detail=str(most))
        self._check_identity(row)
        self._check_reference(row)
        self._check_texts(row)
        self._check_ground(row)
        return row

    def _tell(
        self,
        row: CheckedRow,
        name: str,
        sentence: str,
        *,
        severity: problems.Severity = "error",
        detail: str = "",
    ) -> None:
        column = self.mapping.columns.get(name, "")
        row.problems.append(Problem(row.number, column, severity, sentence, detail))

    def _ask(self, row: CheckedRow, name: str, decision: Decision) -> bool:
        if not decision:
            self._tell(row, name, decision.reason)
        return decision.allowed

    def _check_day(self, row: CheckedRow, name: str) -> None:
        text = row.cells.get(name, "")
        if text.startswith("!"):
            self._tell(row, name, problems.SHORT_YEAR if text == "!short" else problems.NO_DAY)
            del row.cells[name]

    def _check_identity(self, row: CheckedRow) -> None:
        values = {name: row.cells[name] for name in IDENTITY_FIELDS if name in row.cells}
        while row.identity is None:
            try:
                row.identity = checked_identity(
                    {"birth_date": "", **values}, made_up=self.made_up, today=self.today
                )
            except RefusedError as refused:
                self._tell(row, refused.field, refused.reason)
                if not values.pop(refused.field, None):
                    return

    def _check_reference(self, row: CheckedRow) -> None:
        number = (
            row.identity.values.get("personnummer", "") if row.identity else row.cells.get("personnummer", "")
        )
        row.reference = row.cells.get("reference") or number
        if not row.reference:
            self._tell(row, "reference", problems.NO_REFERENCE)

    def _check_texts(self, row: CheckedRow) -> None:
        for name in TEXTS:
            finds = _screened(row.cells.get(name, ""))
            if not finds:
                continue
            refused = [found for found in finds if found.finding in ALWAYS_REFUSED]
            if refused:
                self._tell(row, name, SENTENCES[refused[0].finding])
                continue
            row.text_warnings += 1
            for finding in sorted({found.finding for found in finds}):
                self._tell(row, name, SENTENCES[finding], severity="warning")

    def _check_ground(self, row: CheckedRow) -> None:
        mark, day = self._mark(row), self._source_day(row)
        child = row.identity is not None and row.identity.adult_from is not None
        if child and self.mapping.children is ForChildren.REFUSE:
            self._tell(row, "birth_date", problems.CHILD_REFUSED)
            return
        if mark is None or day is None:
            return
        ground = Ground(
            mark=mark,
            need=row.cells.get("need") or self.mapping.need,
            source=row.cells.get("source") or self.mapping.source,
            source_on=day,
            reliability=self._reliability(row),
            protective_track=child,
            need_of_child=row.cells.get("need_of_child", "") if child else "",
        )
        asked = may_register(
            mark=mark, child=child, protective_track=child, need=ground.need, source=ground.source,
            need_of_child=ground.need_of_child,
        )  # fmt: skip
        lacking = (
            "need_of_child" if ground.need and ground.source else "need" if not ground.need else "source"
        )
        if self._ask(row, lacking, asked):
            row.ground = ground

    def _mark(self, row: CheckedRow) -> Mark | None:
        word = row.cells.get("mark")
        if self.mapping.mark_for_all is not None:
            mark = self.mapping.mark_for_all
        elif word is None and self.mapping.mark_missing is not None:
            mark = self.mapping.mark_missing
            self._tell(row, "mark", problems.MARK_TAKEN, severity="warning")
        elif word is None or plain_word(word) not in self.mapping.marks:
            self._tell(row, "mark", problems.NO_MARK if word is None else problems.UNKNOWN_MARK)
            return None
        else:
            mark = self.mapping.marks[plain_word(word)]
        return mark if self._ask(row, "mark", may_carry(mark, self.agency)) else None

    def _source_day(self, row: CheckedRow) -> date | None:
        text = row.cells.get("source_on")
        day = date.fromisoformat(text) if text else self.mapping.source_on
        if day is None:
            if not any(p.column == self.mapping.columns.get("source_on") for p in row.problems):
                self._tell(row, "source_on", problems.NO_SOURCE_DAY)
        elif day > self.today:
            self._tell(row, "source_on", problems.SOURCE_AHEAD)
        return day

    def _reliability(self, row: CheckedRow) -> str:
        word = row.cells.get("reliability")
        if word is None:
            return self.mapping.reliability
        found = RELIABILITIES.get(plain_word(word))
        if found is None:
            self._tell(row, "reliability", problems.UNKNOWN_RELIABILITY, severity="warning")
        return found or Reliability.UNSURE.value


def _split_name(row: CheckedRow) -> None:
    """“Surname, Given” or “Given Surname”: the last word is the surname unless a comma says otherwise."""
    whole = row.cells.pop("full_name", "")
    if not whole:
        return
    surname, comma, given = whole.partition(",")
    if not comma:
        given, _blank, surname = whole.rpartition(" ")
    row.cells |= {n: t.strip() for n, t in (("given_name", given), ("surname", surname)) if t.strip()}


@lru_cache(maxsize=4096)
def _screened(text: str) -> tuple[Found, ...]:
    return screen(text)


def errors_of(row: CheckedRow) -> Iterator[Problem]:
    """What holds the row back."""
    return (problem for problem in row.problems if problem.severity == "error")
