"""Local days and seconds to universal time, through nights when the clock is moved."""

from typing import Final

import polars as pl

from vapenvila.web.imports.engine.issues import issues_where

UTC: Final = pl.Datetime("us", "UTC")


def in_universal_time(table: pl.DataFrame, zone: str, column: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """From `row`, `day`, `seconds` (null: the whole day), `offset`: columns `row`, `first`, `last`,
    `timed`; and issues."""
    table = _with_candidates(table, zone)
    untold = pl.col("exact").is_null() & pl.col("timed")
    gap = pl.col("local").is_not_null() & pl.col("early").is_null() & untold
    twice = (pl.col("early") != pl.col("late")) & untold
    filled = pl.coalesce("early", pl.col("eve") + pl.duration(hours=24))
    end_of_day = pl.coalesce("morrow", pl.col("late") + pl.duration(hours=24)) - pl.duration(seconds=1)
    last = pl.when(pl.col("timed")).then(pl.coalesce(pl.col("late"), filled)).otherwise(end_of_day)
    placed = table.select(
        "row",
        pl.coalesce("exact", filled.dt.convert_time_zone("UTC")).cast(UTC).alias("first"),
        pl.coalesce("exact", last.dt.convert_time_zone("UTC")).cast(UTC).alias("last"),
        "timed",
    )
    shown = pl.col("local").dt.to_string("%Y-%m-%d %H:%M")
    issues = [
        issues_where(table, gap, code="time_in_gap", column=column, value=shown),
        issues_where(table, twice, code="time_twice", column=column, value=shown),
    ]
    return placed, pl.concat(issues)


def _with_candidates(table: pl.DataFrame, zone: str) -> pl.DataFrame:
    """The moment read in every way: earliest and latest, the same hour the day before and after, by stated
    offset."""
    seconds = pl.col("seconds").cast(pl.Int64).fill_null(0)
    local = pl.col("day").cast(pl.Datetime("us")) + pl.duration(seconds=seconds)
    timed = pl.col("seconds").is_not_null()
    day = pl.duration(days=1)
    table = table.with_columns(local.alias("local"), timed.alias("timed"))
    here = pl.col("local")
    shifted = pl.col("offset").is_not_null() & pl.col("timed")
    return table.with_columns(
        here.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").alias("early"),
        here.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null").alias("late"),
        (here - day).dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").alias("eve"),
        (here + day).dt.replace_time_zone(zone, ambiguous="latest", non_existent="null").alias("morrow"),
        pl.when(shifted).then(here - _offset()).dt.replace_time_zone("UTC").alias("exact"),
    )


def _offset() -> pl.Expr:
    sign = pl.when(pl.col("offset").str.starts_with("-")).then(-1).otherwise(1)
    hours = pl.col("offset").str.extract(r"^[+-](\d{2})", 1).cast(pl.Int64).fill_null(0)
    minutes = pl.col("offset").str.extract(r"^[+-]\d{2}:?(\d{2})", 1).cast(pl.Int64).fill_null(0)
    return pl.duration(minutes=sign * (hours * 60 + minutes))
