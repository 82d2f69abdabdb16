"""`vapenvila evaluate nowcast`: what will last month become once all reports are in?"""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.nowcast import (
    Nowcast,
    ReportingTriangle,
    nowcast,
    triangle_of_reports,
    triangle_of_snapshot_counts,
    triangle_of_snapshot_rows,
)
from vapenvila.analysis.nowcast.period_calendar import Days
from vapenvila.cli.answers import AsJson, Lang, Level, Seed, answered, checked_language, show
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError


class KindName(StrEnum):
    """Length of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


Data = Annotated[
    Path, typer.Option("--data", help="Table of single reports, or of dated snapshots of a file.")
]
Event = Annotated[str | None, typer.Option("--event", help="Column with the day it happened.")]
Reported = Annotated[str | None, typer.Option("--reported", help="Column with the day the report came in.")]
Removed = Annotated[
    str | None,
    typer.Option("--removed", help="Column with the day the report was taken out; empty if it stands."),
]
Snapshot = Annotated[str | None, typer.Option("--snapshot", help="Column with the day of the snapshot.")]
Period = Annotated[
    str | None,
    typer.Option("--period", help="Column with the period, for snapshots of counts (2026-01 or a day)."),
]
Count = Annotated[str | None, typer.Option("--count", help="Column with the count, for snapshots of counts.")]
Identifier = Annotated[
    str | None,
    typer.Option("--id", help="Column with the report's identifier, for snapshots of single rows."),
]
By = Annotated[KindName, typer.Option("--by", help="Length of a period.")]
Today = Annotated[
    str | None,
    typer.Option("--today", help="What came later is left out; the newest report or snapshot if not given."),
]
Window = Annotated[int, typer.Option("--window", help="Newest periods that delays are learnt from.")]
MaxDelay = Annotated[
    int | None,
    typer.Option("--max-delay", help="Periods after which a figure is final; 12, fewer in a short series."),
]
Draws = Annotated[int, typer.Option("--draws", help="Draws of the final figures.")]


def nowcast_command(
    data: Data,
    event: Event = None,
    reported: Reported = None,
    removed: Removed = None,
    snapshot: Snapshot = None,
    period: Period = None,
    count: Count = None,
    identifier: Identifier = None,
    by: By = KindName.MONTH,
    today: Today = None,
    window: Window = 24,
    max_delay: MaxDelay = None,
    draws: Draws = 2000,
    level: Level = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """What last month will become once late reports are in and wrong ones are out, with interval and a test on the past.

    Of single reports give --event and --reported; of dated snapshots --snapshot with --period and --count, or with --event
    and --id.

    Example: vapenvila evaluate nowcast --data reports.csv --event happened --reported reported
    """
    language = checked_language(lang)
    columns = {"event": event, "reported": reported, "removed": removed, "snapshot": snapshot}
    columns |= {"period": period, "count": count, "id": identifier}
    given = {name: column for name, column in columns.items() if column is not None}
    triangle = _triangle(read_table(data), given, by.value, _day(today), max_delay)
    result = answered(lambda: nowcast(triangle, window=window, level=level, draws=draws, seed=seed))
    show(result, as_json, language)
    if not as_json:
        _print_periods(result)


def _triangle(
    table: Table, given: dict[str, str], by: str, today: date | None, max_delay: int | None
) -> ReportingTriangle:
    names = set(given)
    if names - {"removed"} == {"event", "reported"}:
        event, reported = _days(table, given, "event"), _days(table, given, "reported")
        gone = table.days_or_missing(given["removed"], "--removed") if "removed" in given else None
        return answered(
            lambda: triangle_of_reports(event, reported, gone, kind=by, today=today, max_delay=max_delay)
        )
    if names == {"snapshot", "period", "count"}:
        when, period = _days(table, given, "snapshot"), _days(table, given, "period")
        counts = table.numbers(given["count"], "--count")
        return answered(
            lambda: triangle_of_snapshot_counts(
                when, period, counts, kind=by, today=today, max_delay=max_delay
            )
        )
    if names == {"snapshot", "event", "id"}:
        when, event = _days(table, given, "snapshot"), _days(table, given, "event")
        keys = np.array(table.texts(given["id"], "--id"))
        return answered(
            lambda: triangle_of_snapshot_rows(when, event, keys, kind=by, today=today, max_delay=max_delay)
        )
    there = ", ".join(f"--{name}" for name in given) or "none"
    raise UserError(
        "Give --event and --reported (and --removed), or --snapshot with --period and --count, or --snapshot with --event "
        f"and --id; given: {there}."
    )


def _days(table: Table, given: dict[str, str], option: str) -> Days:
    return table.days(given[option], f"--{option}")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"--today is {text!r}; write a date as 2026-01-31.") from None


def _print_periods(result: Nowcast) -> None:
    print(f"{'period':>12} {'known':>8} {'likely':>8} {'interval':>15} {'share known':>12}")
    for one in result.periods:
        print(
            f"{one.first_day:>12} {one.known:>8} {one.likely:>8} {f'{one.low}–{one.high}':>15} {one.share_known:>12.3f}"
        )
