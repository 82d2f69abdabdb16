"""Dates and times as people and systems write them, read column by column without guessing row by row."""

from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from vapenvila.web.imports.engine.written_moments import SERIAL_DAY, SURELY_SERIAL_CLOCK

Order = Literal["ymd", "dmy", "mdy"]

NUMERIC: Final = r"^(\d{1,4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,4})(?:[T ,]+(.*))?$"
COMPACT: Final = r"^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}:?\d{2}.*))?$"
DAY_FIRST_NAME: Final = (
    r"^(?:\p{L}+\.?,?\s+)?(?:den\s+)?(\d{1,2})[\s.\-]*(\p{L}{3,})\.?,?[\s\-]*(\d{4})"
    r"(?:[T ,]+(?:at\s+|kl\.?\s*)?(.*))?$"
)
NAME_FIRST: Final = (
    r"^(?:\p{L}+\.?,?\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
    r"(?:[T ,]+(?:at\s+)?(.*))?$"
)
YEAR_THEN_NAME: Final = r"^(\d{4})[\s\-]+(\p{L}{3,})\.?[\s\-]+(\d{1,2})(?:[T ,]+(.*))?$"
WITHOUT_YEAR: Final = r"^(?:den\s+)?(\d{1,2})[\s.]+(\p{L}{3,})\.?,?\s+(?:kl\.?\s*)?(\d{1,2}[.:]\d{2}.*)$"
TIME: Final = (
    r"^(?:kl\.?\s*)?(\d{1,2})(?:[:.hH]?(\d{2}))?(?:[:.]?(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$"
)
SPREADSHEET_DAY: Final = r"^1899-12-3[01][T ]"
MIDNIGHT: Final = (
    r"^(?:0?0[:.]?00|12:00(?::00)? [Aa])(?:[:.]?00)?(?:[.,]0+)?(?:\s*[AaPp][Mm])?(?:Z|\+00:?00)?$"
    r"|^12:00:00(?:\.0+)? AM$"
)
MONTHS: Final = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "maj": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}


@dataclass(slots=True)
class ColumnSurvey:
    """What all values of a date column say together about how it is written."""

    values: int = 0
    numeric: int = 0
    day_first_only: int = 0
    month_first_only: int = 0
    dotted: int = 0
    with_time: int = 0
    with_real_time: int = 0
    long_digits: int = 0
    serial_days: int = 0
    serial_clocks: int = 0

    def add(self, column: pl.Series) -> None:
        """Take in some more values of the column."""
        text = column.drop_nulls()
        if text.len() == 0:
            return
        frame = (
            text.to_frame("v").with_columns(pl.col("v").str.extract_groups(NUMERIC).alias("g")).unnest("g")
        )
        first, second = pl.col("1").cast(pl.Int32, strict=False), pl.col("2").cast(pl.Int32, strict=False)
        unsorted = pl.col("1").is_not_null() & (pl.col("1").str.len_chars() <= 2)
        time = pl.coalesce(
            pl.col("4"),
            pl.col("v").str.extract(COMPACT, 4),
            pl.col("v").str.extract(r"[T ](\d{1,2}[:.]\d{2}.*)$", 1),
        )
        counts = frame.select(
            unsorted.sum().alias("numeric"),
            (unsorted & (first > 12) & (second <= 12)).sum().alias("day"),
            (unsorted & (second > 12) & (first <= 12)).sum().alias("month"),
            (unsorted & pl.col("v").str.contains(r"^\d+\.")).sum().alias("dotted"),
            time.is_not_null().sum().alias("timed"),
            (
                (time.is_not_null() & ~time.str.contains(MIDNIGHT))
                | pl.col("v").str.contains(r"^\d{5}[.,]\d*[1-9]")
            )
            .sum()
            .alias("real"),
            pl.col("v").str.contains(r"^\d{3,4}$").sum().alias("digits"),
            pl.col("v").str.contains(SERIAL_DAY).sum().alias("serial"),
            pl.col("v").str.contains(SURELY_SERIAL_CLOCK).sum().alias("fraction"),
        ).row(0)
        self.values += text.len()
        self.numeric += counts[0]
        self.day_first_only += counts[1]
        self.month_first_only += counts[2]
        self.dotted += counts[3]
        self.with_time += counts[4]
        self.with_real_time += counts[5]
        self.long_digits += counts[6]
        self.serial_days += counts[7]
        self.serial_clocks += counts[8]

    @property
    def never_timed(self) -> bool:
        """Every value is a bare date or stands at midnight: the column holds days, not moments."""
        return self.with_real_time == 0


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """The order of day and month for a whole column, and how sure it is."""

    order: Order
    certainty: Literal["stated", "found", "assumed", "mixed", "not needed"]


def decide_order(survey: ColumnSurvey, *, stated: str, time_zone: str) -> OrderDecision:
    """The order for the column: as stated, as its values prove, or (told as a warning) as the country
    writes."""
    if stated in ("ymd", "dmy", "mdy"):
        return OrderDecision(_order(stated), "stated")
    if survey.numeric == 0:
        return OrderDecision("ymd", "not needed")
    if survey.day_first_only and survey.month_first_only:
        return OrderDecision("dmy" if survey.day_first_only >= survey.month_first_only else "mdy", "mixed")
    if survey.day_first_only or survey.month_first_only:
        return OrderDecision("dmy" if survey.day_first_only else "mdy", "found")
    american = time_zone.startswith(("America/", "US/")) and survey.dotted == 0
    return OrderDecision("mdy" if american else "dmy", "assumed")


def _order(text: str) -> Order:
    if text == "dmy":
        return "dmy"
    return "mdy" if text == "mdy" else "ymd"


