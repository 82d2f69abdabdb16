"""Days and clocks as people and spreadsheets also write them: serial numbers, “natten mot”, “ca kl 23.30”, “okänd”."""

from typing import Final

import polars as pl

from vapenvila.web.imports.engine.clock import in_universal_time

SERIAL_DAY: Final = r"^[2-7]\d{4}(?:[.,]\d+)?$"
SERIAL_CLOCK: Final = r"^0?[.,]\d+$"
SURELY_SERIAL_CLOCK: Final = r"^0?[.,]\d{3,}$"  # 0.25 alone can be 00:25 too
NIGHT: Final = r"(?i)^(?:natten|natt|night)\s+(?:mot|till|to)\s+(?:\p{L}+dag(?:en)?,?\s+)?(?:den\s+)?"
ABOUT: Final = r"(?i)^(?:ca\.?|cirka|c:a|omkring|runt|vid|approx\.?|about|~)\s*"
NOT_KNOWN: Final = ("okänd", "okänt", "saknas", "unknown", "unk", "?", "vet ej", "ej känd")
FIRST_DAY: Final = pl.date(1899, 12, 30)
DAY_SECONDS: Final = 86_400
NOON: Final = 43_200
NIGHT_BEGINS: Final = 21 * 3_600
NIGHT_ENDS: Final = 6 * 3_600


def plain_days(cells: pl.Series, *, serial: bool) -> tuple[pl.Series, pl.Series]:
    """The cells as dates are written, and which of them name a night (“natten mot” its second day)."""
    night = cells.str.contains(NIGHT).fill_null(value=False)
    text = cells.str.replace(NIGHT, "")
    if not serial:
        return text, night
    number = pl.col("v").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    moment = FIRST_DAY.cast(pl.Datetime("us")) + pl.duration(
        seconds=(number * DAY_SECONDS).round().cast(pl.Int64, strict=False)
    )
    whole = number == number.floor()
    written = pl.when(whole).then(moment.dt.to_string("%Y-%m-%d")).otherwise(
        moment.dt.to_string("%Y-%m-%d %H:%M:%S")
    )  # fmt: skip
    return text.to_frame("v").select(written.alias(cells.name)).to_series(), night


def plain_clocks(cells: pl.Series, *, serial: bool) -> pl.Series:
    """The cells as clock times are written; null where the file says that the time is not known."""
    said = pl.col("v").str.replace(ABOUT, "").str.strip_chars()
    said = pl.when(~said.str.to_lowercase().is_in(NOT_KNOWN)).then(said)
    if serial:
        seconds = (
            pl.col("v").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False) * DAY_SECONDS
        ).round()
        clock = (
            pl.lit(0).cast(pl.Datetime("us")) + pl.duration(seconds=seconds.cast(pl.Int64, strict=False))
        ).dt
        said = (
            pl.when(pl.col("v").str.contains(SERIAL_CLOCK)).then(clock.to_string("%H:%M:%S")).otherwise(said)
        )
    return cells.to_frame("v").select(said.alias(cells.name)).to_series()


def before_midnight(table: pl.DataFrame, night: pl.Series) -> pl.DataFrame:
    """A clock time of the evening in the night to a day is on the day before."""
    evening = pl.lit(night) & (pl.col("seconds") >= NOON)
    return table.with_columns(
        pl.when(evening).then(pl.col("day").dt.offset_by("-1d")).otherwise("day").alias("day")
    )


def whole_nights(
    placed: pl.DataFrame, table: pl.DataFrame, night: pl.Series, zone: str, column: str
) -> pl.DataFrame:
    """A night without a clock time: from nine in the evening to six in the morning."""
    evening = table.with_columns(
        pl.col("day").dt.offset_by("-1d"), pl.lit(NIGHT_BEGINS, pl.Int32).alias("seconds")
    )
    morning = table.with_columns(pl.lit(NIGHT_ENDS, pl.Int32).alias("seconds"))
    first = in_universal_time(evening, zone, column)[0]["first"]
    last = in_universal_time(morning, zone, column)[0]["last"]
    open_night = pl.lit(night) & ~pl.col("timed")
    return placed.with_columns(
        pl.when(open_night).then(pl.lit(first)).otherwise("first").alias("first"),
        pl.when(open_night).then(pl.lit(last)).otherwise("last").alias("last"),
    )
