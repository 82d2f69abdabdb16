"""Reads the table a command is given: CSV, XLSX, Parquet or GraphML, gzip allowed; what cannot be used is named by row and
column.

Every value is read as text and turned into what a column must be when it is asked for, so that 007 stays 007 and a
cell that is no number is found in its row. Rows are counted as in a spreadsheet: the heading is row 1.
"""

import csv
import gzip
import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NoReturn

import fastexcel
import numpy as np
import polars as pl
from numpy.typing import NDArray

from vapenvila.cli.graphml_tables import ENDING as GRAPHML
from vapenvila.cli.graphml_tables import graphml_frame
from vapenvila.cli.user_error import UserError

_YES = {"1", "1.0", "true", "yes", "y", "ja", "j", "sant"}
_NO = {"0", "0.0", "false", "no", "n", "nej", "falskt"}
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")  # 20260131 would be read as a year
_SHOWN = 12
_LARGEST = 1e15  # beyond it whole numbers are no longer told apart, and squares of squares overflow
YEARS = range(1800, 2200)
_AGAIN = "_duplicated_"  # how the reader of CSV tells the second column of a name from the first
_BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")
_WHOLE_NUMBERS = r"^-?(0|[1-9][0-9]{0,17})(\.0)?$"

Identifier = int | str
EMPTY_WORDS: Final = ("(null)", "null", "n/a", "na", "nan", "none", "-", "unknown", "okänd", "okänt")


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows as text. `name`: the file, for sentences. `frame`: columns of text, null where a cell is empty.

    `places`: where each row stood in the file, for sentences, where a row of the table is not a row of the file.
    """

    name: str
    frame: pl.DataFrame
    places: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are below the heading."""
        return self.frame.height

    def cells(self, column: str, option: str) -> list[str | None]:
        """The column as text, None where empty. `option` is how the user named it, for the sentence."""
        if column not in self.frame.columns:
            there = ", ".join(self.frame.columns[:_SHOWN]) + (
                " …" if len(self.frame.columns) > _SHOWN else ""
            )
            raise UserError(f"{self.name} has no column {column!r} ({option}); its columns are: {there}.")
        if f"{column}{_AGAIN}0" in self.frame.columns:
            raise UserError(f"{self.name} has several columns {column!r} ({option}); name each differently.")
        return self.frame[column].to_list()

    def texts(self, column: str, option: str) -> list[str]:
        """The column as text; none may be empty."""
        cells = self.cells(column, option)
        if None in cells:
            self.refuse(column, option, cells.index(None), "is empty")
        return [cell for cell in cells if cell is not None]

    def identifiers(self, column: str, option: str) -> list[Identifier]:
        """Names of people, units or groups; whole numbers where every one is written as one. None may be empty."""
        cells = self.texts(column, option)
        return [int(cell) for cell in cells] if all(map(_WHOLE.fullmatch, cells)) else list(cells)

    def identifiers_or_none(self, column: str, option: str) -> list[Identifier | None]:
        """As `identifiers`, with None where the cell is empty."""
        cells = self.cells(column, option)
        whole = all(_WHOLE.fullmatch(cell) for cell in cells if cell is not None)
        return [int(cell) if cell is not None and whole else cell for cell in cells]

    def numbers(self, column: str, option: str) -> NDArray[np.float64]:
        """(n,) numbers; a decimal comma is understood. None may be missing."""
        found = self.numbers_or_missing(column, option)
        if np.isnan(found).any():
            self.refuse(column, option, int(np.argmax(np.isnan(found))), "is empty; a number is needed")
        return found

    def numbers_or_missing(self, column: str, option: str) -> NDArray[np.float64]:
        """(n,) numbers, nan where the cell is empty."""
        cells = self.cells(column, option)
        found = np.full(len(cells), np.nan)
        for row, cell in enumerate(cells):
            if cell is not None:
                found[row] = self._number(cell, row, column, option)
        return found

    def yes_no(self, column: str, option: str) -> NDArray[np.bool_]:
        """(n,) truth of 1/0, true/false, yes/no, ja/nej."""
        found = np.zeros(self.rows, dtype=np.bool_)
        for row, cell in enumerate(self.texts(column, option)):
            word = cell.strip().lower()
            if word not in _YES | _NO:
                self.refuse(column, option, row, f"is {cell!r}; write 1 or 0, yes or no")
            found[row] = word in _YES
        return found

    def days(self, column: str, option: str) -> NDArray[np.datetime64]:
        """(n,) days, from ISO dates; a time after the date is left out."""
        self.texts(column, option)
        return self.days_or_missing(column, option)

    def days_or_missing(self, column: str, option: str) -> NDArray[np.datetime64]:
        """As `days`, with NaT where the cell is empty."""
        cells = self.cells(column, option)
        found = np.full(len(cells), "NaT", dtype="datetime64[D]")
        for row, cell in enumerate(cells):
            if cell is None:
                continue
            try:
                found[row] = np.datetime64(cell[:10] if _DAY.fullmatch(cell[:10]) else "no date", "D")
            except ValueError:
                self.refuse(column, option, row, f"is {cell!r}; write a date as 2026-01-31")
            self._in_our_time(found[row].astype(object).year, cell, row, column, option)
        return found

    def moments(self, column: str, option: str) -> list[tuple[datetime, datetime] | None]:
        """(n,) first and last moment each can have been, None where the cell is empty; a date alone is any time that day."""
        found: list[tuple[datetime, datetime] | None] = []
        for row, cell in enumerate(self.cells(column, option)):
            if cell is None:
                found.append(None)
                continue
            try:
                moment = datetime.fromisoformat(cell)
            except ValueError:
                self.refuse(
                    column, option, row, f"is {cell!r}; write a moment as 2026-01-31 23:15, or a date alone"
                )
            self._in_our_time(moment.year, cell, row, column, option)
            found.append((moment, moment + timedelta(days=1) if _DATE.fullmatch(cell) else moment))
        return found

    def refuse(self, column: str, option: str, row: int, what: str) -> NoReturn:
        """Raise UserError that names the row (0 is the first below the heading) and column, and says what is wrong."""
        where = self.places[row] if self.places else f"row {row + 2}, column {column!r}"
        raise UserError(f"{self.name}, {where} ({option}) {what}.")

    def _number(self, cell: str, row: int, column: str, option: str) -> float:
        text = cell.replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell) else cell
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not np.isfinite(value):
            self.refuse(column, option, row, f"is {cell!r}, which is not a number")
        if abs(value) > _LARGEST:
            self.refuse(column, option, row, f"is {cell!r}, which is beyond any count or measure")
        return value

    def _in_our_time(self, year: int, cell: str, row: int, column: str, option: str) -> None:
        if year not in YEARS:
            self.refuse(column, option, row, f"is {cell!r}; days from {YEARS[0]} to {YEARS[-1]} are read")


