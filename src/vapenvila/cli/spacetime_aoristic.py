"""`vapenvila spacetime aoristic`: at which hours and on which weekdays does it happen?"""

from datetime import datetime
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.hour_shares import HourShare, HourShares, hour_shares
from vapenvila.analysis.small_counts import local_intervals
from vapenvila.analysis.small_counts.sentences import weekday_name
from vapenvila.analysis.small_counts.week_hours import Moments
from vapenvila.cli.answers import AsJson, Lang, Level, answered, checked_language, show
from vapenvila.cli.spacetime_events import Data
from vapenvila.cli.tables import Table, read_table

Since = Annotated[
    str, typer.Option("--from", help="Column with the moment, or the earliest it can be: 2026-01-31 23:15.")
]
Until = Annotated[
    str, typer.Option("--to", help="Column with the latest moment it can be; empty cells take --from.")
]
Zone = Annotated[
    str, typer.Option("--zone", help="Clock to read moments with an offset by, such as Europe/Stockholm.")
]


def aoristic(
    data: Data,
    since: Since,
    until: Until = "",
    zone: Zone = "",
    level: Level = 0.95,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Shares by hour of the day and weekday, when the moment is sometimes known only as an interval.

    Example: vapenvila spacetime aoristic --data events.csv --from earliest --to latest
    """
    checked_language(lang)
    begin, end = _intervals(read_table(data), since, until or since, zone)
    result = answered(lambda: hour_shares(begin, end, level=level))
    show(result, as_json, lang)
    if not as_json:
        _print_tables(result, lang)


def _intervals(table: Table, since: str, until: str, zone: str) -> tuple[Moments, Moments]:
    """Wall-clock minutes at which each begins and ends."""
    earliest, latest = table.moments(since, "--from"), table.moments(until, "--to")
    pairs: list[tuple[datetime, datetime]] = []
    for row, (first, last) in enumerate(zip(earliest, latest, strict=True)):
        if first is None:
            table.refuse(since, "--from", row, "is empty; leave out incidents without a time")
        pairs.append((first[0], (last or first)[1]))
        for moment, column, option in zip(pairs[-1], (since, until), ("--from", "--to"), strict=True):
            if (moment.tzinfo is None) is bool(zone):
                wrong = "has no offset, but --zone asks for one" if zone else "has an offset; give --zone"
                table.refuse(column, option, row, wrong)
        if pairs[-1][1] < pairs[-1][0]:
            table.refuse(until, "--to", row, f"is {pairs[-1][1]}, before its beginning at {pairs[-1][0]}")
    if zone:
        return answered(lambda: local_intervals([a for a, _ in pairs], [b for _, b in pairs], zone))
    begin, end = (np.array([pair[at] for pair in pairs], dtype="datetime64[m]") for at in (0, 1))
    return begin, end


def _print_tables(result: HourShares, lang: str) -> None:
    language = checked_language(lang)
    print(f"{'hour':>10} {'worth':>8} {'share':>7} {'interval':>16}")
    for hour, one in enumerate(result.by_hour):
        _print_row(f"{hour:02d}–{(hour + 1) % 24:02d}", one)
    for weekday, one in enumerate(result.by_weekday):
        _print_row(weekday_name(weekday, language), one)


def _print_row(name: str, one: HourShare) -> None:
    interval = f"{100 * one.low:.1f}–{100 * one.high:.1f} %"
    print(f"{name:>10} {one.weight:>8.1f} {100 * one.share:>5.1f} % {interval:>16}")
