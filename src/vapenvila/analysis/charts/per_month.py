"""Incidents and victims per month with their rolling rate, in two separate panels."""

from collections.abc import Mapping

import altair as alt
import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Basis, Cell, Chart, ChartError, finished, labelled
from vapenvila.analysis.charts.labels import ENGLISH
from vapenvila.analysis.small_counts import RollingRate, rolling_rate
from vapenvila.analysis.small_counts.checked_input import checked_counts
from vapenvila.analysis.small_counts.rolling import checked_covered

_NEEDED = ("month", "covered", "rate", "low", "high", "caption", "caption_rate")


def per_month(
    month: NDArray[np.datetime64],
    events: ArrayLike,
    victims: ArrayLike,
    basis: Basis,
    *,
    labels: Mapping[str, str] = ENGLISH,
    window: int = 12,
    level: float = 0.95,
    covered: ArrayLike | None = None,
) -> tuple[Chart, Chart]:
    """Two charts, incidents and victims, never added up in one.

    `month`: (m,) first days of consecutive months. `events`, `victims`: (m,) counts. `covered`: (m,) share
    of each month observed; a month in part is drawn paler. With fewer months than `window` the rate runs
    over those there are. Victims of one incident come together, so the victims' interval would be too
    narrow and is left out. Raises ChartError or CountError.
    """
    labelled(labels, (*_NEEDED, "events", "victims"))
    return (
        _panel(month, events, "events", basis, labels, window, level, covered, band=True),
        _panel(month, victims, "victims", basis, labels, window, level, covered, band=False),
    )


def _panel(
    month: NDArray[np.datetime64],
    values: ArrayLike,
    what: str,
    basis: Basis,
    labels: Mapping[str, str],
    window: int,
    level: float,
    covered: ArrayLike | None,
    *,
    band: bool,
) -> Chart:
    counts = checked_counts(values, labels[what])
    if len(month) != len(counts):
        raise ChartError(f"There are {len(month)} months but {len(counts)} counts of {labels[what]}.")
    rate = rolling_rate(counts, min(window, len(counts)), level, covered)
    named = ("month", "count", "covered", "rate", "low", "high")[: 6 if band else 4]
    titles = {**labels, "count": labels[what]}
    sentence = labels["caption"].format(
        n=int(counts.sum()), first=basis.first, last=basis.last, definition=basis.definition
    )
    about_rate = labels["caption_rate"].format(window=rate.window, level=f"{100 * level:g}")
    return finished(
        _layers(titles, named, band=band),
        {name: titles[name] for name in named},
        [row[: len(named)] for row in _rows(month, counts, checked_covered(covered, len(counts)), rate)],
        f"{sentence} {about_rate}" if band else sentence,
        height=220 if band else 160,
    )


def _rows(
    month: NDArray[np.datetime64], counts: NDArray[np.int64], covered: NDArray[np.float64], rate: RollingRate
) -> list[tuple[Cell, ...]]:
    known = {int(position): place for place, position in enumerate(rate.position)}
    rows = []
    days = np.datetime_as_string(month, unit="D").tolist()
    for number, (day, count, share) in enumerate(zip(days, counts.tolist(), covered.tolist(), strict=True)):
        place = known.get(number)
        limits = (
            (None, None, None)
            if place is None
            else tuple(round(float(v[place]), 4) for v in (rate.rate, rate.low, rate.high))
        )
        rows.append((day, count, round(share, 3), *limits))
    return rows


def _layers(titles: Mapping[str, str], named: tuple[str, ...], *, band: bool) -> alt.LayerChart:
    x = alt.X(
        "month:T",
        timeUnit="utcyearmonth",
        title=None,
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(format="%Y-%m", labelOverlap=True),
    )
    tooltip = [
        alt.Tooltip("month:T", timeUnit="utcyearmonth", title=titles["month"], format="%Y-%m"),
        *(alt.Tooltip(f"{name}:Q", title=titles[name], format=".3~g") for name in named[1:]),
    ]
    empty = alt.Chart()
    part_is_paler = alt.Scale(domain=[0, 1], range=[0.2, 0.8])
    bars = empty.mark_bar(color=BLUE).encode(
        x=x,
        y=alt.Y("count:Q", title=titles["count"], axis=alt.Axis(tickMinStep=1)),
        opacity=alt.Opacity("covered:Q", scale=part_is_paler, legend=None),
        tooltip=tooltip,
    )
    line = empty.mark_line(color=ORANGE, strokeWidth=2).encode(x=x, y="rate:Q", tooltip=tooltip)
    if not band:
        return alt.LayerChart(layer=[bars, line])
    area = empty.mark_area(color=ORANGE, opacity=0.25).encode(x=x, y="low:Q", y2="high:Q", tooltip=tooltip)
    return alt.LayerChart(layer=[bars, area, line])