def read_table(file: Path, *, nodes: bool = False) -> Table:
    """The file's first sheet or only table; of GraphML its ties, or its nodes where `nodes`.

    Raises UserError for a file that is not there, not readable or empty.
    """
    if not file.is_file():
        raise UserError(f"There is no file {file}.")
    endings = [ending.lower() for ending in file.suffixes]
    content = file.read_bytes()
    try:
        if endings and endings[-1] == ".gz":
            content, endings = gzip.decompress(content), endings[:-1]
        frame = _parsed(content, endings[-1] if endings else "", nodes=nodes)
    except (
        pl.exceptions.PolarsError,
        fastexcel.FastExcelError,
        OSError,
        EOFError,
        ValueError,
        csv.Error,
    ) as problem:
        raise UserError(f"{file.name} cannot be read: {str(problem).splitlines()[0]}") from None
    if frame.height == 0:
        raise UserError(f"{file.name} has no rows below its heading.")
    return Table(file.name, frame)


def _parsed(content: bytes, ending: str, *, nodes: bool) -> pl.DataFrame:
    if ending == GRAPHML:
        return _as_text(graphml_frame(content, nodes=nodes))
    if ending == ".parquet":
        return _as_text(pl.read_parquet(io.BytesIO(content)))
    if ending in (".xlsx", ".xlsm"):
        sheet = fastexcel.read_excel(content).load_sheet(0)
        return _as_text(pl.Series(sheet).struct.unnest())
    if ending in (".csv", ".tsv", ".txt"):
        return _as_text(_parsed_text(_decoded(content)))
    raise UserError(
        f"A table is a file ending in .csv, .tsv, .xlsx, .parquet or .graphml (or one of these .gz), not {ending!r}."
    )


def _parsed_text(text: str) -> pl.DataFrame:
    """The rows of a text; ValueError with a sentence where it is empty or a row is longer than the heading."""
    if not text.strip():
        raise ValueError("it is empty.")
    separator = _separator(text)
    try:
        return pl.read_csv(io.StringIO(text), separator=separator, infer_schema=False, null_values="")
    except pl.exceptions.PolarsError:
        heading, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for number, row in enumerate(rows, start=2):
            if len(row) > len(heading):
                raise ValueError(
                    f"row {number} has {len(row)} cells and the heading {len(heading)}; "
                    "put a text that holds the separator between quotation marks."
                ) from None
        raise


def _decoded(content: bytes) -> str:
    """UTF-16 where it says so, UTF-8, or what older spreadsheets in western Europe write."""
    if content.startswith(_BYTE_ORDER):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Whichever of comma, semicolon, tab and upright line divides the heading most."""
    heading = text.split("\n", 1)[0]
    return max((",", ";", "\t", "|"), key=heading.count)


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column as text without spaces around it; a whole number that a spreadsheet kept as 7.0 becomes 7."""
    columns = [pl.col(name) for name in frame.columns]
    ready = frame.with_columns(
        _text_of(column, dtype) for column, dtype in zip(columns, frame.dtypes, strict=True)
    )
    trimmed = ready.with_columns(pl.all().str.strip_chars())
    filled = trimmed.with_columns(pl.when(pl.all() != "").then(pl.all()))
    whole = [name for name in filled.columns if filled[name].str.contains(_WHOLE_NUMBERS).all()]
    return filled.with_columns(pl.col(whole).str.strip_suffix(".0")).rename(str.strip)


def _text_of(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if dtype.is_float():
        whole = column.is_finite() & (column == column.round()) & (column.abs() < 1e15)
        return (
            pl.when(whole)
            .then(column.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(column.cast(pl.String))
        )
    if dtype == pl.Boolean:
        return column.cast(pl.Int8).cast(pl.String)
    return column.cast(pl.String)