def parsed(
    value: pl.Series,
    time: pl.Series | None,
    *,
    order: Order,
    century_pivot: int,
    long_digits: bool,
    year_hint: pl.Series | None,
) -> pl.DataFrame:
    """Columns `readable`, `ambiguous`, `day`, `seconds` (since midnight, null without a time),
    `time_readable`, `offset`.

    `century_pivot` is the last two-digit year of this century; `year_hint` the year for dates written
    without one.
    """
    frame = pl.DataFrame({"v": value})
    frame = frame.with_columns(
        pl.col("v").str.extract_groups(NUMERIC).struct.rename_fields(["n1", "n2", "n3", "nt"]).alias("n"),
        pl.col("v").str.extract_groups(COMPACT).struct.rename_fields(["c1", "c2", "c3", "ct"]).alias("c"),
        pl.col("v")
        .str.extract_groups(DAY_FIRST_NAME)
        .struct.rename_fields(["d1", "d2", "d3", "dt"])
        .alias("d"),
        pl.col("v").str.extract_groups(NAME_FIRST).struct.rename_fields(["m1", "m2", "m3", "mt"]).alias("m"),
        pl.col("v").str.extract_groups(WITHOUT_YEAR).struct.rename_fields(["w1", "w2", "wt"]).alias("w"),
        pl.col("v")
        .str.extract_groups(YEAR_THEN_NAME)
        .struct.rename_fields(["y1", "y2", "y3", "yt"])
        .alias("y"),
    ).unnest("n", "c", "d", "m", "w", "y")
    hint = pl.lit(None, dtype=pl.String) if year_hint is None else pl.lit(year_hint)
    frame = frame.with_columns(hint.alias("hint"))
    frame = frame.with_columns(**_year_month_day(order, century_pivot))
    frame = frame.with_columns(
        pl.concat_str("yyyy", pl.lit("-"), "mm", pl.lit("-"), "dd")
        .str.to_date("%Y-%m-%d", strict=False)
        .alias("day"),
        pl.coalesce("nt", "ct", "dt", "mt", "yt", "wt").alias("clock"),
        ((pl.col("n1").str.len_chars() <= 2) & (_number("n1") <= 12) & (_number("n2") <= 12))
        .fill_null(value=False)
        .alias("ambiguous"),
    )
    clock = pl.col("clock") if time is None else pl.lit(time).str.replace(SPREADSHEET_DAY, "")
    frame = frame.with_columns(clock.str.strip_chars().alias("clock"))
    return _with_clock(frame, long_digits)


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Int32, strict=False)


def _month(name: str) -> pl.Expr:
    short = pl.col(name).str.to_lowercase().str.slice(0, 3)
    return short.replace_strict(
        {word: str(number) for word, number in MONTHS.items()}, default=None, return_dtype=pl.String
    )


def _year_month_day(order: Order, pivot: int) -> dict[str, pl.Expr]:
    year_first = (pl.col("n1").str.len_chars() == 4) | pl.lit(order == "ymd")
    day, month = ("n1", "n2") if order == "dmy" else ("n2", "n1")
    year = pl.when(year_first).then(pl.col("n1")).otherwise(pl.col("n3"))
    mm = pl.when(year_first).then(pl.col("n2")).otherwise(pl.col(month))
    dd = pl.when(year_first).then(pl.col("n3")).otherwise(pl.col(day))
    short = year.str.len_chars() == 2
    full = pl.when(short & (year.cast(pl.Int32, strict=False) <= pivot)).then(pl.lit("20") + year)
    whole_year = full.when(short).then(pl.lit("19") + year).otherwise(year)
    return {
        "yyyy": pl.coalesce(
            whole_year, "c1", "d3", "m3", "y1", pl.when(pl.col("w1").is_not_null()).then(pl.col("hint"))
        ).str.zfill(4),
        "mm": pl.coalesce(mm, "c2", _month("d2"), _month("m1"), _month("y2"), _month("w2")).str.zfill(2),
        "dd": pl.coalesce(dd, "c3", "d1", "m2", "y3", "w1").str.zfill(2),
    }


def _with_clock(frame: pl.DataFrame, long_digits: bool) -> pl.DataFrame:
    clock = pl.col("clock")
    if long_digits:
        clock = pl.when(clock.str.contains(r"^\d{1,3}$")).then(clock.str.zfill(4)).otherwise(clock)
    clock = pl.when(clock.str.contains(r"^\d{1,4}\.0$")).then(clock.str.replace(r"\.0$", "")).otherwise(clock)
    frame = frame.with_columns(clock.alias("clock")).with_columns(
        pl.col("clock")
        .str.extract_groups(TIME)
        .struct.rename_fields(["h", "mi", "s", "half", "offset"])
        .alias("t")
    )
    frame = frame.unnest("t")
    hour = _number("h")
    half = pl.col("half").str.to_lowercase()
    hour = pl.when(half == "p").then(hour % 12 + 12).when(half == "a").then(hour % 12).otherwise(hour)
    minute, second = _number("mi").fill_null(0), _number("s").fill_null(0)
    seconds = hour * 3600 + minute * 60 + second
    fine = (hour <= 24) & (minute <= 59) & (second <= 60) & (seconds <= 86400)
    fine &= half.is_null() | _number("h").is_between(1, 12)
    empty = pl.col("clock").is_null() | (pl.col("clock") == "")
    return frame.select(
        (pl.col("yyyy").is_not_null() & pl.col("mm").is_not_null() & pl.col("dd").is_not_null()).alias(
            "readable"
        ),
        "ambiguous",
        "day",
        pl.when(fine & ~empty).then(seconds).alias("seconds"),
        (empty | fine.fill_null(value=False)).alias("time_readable"),
        "offset",
    )
