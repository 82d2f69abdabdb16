"""The only door from the register to the analysis library: rows become arrays, results become what a page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

import numpy as np
from altair.utils.schemapi import debug_mode
from numpy.typing import NDArray

from vapenvila.analysis.charts import ENGLISH, SWEDISH, Basis, Chart, by_category, hour_weekday, per_month
from vapenvila.analysis.small_counts import UnusualCount, WeekHours, unusual_count, week_hours
from vapenvila.web.incidents.pictures.queries import Tallies, Tally

# Altair holds each part of a chart against the whole schema, which costs more than drawing it; the tests do that.
unchecked = debug_mode(False)

PAST_MONTHS = 24  # season and trend are not modelled, so longer would compare with another time
NOTHING = Tally(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day the figures cover, both included."""

    first: date
    last: date

    def months(self) -> list[date]:
        """First days of the months touched."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        start = self.first.year * 12 + self.first.month - 1
        return [date((start + i) // 12, (start + i) % 12 + 1, 1) for i in range(count)]

    def covered(self, month: date) -> float:
        """Share of a month's days that lie in the period."""
        after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        days = min(after.toordinal(), self.last.toordinal() + 1) - max(
            month.toordinal(), self.first.toordinal()
        )
        return days / (after - month).days


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart as Vega-Lite, the same numbers as a table, and the sentence on n, period, definition and interval."""

    spec: Mapping[str, Any]  # Vega-Lite's own shape
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to "is this month unusual?": sentence, what to bear in mind, and what it stands on.

    `incidents`: those of the month and of the months it is compared with, from `first` to `last`. `low`, `high`: limits
    by chance alone, at `percent`.
    """

    sentence: str
    warnings: tuple[str, ...]
    unusual: bool
    incidents: int
    first: date
    last: date
    low: int
    high: int
    percent: str


@unchecked
def month_charts(
    tallies: Tallies, period: Period, definition: str, language: str
) -> tuple[DrawnChart, DrawnChart]:
    """Incidents and victims per month, with the rolling rate."""
    months = period.months()
    counts = [tallies.by_month.get(month, NOTHING) for month in months]
    incidents, victims = per_month(
        np.array(months, dtype="datetime64[D]"),
        [tally.incidents for tally in counts],
        [tally.victims for tally in counts],
        [tallies.victims_squared.get(month, 0) for month in months],
        Basis(period.first, period.last, definition),
        most_victims=tallies.most_victims,
        labels=_labels(language),
        covered=[period.covered(month) for month in months],
    )
    return _drawn(incidents), _drawn(victims)


@unchecked
def kind_chart(
    tallies: Tallies, names: Mapping[str, str], period: Period, definition: str, language: str
) -> DrawnChart:
    """Incidents by kind."""
    kinds = list(tallies.by_kind)
    chart = by_category(
        [names[kind] for kind in kinds],
        [tallies.by_kind[kind].incidents for kind in kinds],
        Basis(period.first, period.last, definition),
        of="kind",
        labels=_labels(language),
    )
    return _drawn(chart)


@unchecked
def area_chart(
    tallies: Tallies, names: Mapping[UUID | None, str], period: Period, definition: str, language: str
) -> DrawnChart:
    """Incidents by area."""
    areas = list(tallies.by_area)
    chart = by_category(
        [names[area] for area in areas],
        [tallies.by_area[area].incidents for area in areas],
        Basis(period.first, period.last, definition),
        of="area",
        labels=_labels(language),
    )
    return _drawn(chart)


def hours_of_the_week(minutes: Sequence[tuple[int, int]]) -> WeekHours:
    """Incidents shared out over the hours of the week; what is known as an interval counts in each hour by its share."""
    pairs = np.array(minutes, dtype=np.int64).reshape(-1, 2)
    starts, ends = (_moments(pairs[:, column]) for column in (0, 1))
    return week_hours(starts, np.maximum(starts, ends))


def _moments(minutes: NDArray[np.int64]) -> NDArray[np.datetime64]:
    return minutes.astype("datetime64[m]")


@unchecked
def hour_chart(hours: WeekHours, period: Period, definition: str, language: str) -> DrawnChart:
    """The hours of the week as a heat map."""
    chart = hour_weekday(hours, Basis(period.first, period.last, definition), labels=_labels(language))
    return _drawn(chart)


def is_this_month_unusual(
    tallies: Tallies, period: Period, language: str, kinds: Sequence[str] = ()
) -> Answer | None:
    """The newest month of the period against the whole months before it; None without a whole month to compare with."""
    found = _newest_month(tallies, period, kinds)
    if found is None:
        return None
    words = _words(language)
    return Answer(
        found.summary(words),
        found.warnings(words),
        found.unusual,
        incidents=found.past_total + found.current,
        first=_whole_months_before(period)[0],
        last=period.last,
        low=found.low,
        high=found.high,
        percent=f"{100 * found.level:g}",
    )


def _whole_months_before(period: Period) -> list[date]:
    return [month for month in period.months()[:-1] if period.covered(month) == 1.0][-PAST_MONTHS:]


def _newest_month(tallies: Tallies, period: Period, kinds: Sequence[str]) -> UnusualCount | None:
    past, newest = _whole_months_before(period), period.months()[-1]
    if not past:
        return None
    return unusual_count(
        [tallies.by_month.get(month, NOTHING).incidents for month in past],
        tallies.by_month.get(newest, NOTHING).incidents,
        covered=period.covered(newest),
        what="shootings" if tuple(kinds) == ("shooting",) else "incidents",
        month=newest,
    )


def _drawn(chart: Chart) -> DrawnChart:
    return DrawnChart(chart.spec, chart.columns, chart.rows, chart.caption)


def _labels(language: str) -> Mapping[str, str]:
    return SWEDISH if language == "sv" else ENGLISH


def _words(language: str) -> Literal["en", "sv"]:
    return "sv" if language == "sv" else "en"


@dataclass(frozen=True, slots=True)
class HourTable:
    """The hours of the week as a table: one row an hour, one column a weekday."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


def hour_table(hours: WeekHours, language: str) -> HourTable:
    """The weights of the heat map, rounded to a tenth of an incident."""
    labels = _labels(language)
    rows: list[tuple[str | float, ...]] = []
    for hour in range(24):
        weights = [round(float(weight), 1) for weight in hours.weights[:, hour]]
        rows.append((f"{hour:02d}–{(hour + 1) % 24:02d}", *weights))
    return HourTable((labels["hour"], *(labels[f"weekday_{day}"] for day in range(7))), tuple(rows))


def summary_of_hours(hours: WeekHours, language: str) -> tuple[str, ...]:
    """The busiest hour in words, and what to bear in mind."""
    words = _words(language)
    return (hours.summary(words), *hours.warnings(words))
