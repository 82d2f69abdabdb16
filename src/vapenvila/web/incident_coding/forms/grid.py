"""The grid: many incidents at once, two sides a row, each checked as the form of the review checks it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext

from vapenvila.web.incident_coding.models import CodingItem
from vapenvila.web.reviews.forms.answers import GroupLinkForm
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.queries.answers import Answers
from vapenvila.web.reviews.vocabulary import Basis, Side

COLUMNS = ("status", "group_name", "basis_kind")


@dataclass(slots=True)
class Cell:
    """One side of one incident: what stands, what is written, and what is wrong with it."""

    side: Side
    standing: GroupAssessment | None
    written: dict[str, str]
    seen: str  # the judgement that was shown
    over: bool = False  # the person has seen a clash and wants their own to stand
    errors: list[str] = field(default_factory=list)
    clash: bool = False

    @property
    def name(self) -> str:
        """Name of the side in the form."""
        return str(self.side)

    @property
    def changed(self) -> bool:
        """Whether something else is written than what was shown. An empty status is no judgement."""
        return bool(self.written["status"]) and self.written != values_of(self.standing)


@dataclass(slots=True)
class Row:
    """One incident of the grid."""

    item: CodingItem
    cells: list[Cell]

    @property
    def errors(self) -> list[str]:
        """Everything wrong in the row."""
        return [error for cell in self.cells for error in cell.errors]

    @property
    def clashes(self) -> list[Cell]:
        """Sides that somebody else judged meanwhile."""
        return [cell for cell in self.cells if cell.clash]


def values_of(standing: GroupAssessment | None) -> dict[str, str]:
    """A judgement as it stands in the form; nothing where there is none."""
    if standing is None:
        return {"status": "", "group_name": "", "basis_kind": str(Basis.NONE)}
    return {name: str(getattr(standing, name)) for name in COLUMNS}


def rows_to_show(items: list[CodingItem], answers: dict[UUID, Answers]) -> list[Row]:
    """The grid with what stands now."""
    return [
        Row(
            item,
            [
                Cell(side, standing, values_of(standing), str(standing.pk) if standing else "")
                for side, standing in _standing(answers.get(item.incident_id))
            ],
        )
        for item in items
    ]


def rows_as_sent(
    items: list[CodingItem], answers: dict[UUID, Answers], sent: QueryDict, *, at: datetime
) -> list[Row]:
    """The grid as the person filled it in; only incidents of this page that were sent. Each changed side is checked."""
    by_number = {item.incident.number: item for item in items}
    rows = []
    for place, number in enumerate(sent.getlist("number")):
        item = by_number.get(int(number)) if number.isascii() and number.isdigit() else None
        if item is None:
            continue
        cells = []
        for side, standing in _standing(answers.get(item.incident_id)):
            cell = _cell_as_sent(side, standing, sent, place, item.incident.number)
            _check(cell, item, at)
            cells.append(cell)
        rows.append(Row(item, cells))
    return rows


def _standing(answers: Answers | None) -> Iterator[tuple[Side, GroupAssessment | None]]:
    for side in Side:
        yield side, answers.links.get(side) if answers else None


def _cell_as_sent(
    side: Side, standing: GroupAssessment | None, sent: QueryDict, place: int, number: int
) -> Cell:
    def at_place(column: str) -> str:
        column_sent = sent.getlist(f"{side}_{column}")
        return column_sent[place].strip() if place < len(column_sent) else ""

    written = {name: at_place(name) for name in COLUMNS}
    return Cell(side, standing, written, at_place("seen"), over=f"over-{side}-{number}" in sent)


def _check(cell: Cell, item: CodingItem, at: datetime) -> None:
    """As the form of the review checks it. What somebody else judged meanwhile is a clash, unless it says the same."""
    if not cell.changed:
        return
    now_stands = str(cell.standing.pk) if cell.standing else ""
    if cell.seen != now_stands and not cell.over:
        cell.clash = True
        return
    form = form_of(cell, item, at)
    if form.is_valid():
        cell.written = {name: str(form.cleaned_data[name]) for name in COLUMNS}
        return
    cell.errors = [
        gettext("%(side)s: %(problem)s") % {"side": cell.side.label, "problem": problem}
        for problems in form.errors.values()
        for problem in problems
    ]


def form_of(cell: Cell, item: CodingItem, at: datetime) -> GroupLinkForm:
    """The form of the review filled in with this side."""
    data: dict[str, Any] = {**cell.written, "version": cell.seen}
    return GroupLinkForm(data, programme=item.programme_id, incident=item.incident, at=at)
