"""Values from a fixed list, yes/no flags, whole numbers and texts, read column by column."""

from typing import Final

import polars as pl

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.issues import issues_where, no_issues
from vapenvila.web.imports.engine.mapping import Choice, Flag, TextFrom

HELD_BACK: Final = "hold_back"


def read_choice(
    frame: pl.DataFrame, choice: Choice, *, usual: str | None = None
) -> tuple[pl.Series, pl.Series, pl.DataFrame]:
    """The field's values, which rows are to be skipped because of them, and the issues found."""
    never = pl.Series("skip", [False]).new_from_index(0, frame.height)
    if choice.constant is not None:
        return pl.Series([choice.constant]).new_from_index(0, frame.height), never, no_issues()
    column = str(choice.column)
    word = pl.col(column).str.to_lowercase().str.strip_chars()
    values = dict(choice.values)
    meaning = (
        word.replace_strict(values, default=None, return_dtype=pl.String)
        if values
        else pl.lit(None, pl.String)
    )
    table = frame.select("row", pl.col(column).alias("raw"), meaning.alias("meaning"))
    empty, unknown = pl.col("raw").is_null(), pl.col("raw").is_not_null() & pl.col("meaning").is_null()
    fallback = None if choice.otherwise == HELD_BACK else choice.otherwise
    result = pl.when(empty).then(pl.lit(choice.empty or usual)).when(unknown).then(pl.lit(fallback))
    table = table.with_columns(result.otherwise("meaning").alias("result"))
    skip = table.select((pl.col("result") == "skip").fill_null(value=False).alias("skip")).to_series()
    return table["result"], skip, _choice_issues(table, column, fallback, must_be=not (choice.empty or usual))


def _choice_issues(table: pl.DataFrame, column: str, fallback: str | None, *, must_be: bool) -> pl.DataFrame:
    raw, empty = pl.col("raw"), pl.col("raw").is_null()
    unknown = ~empty & pl.col("meaning").is_null()
    held = (pl.col("meaning") == HELD_BACK).fill_null(value=False)
    if fallback is None:
        held |= unknown
    issues = [issues_where(table, held, code="category_unknown", column=column, value=raw)]
    if fallback not in (None, "skip"):
        assumed = pl.lit(fallback)
        issues.append(
            issues_where(table, unknown, code="category_assumed", column=column, value=raw, detail=assumed)
        )
    if must_be:
        issues.append(issues_where(table, empty, code="category_missing", column=column))
    return pl.concat(issues)


def read_flag(frame: pl.DataFrame, flag: Flag) -> tuple[pl.Series, pl.DataFrame]:
    """Whether the flag is set; empty counts as no."""
    word = pl.col(flag.column).str.to_lowercase().str.strip_chars()
    table = frame.select(
        "row",
        pl.col(flag.column).alias("raw"),
        word.is_in(list(flag.yes)).fill_null(value=False).alias("set"),
        word.is_in(list(flag.no)).fill_null(value=True).alias("unset"),
    )
    strange = ~pl.col("set") & ~pl.col("unset")
    return table["set"], issues_where(
        table, strange, code="flag_unknown", column=flag.column, value=pl.col("raw")
    )


def read_count(frame: pl.DataFrame, column: str) -> tuple[pl.Series, pl.DataFrame]:
    """A whole number of people; empty is null."""
    text = pl.col(column).str.replace_all(r"\s", "").str.replace(r"[.,]0+$", "")
    table = frame.select(
        "row", pl.col(column).alias("raw"), text.cast(pl.Int64, strict=False).alias("number")
    )
    raw, number = pl.col("raw"), pl.col("number")
    issues = [
        issues_where(
            table, raw.is_not_null() & number.is_null(), code="number_unreadable", column=column, value=raw
        ),
        issues_where(table, number < 0, code="number_negative", column=column, value=raw),
        issues_where(table, number > limits.MAX_VICTIMS, code="number_absurd", column=column, value=raw),
    ]
    sane = table.select(pl.when(number.is_between(0, limits.MAX_VICTIMS)).then(number).alias("number"))
    return sane.to_series(), pl.concat(issues)


def read_text(frame: pl.DataFrame, text: TextFrom) -> tuple[pl.Series, pl.DataFrame]:
    """One text from its columns, cut at the longest length kept."""
    columns = [pl.col(c) for c in text.columns]
    whole = pl.concat_str(columns, separator=", ", ignore_nulls=True) if text.joined else pl.coalesce(columns)
    table = frame.select("row", whole.alias("text")).with_columns(
        pl.when(pl.col("text") != "").then(pl.col("text")).alias("text")
    )
    long = pl.col("text").str.len_chars() > limits.MAX_TEXT_CHARACTERS
    issues = issues_where(table, long, code="text_too_long", column=", ".join(text.columns))
    return table["text"].str.slice(0, limits.MAX_TEXT_CHARACTERS), issues
