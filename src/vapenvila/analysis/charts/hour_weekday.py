"""Heat map of the hours of the week."""

from collections.abc import Mapping

import altair as alt

from vapenvila.analysis.charts.chart import Basis, Chart, finished, labelled
from vapenvila.analysis.charts.labels import ENGLISH
from vapenvila.analysis.small_counts import WeekHours

_WEEKDAYS = tuple(f"weekday_{number}" for number in range(7))


def hour_weekday(hours: WeekHours, basis: Basis, *, labels: Mapping[str, str] = ENGLISH) -> Chart:
    """Seven rows of twenty-four cells, Monday first; colour tells how many incidents' worth fall in each.

    The scale (viridis) rises evenly in lightness, so it can be read without seeing colours.
    """
    labelled(labels, ("weekday", "hour", "weight", "caption", "caption_hours", *_WEEKDAYS))
    days = [labels[key] for key in _WEEKDAYS]
    rows = [
        (days[weekday], hour, round(float(hours.weights[weekday, hour]), 3))
        for weekday in range(7)
        for hour in range(24)
    ]
    first = labels["caption"].format(
        n=hours.n, first=basis.first, last=basis.last, definition=basis.definition
    )
    tooltip = [
        alt.Tooltip("weekday:N", title=labels["weekday"]),
        alt.Tooltip("hour:O", title=labels["hour"]),
        alt.Tooltip("weight:Q", title=labels["weight"], format=".3~g"),
    ]
    cells = (
        alt.Chart()
        .mark_rect()
        .encode(
            x=alt.X("hour:O", title=labels["hour"], axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("weekday:O", sort=days, title=None),
            color=alt.Color(
                "weight:Q",
                scale=alt.Scale(scheme="viridis", domainMin=0),
                legend=alt.Legend(title=labels["weight"], orient="top"),
            ),
            tooltip=tooltip,
        )
    )
    return finished(
        cells,
        {"weekday": labels["weekday"], "hour": labels["hour"], "weight": labels["weight"]},
        rows,
        f"{first} {labels['caption_hours'].format(interval=hours.interval)}",
        height=220,
    )
