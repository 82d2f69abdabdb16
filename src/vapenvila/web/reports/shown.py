"""A publication as pages and files show it: rows with names, cells with intervals, what it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from vapenvila.web.incidents.vocabulary import Kind
from vapenvila.web.reports.actions import content_of
from vapenvila.web.reports.engine import fingerprint
from vapenvila.web.reports.models import Measure, Publication

Cell = dict[str, Any] | None  # n, low, high; None = not shown


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the table."""

    name: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The whole table; `unchanged` = it agrees with the hash it was frozen with."""

    years: tuple[int, ...]
    rows: tuple[ShownRow, ...]
    year_totals: tuple[Cell, ...]
    all: Cell
    hidden: int
    unchanged: bool


def shown_table(publication: Publication) -> ShownTable:
    """The table in the reader's language."""
    table = publication.table
    rows = tuple(
        ShownRow(_name(publication, row), tuple(row["cells"]), row["total"]) for row in table["rows"]
    )
    cells = [cell for row in rows for cell in (*row.cells, row.total)] + list(table["year_totals"])
    return ShownTable(
        tuple(table["years"]),
        rows,
        tuple(table["year_totals"]),
        table["all"],
        sum(cell is None for cell in cells),
        fingerprint(content_of(publication)) == publication.sha256,
    )


def _name(publication: Publication, row: dict[str, Any]) -> str:
    if publication.measure == Measure.BY_KIND:
        return str(dict(Kind.choices).get(row["row"], row["row"]))
    return str(row["name"]) or gettext("area not known")


COLUMNS = (
    "publication", "table", "row", "year", "incidents", "low", "high", "level", "n", "first_day", "last_day", "definition",
    "vintage", "not_shown_below",
)  # fmt: skip


def lines_of(publication: Publication) -> Iterator[list[object]]:
    """One line a cell for a file; each line says all that a public number must say. Empty = not shown."""
    table = shown_table(publication)
    for row in table.rows:
        for year, cell in (*zip(table.years, row.cells, strict=True), ("all", row.total)):
            yield _line(publication, row.name, year, cell)
    for year, cell in (*zip(table.years, table.year_totals, strict=True), ("all", table.all)):
        yield _line(publication, "all", year, cell)


def _line(publication: Publication, row: str, year: object, cell: Cell) -> list[object]:
    numbers = [cell["n"], cell["low"], cell["high"]] if cell else ["", "", ""]
    return [
        str(publication),
        publication.measure,
        row,
        year,
        *numbers,
        publication.level,
        publication.n,
        f"{publication.first_year}-01-01",
        f"{publication.last_year}-12-31",
        publication.definition,
        publication.vintage.isoformat(),
        publication.threshold,
    ]
