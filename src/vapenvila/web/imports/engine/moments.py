"""From date and time columns to an interval in universal time, honest about what is not known.

The rules, in words:
* A date without a time is the whole day, from its first to its last second.
* A time that the clock skipped (spring) is read as if the clock had not been moved.
* A time that the clock showed twice (autumn) is kept as the interval that holds both.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import dates, limits
from vapenvila.web.imports.engine.clock import in_universal_time
from vapenvila.web.imports.engine.issues import Issue, issue_table, issues_where, no_issues
from vapenvila.web.imports.engine.mapping import Moment, When
from vapenvila.web.imports.engine.numbered_moments import read_numbers
from vapenvila.web.imports.engine.written_moments import (
    before_midnight,
    plain_clocks,
    plain_days,
    whole_nights,
)

LONG_INTERVAL_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How one date column of this file is read, decided from all of its values."""

    moment: Moment
    decision: dates.OrderDecision
    never_timed: bool
    long_digits: bool
    serial_days: bool = False
    serial_clocks: bool = False


def rule_for(moment: Moment, when: When, surveys: dict[str, dates.ColumnSurvey]) -> ColumnRule:
    """The reading rule of a date column after the whole file was surveyed."""
    survey = surveys.get(moment.date, dates.ColumnSurvey())
    clock = surveys.get(moment.time or "", dates.ColumnSurvey())
    return ColumnRule(
        moment,
        dates.decide_order(survey, stated=when.order, time_zone=when.time_zone),
        never_timed=moment.time is None and when.epoch is None and survey.never_timed,
        long_digits=clock.long_digits > 0,
        serial_days=0 < survey.values == survey.serial_days,
        serial_clocks=clock.serial_clocks > 0,
    )


def order_issues(rule: ColumnRule) -> pl.DataFrame:
    """What is said about the whole column: which order was found or assumed."""
    if rule.decision.certainty not in ("found", "assumed"):
        return no_issues()
    code = f"date_order_{rule.decision.certainty}_{rule.decision.order}"
    return issue_table([Issue(0, rule.moment.date, code)])


