"""From a file to checked rows, some thousands at a time. The columns are found, days are read, and nothing is kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import dates
from vapenvila.web.imports.engine.issues import ISSUE_KINDS
from vapenvila.web.imports.engine.reading import open_table
from vapenvila.web.imports.engine.sentences import UnusableMappingError, say
from vapenvila.web.imports.engine.tables import ROW, RawTable
from vapenvila.web.people.importing.person_mapping import DAYS, PersonMapping
from vapenvila.web.people.importing.problems import Problem, with_values
from vapenvila.web.people.importing.row_checks import CheckedRow, RowCheck

SHORT_YEAR: Final = r"^\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2}$"
CHUNK: Final = 5_000


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Some rows of the file: as they stood there, and as they were checked."""

    raw: pl.DataFrame
    rows: list[CheckedRow]


def open_persons(path: Path, mapping: PersonMapping) -> RawTable:
    """The file of persons, if it has every column the mapping names."""
    return open_mapped(path, mapping.columns.values())


def open_mapped(path: Path, columns: Iterable[str]) -> RawTable:
    """The file, if it has all of these columns; its values are never part of a message."""
    table = open_table(path)
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise UnusableMappingError(
            say("The file has no column {missing}. Its columns are: {columns}."),
            missing=", ".join(f"“{column}”" for column in missing),
            columns=", ".join(table.columns[:60]),
        )
    return table


def notices_of(table: RawTable) -> list[Problem]:
    """What is to be told of the file as a whole."""
    return [
        Problem(0, n.column, n.severity, with_values(n.template, {"value": n.value}), n.detail)
        for n in table.notices
    ]


def read_rows(table: RawTable, check: RowCheck) -> Iterator[ReadRows]:
    """The rows of the file, checked; what the reader itself found wrong with a row holds it back too."""
    for raw, found in slices_of(table):
        yield ReadRows(raw, _checked(raw, check, found))


def slices_of(table: RawTable) -> Iterator[tuple[pl.DataFrame, dict[int, list[Problem]]]]:
    """Some thousands of rows at a time, with what the reader itself found wrong with each."""
    for batch in table.batches:
        found: dict[int, list[Problem]] = {}
        for row, column, code, _value, detail in batch.issues.iter_rows():
            kind = ISSUE_KINDS[code]
            told = with_values(kind.template, {"value": "…"})
            found.setdefault(int(row), []).append(Problem(int(row), column, kind.severity, told, detail))
        for start in range(0, batch.frame.height, CHUNK):
            yield batch.frame.slice(start, CHUNK), found


def _checked(raw: pl.DataFrame, check: RowCheck, found: dict[int, list[Problem]]) -> list[CheckedRow]:
    rows = []
    for number, cells in cells_of(raw, check.mapping.columns, days=DAYS, order=check.mapping.date_order):
        row = check.check(number, cells)
        row.problems += found.get(number, ())
        rows.append(row)
    return rows


def cells_of(
    raw: pl.DataFrame, columns: Mapping[str, str], *, days: Collection[str], order: dates.Order
) -> Iterator[tuple[int, dict[str, str | None]]]:
    """Each row's number and its mapped cells by field; days in ISO form, or marked as unreadable."""
    wanted = raw.select(ROW, *(pl.col(column).alias(name) for name, column in columns.items()))
    for name in days:
        if name in columns:
            wanted = wanted.with_columns(_days(wanted[name], order))
    names = wanted.columns[1:]
    for number, *cells in wanted.iter_rows():
        yield number, dict(zip(names, cells, strict=True))


def _days(cells: pl.Series, order: dates.Order) -> pl.Series:
    """The days in ISO form; `!short` and `!day` where they cannot be read, clear markers as they are."""
    read = dates.parsed(cells, None, order=order, century_pivot=0, long_digits=False, year_hint=None)
    told = pl.DataFrame({"cell": cells, "day": read["day"].dt.to_string("%Y-%m-%d")})
    cell = pl.col("cell")
    return told.select(
        pl.when(cell.is_null() | cell.str.starts_with("[") | cell.is_in(["-", "–", "—"]))
        .then(cell)
        .when(cell.str.contains(SHORT_YEAR))
        .then(pl.lit("!short"))
        .otherwise(pl.col("day").fill_null("!day"))
        .alias(cells.name)
    ).to_series()
