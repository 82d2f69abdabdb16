"""From a file to checked rows, some thousands at a time. The columns are found, days are read, and nothing is kept."""

from collections.abc import Iterator
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
    """The file, if it has every column the mapping names; its values are never part of a message."""
    table = open_table(path)
    missing = [column for column in mapping.columns.values() if column not in table.columns]
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
    for batch in table.batches:
        found: dict[int, list[Problem]] = {}
        for row, column, code, _value, detail in batch.issues.iter_rows():
            kind = ISSUE_KINDS[code]
            told = with_values(kind.template, {"value": "…"})
            found.setdefault(int(row), []).append(Problem(int(row), column, kind.severity, told, detail))
        for start in range(0, batch.frame.height, CHUNK):
            raw = batch.frame.slice(start, CHUNK)
            yield ReadRows(raw, _checked(raw, check, found))


def _checked(raw: pl.DataFrame, check: RowCheck, found: dict[int, list[Problem]]) -> list[CheckedRow]:
    columns = check.mapping.columns
    wanted = raw.select(ROW, *(pl.col(column).alias(name) for name, column in columns.items()))
    for name in DAYS:
        if name in columns:
            wanted = wanted.with_columns(_days(wanted[name], check.mapping.date_order))
    names = wanted.columns[1:]
    rows = []
    for number, *cells in wanted.iter_rows():
        row = check.check(number, dict(zip(names, cells, strict=True)))
        row.problems += found.get(number, ())
        rows.append(row)
    return rows


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