def read_moment(
    frame: pl.DataFrame, rule: ColumnRule, when: When, *, now: datetime
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Columns `row`, `first`, `last` (universal time; null where unreadable), `timed`; and the issues
    found."""
    if when.epoch:
        placed, table, issues = read_numbers(frame, rule.moment.date, when)
        return placed, pl.concat([issues, _future(placed, table, rule.moment.date, now)])
    column, time_column = rule.moment.date, rule.moment.time
    hint = None
    if when.year_from:
        hint = frame[when.year_from].str.extract(r"(\d{4})", 1)
    days, night = plain_days(frame[column], serial=rule.serial_days)
    read = dates.parsed(
        days,
        plain_clocks(frame[time_column], serial=rule.serial_clocks) if time_column else None,
        order=rule.decision.order,
        century_pivot=(now.year + 1) % 100,
        long_digits=rule.long_digits,
        year_hint=hint,
    )
    table = frame.select("row", pl.col(column).alias("raw")).hstack(read)
    clock = frame[time_column] if time_column else pl.Series([None] * frame.height, dtype=pl.String)
    table = table.with_columns(clock.alias("raw_time"))
    issues = _reading_issues(table, rule, now)
    seconds = pl.lit(None, dtype=pl.Int32) if rule.never_timed else pl.col("seconds")
    if when.midnight_is_unknown:
        seconds = pl.when(pl.col("seconds") == 0).then(None).otherwise(seconds)
    table = before_midnight(table.with_columns(seconds.alias("seconds")), night)
    if time_column:
        timeless = pl.col("day").is_not_null() & pl.col("seconds").is_null() & pl.col("time_readable")
        issues = pl.concat([issues, issues_where(table, timeless, code="time_missing", column=time_column)])
    bad = issues.filter(pl.col("code").is_in(list(BLOCKING)))["row"]
    table = table.with_columns(
        pl.when(pl.col("row").is_in(bad.implode())).then(None).otherwise(pl.col("day")).alias("day")
    )
    if when.year_from:
        table = _year_before_when_late(table, frame[when.year_from])
    placed, clock_issues = in_universal_time(table, when.time_zone, time_column or column)
    if night.any():
        placed = whole_nights(placed, table, night, when.time_zone, column)
    return placed, pl.concat([issues, clock_issues, _future(placed, table, column, now)])


BLOCKING: Final = (
    "date_missing",
    "date_unreadable",
    "date_impossible",
    "date_too_early",
    "date_order_mixed",
    "time_unreadable",
)


def _reading_issues(table: pl.DataFrame, rule: ColumnRule, now: datetime) -> pl.DataFrame:
    column = rule.moment.date
    raw, day = pl.col("raw"), pl.col("day")
    found = [
        issues_where(table, raw.is_null(), code="date_missing", column=column),
        issues_where(
            table, raw.is_not_null() & ~pl.col("readable"), code="date_unreadable", column=column, value=raw
        ),
        issues_where(
            table, pl.col("readable") & day.is_null(), code="date_impossible", column=column, value=raw
        ),
        issues_where(
            table, day.dt.year() < limits.EARLIEST_YEAR, code="date_too_early", column=column, value=raw
        ),
        issues_where(
            table,
            day.is_not_null() & ~pl.col("time_readable"),
            code="time_unreadable",
            column=rule.moment.time or column,
            value=pl.coalesce("raw_time", "raw"),
        ),
    ]
    if rule.decision.certainty == "mixed":
        found.append(
            issues_where(
                table,
                pl.col("ambiguous") & day.is_not_null(),
                code="date_order_mixed",
                column=column,
                value=raw,
            )
        )
    return pl.concat(found)


def _year_before_when_late(table: pl.DataFrame, published: pl.Series) -> pl.DataFrame:
    """A date without year told in January about December belongs to the year before."""
    told = published.str.extract(r"(\d{4}-\d{2}-\d{2})", 1).str.to_date("%Y-%m-%d", strict=False)
    later = pl.col("day") > pl.col("told").dt.offset_by("2d")
    return table.with_columns(told.alias("told")).with_columns(
        pl.when(later).then(pl.col("day").dt.offset_by("-1y")).otherwise(pl.col("day")).alias("day")
    )


def _future(placed: pl.DataFrame, table: pl.DataFrame, column: str, now: datetime) -> pl.DataFrame:
    joined = placed.with_columns(table["raw"])
    return issues_where(
        joined, pl.col("first") > pl.lit(now), code="date_in_future", column=column, value=pl.col("raw")
    )


def read_interval(
    frame: pl.DataFrame, rules: tuple[ColumnRule, ColumnRule | None], when: When, *, now: datetime
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Columns `row`, `occurred_from`, `occurred_to`, `timed`, and the issues of both ends and of the
    interval."""
    start, issues = read_moment(frame, rules[0], when, now=now)
    table = start.rename({"first": "occurred_from", "last": "occurred_to"})
    if rules[1] is None:
        return table, issues
    end_rule = rules[1]
    filled = frame.filter(pl.col(end_rule.moment.date).is_not_null())
    end, end_issues = read_moment(filled, end_rule, when, now=now)
    table = table.join(
        end.select("row", pl.col("last").alias("end")), on="row", how="left", maintain_order="left"
    )
    shown = pl.col("occurred_from").dt.convert_time_zone(when.time_zone).dt.to_string("%Y-%m-%d %H:%M")
    shown_end = pl.col("end").dt.convert_time_zone(when.time_zone).dt.to_string("%Y-%m-%d %H:%M")
    spans = pl.col("end") - pl.col("occurred_from") > pl.duration(days=LONG_INTERVAL_DAYS)
    between = [
        issues_where(
            table,
            pl.col("end") < pl.col("occurred_from"),
            code="interval_backwards",
            column=end_rule.moment.date,
            value=shown,
            detail=shown_end,
        ),
        issues_where(
            table, spans, code="interval_long", column=end_rule.moment.date, value=shown, detail=shown_end
        ),
    ]
    table = table.with_columns(pl.coalesce("end", "occurred_to").alias("occurred_to")).drop("end")
    return table, pl.concat([issues, end_issues, *between])
