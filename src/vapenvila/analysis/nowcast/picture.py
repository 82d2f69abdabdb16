"""Bars of what is known of each period today, with the likely final figure and its interval."""

from collections.abc import Sequence

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, Row, finished
from vapenvila.analysis.nowcast.sentences import say
from vapenvila.analysis.wording import Language

_COLUMNS = ("period", "known", "likely", "low", "high", "share")


def nowcast_picture(rows: Sequence[Row], caption: str, language: Language) -> Chart:
    """`rows`: first day, known, likely, low, high and share known of each period, in order of time."""
    columns = {key: say(f"chart_{key}", language) for key in _COLUMNS}
    base = alt.Chart().encode(
        x=alt.X("period:O", title=columns["period"], axis=alt.Axis(labelOverlap=True)),
        tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()],
    )
    bars: alt.Chart = base.mark_bar(color=BLUE, opacity=0.8).encode(
        y=alt.Y("known:Q", title=columns["known"], axis=alt.Axis(tickMinStep=1))
    )
    interval: alt.Chart = base.mark_rule(color=ORANGE, strokeWidth=6, opacity=0.5).encode(
        y="low:Q", y2="high:Q"
    )
    likely: alt.Chart = base.mark_point(color=ORANGE, filled=True, size=60).encode(y="likely:Q")
    return finished(alt.LayerChart(layer=[bars, interval, likely]), columns, rows, caption, height=260)
