"""The rows of a table that the mapping keeps, column by column; what cannot be used is named by file, row and column."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn  # TOML holds any value

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vapenvila.cli.matrix_tables import matrix_of
from vapenvila.cli.problem_report.coded import Coded, compared
from vapenvila.cli.problem_report.mapping import SECTIONS, ProblemMapping, Section
from vapenvila.cli.tables import YEARS, Table, read_table
from vapenvila.cli.user_error import UserError

_OF_NODES = ("people", "groups")


@dataclass(frozen=True, slots=True)
class Rows:
    """`at`: places in the table of the rows kept. `left_out`: how many were not. `everyone`: all names of a matrix."""

    table: Table
    section: Section
    at: tuple[int, ...]
    left_out: int
    everyone: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.at)

    def cells(self, key: str) -> list[str | None] | None:
        """The column of this key, None where the mapping says none."""
        column = self.section.column(key)
        return None if column is None else self._cells(column, key)

    def names(self, key: str) -> tuple[Hashable, ...]:
        """The column of this key, which must be there and filled."""
        column = self.section.needed(key)
        cells = self._cells(column, key)
        for place, cell in enumerate(cells):
            if cell is None:
                self.refuse(column, key, place, "is empty")
        return tuple(cell for cell in cells if cell is not None)

    def names_or_none(self, key: str) -> tuple[Hashable, ...] | None:
        """The column of this key, None where a cell is empty; None for all where the mapping says none."""
        cells = self.cells(key)
        return None if cells is None else tuple(cells)

    def numbers(self, key: str, *, whole: bool = False) -> NDArray[np.float64] | None:
        """Numbers, nan where empty."""
        column = self.section.column(key)
        if column is None:
            return None
        found = np.full(len(self), np.nan)
        for place, cell in enumerate(self._cells(column, key)):
            if cell is None:
                continue
            try:
                found[place] = float(cell.replace(",", ".") if cell.count(",") == 1 else cell)
            except ValueError:
                self.refuse(column, key, place, f"is {cell!r}, which is not a number")
            if not np.isfinite(found[place]) or (whole and found[place] != np.floor(found[place])):
                kind = "a whole number" if whole else "a number"
                self.refuse(column, key, place, f"is {cell!r}, which is not {kind}")
        return found

    def words(self, key: str, words: tuple[str, ...]) -> list[tuple[str, ...]] | None:
        """For each row the words its value stands for, none where it is empty; None for all where the mapping says none."""
        coded = self.section.coded(key, words)
        if coded is None:
            return None
        if coded.column is None:
            return [coded.words_of(None) or ()] * len(self)
        return [
            self._placed(coded, coded.column, key, place, cell)
            for place, cell in enumerate(self._cells(coded.column, key))
        ]

    def _placed(self, coded: Coded, column: str, key: str, place: int, cell: str | None) -> tuple[str, ...]:
        words = coded.words_of(cell)
        if words is None:
            self.refuse(
                column,
                key,
                place,
                f'is {cell!r}, which the mapping does not place; list it under a word, or say other = "…"',
            )
        return tuple(word for word in words if word != "none")

    def days(self, key: str, *, needed: bool = True) -> NDArray[np.datetime64] | None:
        """Days by ISO or by the format of the mapping; NaT where empty and not `needed`."""
        column = self.section.column(key)
        if column is None:
            return None
        written = self.section.written_as(key)
        found = np.full(len(self), "NaT", dtype="datetime64[D]")
        for place, cell in enumerate(self._cells(column, key)):
            if cell is None and needed:
                self.refuse(column, key, place, "is empty; leave the row out, or give its date")
            if cell is None:
                continue
            try:
                moment = datetime.strptime(cell, written) if written else datetime.fromisoformat(cell)  # noqa: DTZ007
            except ValueError:
                like = written or "2026-01-31"
                how = "" if written else '; or say how in the mapping: { column = "…", format = "%m/%d/%Y" }'
                self.refuse(column, key, place, f"is {cell!r}, which is no date written as {like}{how}")
            if moment.year not in YEARS:
                self.refuse(column, key, place, f"is {cell!r}; days from {YEARS[0]} to {YEARS[-1]} are read")
            found[place] = np.datetime64(moment.date(), "D")
        return found

    def refuse(self, column: str, key: str, place: int, what: str) -> NoReturn:
        """Raise UserError that names file, row and column."""
        self.table.refuse(column, self.section.option(key), self.at[place], what)

    def _cells(self, column: str, key: str) -> list[str | None]:
        cells = self.table.cells(column, self.section.option(key))
        return [cells[at] for at in self.at]


def rows_of(file: Path, mapping: ProblemMapping, name: str) -> Rows:
    """The table's rows that the mapping keeps. Raises UserError where it keeps none, or says nothing of such a table."""
    section = mapping[name]
    if not section.values:
        raise UserError(f"{mapping.file} has no section [{name}] for --{name} {file.name}.")
    table = _with_empty(read_table(file, nodes=name in _OF_NODES), mapping.empty)
    everyone: tuple[str, ...] = ()
    if section.yes("matrix"):
        table, section, everyone = _from_matrix(table, section)
    kept = list(range(table.rows))
    for key, wanted in (("keep", True), ("leave_out", False)):
        for column, values in section.rows(key).items():
            cells = table.cells(column, section.option(key))
            listed = {compared(value) for value in values}
            kept = [at for at in kept if (compared(cells[at] or "") in listed) is wanted]
    if not kept:
        raise UserError(f"{file.name}: the mapping's keep and leave_out leave no row.")
    return Rows(table, section, tuple(kept), table.rows - len(kept), everyone)


def _with_empty(table: Table, words: tuple[str, ...]) -> Table:
    """Cells with a word that means empty become empty."""
    if not words:
        return table
    cleaned = table.frame.with_columns(
        pl.when(~pl.all().str.to_lowercase().is_in(list(words))).then(pl.all())
    )
    return replace(table, frame=cleaned)


def _from_matrix(table: Table, section: Section) -> tuple[Table, Section, tuple[str, ...]]:
    """The filled cells as rows, the section with the columns that a matrix has by itself, and everybody down its side."""
    matrix = matrix_of(table, section.option("matrix"))
    if matrix.two_mode is not ("incident" in SECTIONS[section.name]) and section.name != "ties":
        wanted = (
            "people down and incidents across"
            if section.name == "persons"
            else "the same names down and across"
        )
        raise UserError(f"{table.name}: a matrix for --{section.name} has {wanted}.")
    said: dict[str, Any]
    if section.name == "persons":
        said = {"person": "row", "incident": "column"}
    elif matrix.two_mode:
        said = {"one": "row", "event": "column"}
    else:
        said = {"one": "row", "other": "column"} | ({"weight": "value"} if section.name == "ties" else {})
    return matrix.table, replace(section, values={**said, **section.values}), matrix.names
