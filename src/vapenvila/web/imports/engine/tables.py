"""What every reader gives: the file's columns and its rows in batches, all cells as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.issues import Issue, issue_table
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say

ROW = "row"
"""Name of the first column of every batch: the row's number as a person sees it in the file."""


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some rows of the file: column `row` (number in the file) and every column as text, null when empty."""

    frame: pl.DataFrame
    issues: pl.DataFrame
    empty_rows: int = 0


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file being read. `batches` may be walked through once."""

    format: str
    columns: tuple[str, ...]
    batches: Iterator[RawBatch]
    encoding: str | None = None
    separator: str | None = None
    header_row: int | None = None
    notices: list[Issue] = field(default_factory=list)


def unique_names(names: Sequence[str], notices: list[Issue]) -> tuple[str, ...]:
    """Column names, trimmed, never empty, never twice; a renamed one is told about."""
    if len(names) > limits.MAX_COLUMNS:
        raise UnreadableFileError(
            say("The file has {count} columns; at most 500 are accepted. Is the separator right?"),
            count=len(names),
        )
    seen: dict[str, int] = {}
    result: list[str] = []
    for position, name in enumerate(names, start=1):
        plain = " ".join(name.replace("\ufeff", "").split()) or f"column {position}"
        if plain == ROW:
            plain = "row (of the file)"
        if plain in seen or plain in result:
            seen[plain] = seen.get(plain, 1) + 1
            renamed = f"{plain} ({seen[plain]})"
            notices.append(Issue(0, plain, "columns_renamed", renamed))
            plain = renamed
        else:
            seen[plain] = 1
        result.append(plain)
    return tuple(result)


def shaped(rows: Sequence[int], cells: pl.DataFrame, found: list[Issue]) -> RawBatch:
    """A batch from cells: blanks become null, over-long cells are held back, empty rows are left out and
    counted."""
    frame = cells.with_columns(pl.all().cast(pl.String).str.strip_chars())
    frame = frame.with_columns(
        pl.when(pl.col(c) == "").then(None).otherwise(pl.col(c)).alias(c) for c in frame.columns
    )
    frame = frame.insert_column(0, pl.Series(ROW, rows, dtype=pl.UInt32))
    longest = frame.select(pl.exclude(ROW).str.len_chars().max()).row(0)
    for column, length in zip(frame.columns[1:], longest, strict=True):
        if length is not None and length > limits.MAX_CELL_CHARACTERS:
            late = frame.filter(pl.col(column).str.len_chars() > limits.MAX_CELL_CHARACTERS)
            sizes = late[column].str.len_chars()
            found += [
                Issue(row, column, "cell_too_long", detail=str(size))
                for row, size in zip(late[ROW], sizes, strict=True)
            ]
            frame = frame.with_columns(pl.col(column).str.slice(0, limits.MAX_CELL_CHARACTERS))
    filled = frame.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))
    return RawBatch(filled, issue_table(found), frame.height - filled.height)
