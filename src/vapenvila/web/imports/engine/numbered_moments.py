"""Moments written as numbers: seconds or milliseconds since 1970, or a spreadsheet's days since 1900."""

from typing import Final

import polars as pl

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.clock import UTC, in_universal_time
from vapenvila.web.imports.engine.issues import issues_where
from vapenvila.web.imports.engine.mapping import When

SPREADSHEET_DAY_OF_1970: Final = 25_569
LARGEST: Final = 1e14


def read_numbers(
    frame: pl.DataFrame, column: str, when: When
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Columns `row`, `first`, `last`, `timed`; the numbers as read (`raw`); and the issues found."""
    number = pl.col(column).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    table = frame.select("row", pl.col(column).alias("raw"), number.alias("number"))
    sane = (pl.col("number").is_finite() & (pl.col("number").abs() < LARGEST)).fill_null(value=False)
    raw = pl.col("raw")
    issues = [
        issues_where(table, raw.is_null(), code="date_missing", column=column),
        issues_where(table, raw.is_not_null() & ~sane, code="date_unreadable", column=column, value=raw),
    ]
    table = table.with_columns(pl.when(sane).then(pl.col("number")).alias("number"))
    if when.epoch == "excel":
        placed, more = in_universal_time(_spreadsheet_days(table), when.time_zone, column)
        issues.append(more)
    else:
        factor = 1_000 if when.epoch == "milliseconds" else 1_000_000
        moment = (pl.col("number") * factor).round().cast(pl.Int64, strict=False).cast(UTC)
        timed = pl.lit(value=True).alias("timed")
        placed = table.select("row", moment.alias("first"), moment.alias("last"), timed)
    early = placed.with_columns(table["raw"])
    too_early = pl.col("first").dt.year() < limits.EARLIEST_YEAR
    issues.append(issues_where(early, too_early, code="date_too_early", column=column, value=raw))
    return placed, table, pl.concat(issues)


def _spreadsheet_days(table: pl.DataFrame) -> pl.DataFrame:
    seconds = (pl.col("number") * 86_400).round() - SPREADSHEET_DAY_OF_1970 * 86_400
    local = (seconds.cast(pl.Int64, strict=False) * 1_000_000).cast(pl.Datetime("us"))
    whole = pl.col("number") == pl.col("number").floor()
    return table.with_columns(local.alias("moment")).with_columns(
        pl.col("moment").dt.date().alias("day"),
        pl.when(~whole)
        .then((pl.col("moment") - pl.col("moment").dt.truncate("1d")).dt.total_seconds())
        .alias("seconds"),
        pl.lit(None, dtype=pl.String).alias("offset"),
    )
