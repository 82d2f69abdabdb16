"""Incidents and victims per month with their rolling rate, in two separate panels."""

from collections.abc import Mapping

import altair as alt
import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Basis, Cell, Chart, ChartError, finished, labelled
from vapenvila.analysis.charts.labels import ENGLISH
from vapenvila.analysis.small_counts import RollingRate, rolling_rate, rolling_victim_rate
from vapenvila.analysis.small_counts.checked_input import checked_counts
from vapenvila.analysis.small_counts.rolling import checked_covered

_COLUMNS = ("month", "count", "covered", "rate", "low", "high")
_NEEDED = ("month", "covered", "rate", "low", "high", "caption", "caption_rate", "caption_victims")


def per_month(
    month: NDArray[np.datetime64],
    events: ArrayLike,
    victims: ArrayLike,
    victims_squared: ArrayLike,
    basis: Basis,
    *,
    most_victims: int,
    labels: Mapping[str, str] = ENGLISH,
    window: int = 12,
    level: float = 0.95,
    covered: ArrayLike | None = None,
) -> tuple[Chart, Chart]:
    """Two charts, incidents and victims, never added up in one.

    `month`: (m,) first days of consecutive months. `events`, `victims`: (m,) counts. `victims_squared`: (m,) the victims
    of each incident squared, added up; `most_victims`: of one incident in all the months. Victims of one incident come
    together, and their band is wider for it. `covered`: (m,) share of each month observed; a month in part is drawn
    paler. With fewer months than `window` the rate runs over those there are. Raises ChartError or CountError.
    """
    labelled(labels, (*_NEEDED, "events", "victims"))
    counts = _fitting(month, events, labels["events"])
    hurt = _fitting(month, victims, labels["victims"])
    over = min(window, len(counts))
    shares = checked_covered(covered, len(counts))
    return (
        _panel(month, counts, "events", basis, labels, rolling_rate(counts, over, level, shares), shares),
        _panel(
            month,
            hurt,
            "victims",
            basis,
            labels,
            rolling_victim_rate(hurt, victims_squared, over, level, shares, largest=most_victims),
            shares,
        ),
    )


def _fitting(month: NDArray[np.datetime64], values: ArrayLike, what: str) -> NDArray[np.int64]:
    counts = checked_counts(values, what)
    if len(month) != len(counts):
        raise ChartError(f"There are {len(month)} months but {len(counts)} counts of {what}.")
    return counts


def _panel(
    month: NDArray[np.datetime64],
    counts: NDArray[np.int64],
    what: str,
    basis: Basis,
    labels: Mapping[str, str],
    rate: RollingRate,
    covered: NDArray[np.float64],
) -> Chart:
    titles = {**labels, "count": labels[what]}
    sentence = labels["caption"].format(
        n=int(counts.sum()), first=basis.first, last=basis.last, definition=basis.definition
    )
    about = labels["caption_rate" if what == "events" else "caption_victims"]
    about_rate = about.format(window=rate.window, level=f"{100 * rate.level:g}")
    return finished(
        _layers(titles),
        {name: titles[name] for name in _COLUMNS},
        _rows(month, counts, covered, rate),
        f"{sentence} {about_rate}",
        height=220 if what == "events" else 160,
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


def _layers(titles: Mapping[str, str]) -> alt.LayerChart:
    x = alt.X(
        "month:T",
        timeUnit="utcyearmonth",
        title=None,
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(format="%Y-%m", labelOverlap=True),
    )
    tooltip = [
        alt.Tooltip("month:T", timeUnit="utcyearmonth", title=titles["month"], format="%Y-%m"),
        *(alt.Tooltip(f"{name}:Q", title=titles[name], format=".3~g") for name in _COLUMNS[1:]),
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
    area = empty.mark_area(color=ORANGE, opacity=0.25).encode(x=x, y="low:Q", y2="high:Q", tooltip=tooltip)
    return alt.LayerChart(layer=[bars, area, line])
