"""How many events have been followed nearby so many days later, as a picture."""

import altair as alt
import numpy as np

from vapenvila.analysis.charts.chart import BLUE, Chart, Row, finished
from vapenvila.analysis.checked_events import Floats
from vapenvila.analysis.space_time_trigger.reflected import Reflected
from vapenvila.analysis.space_time_trigger.sentences import say
from vapenvila.analysis.wording import Language, check_language, percent

_SHOWN = ("days", "followers", "low", "high")


def followers_picture(
    days: Floats, lines: Reflected, *, level: float, basis: tuple[int, str, str, str], language: Language
) -> Chart:
    """`days`: (d,) after an event; `lines`: followers of one event until then. `basis`: n, first, last day, definition."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in _SHOWN}
    per_hundred = 100.0 * np.stack([lines.middle, lines.low, lines.high])
    rows: list[Row] = [
        (int(day), *(round(float(value), 2) for value in values))
        for day, *values in zip(days, *per_hundred, strict=True)
    ]
    base = alt.Chart().encode(x=alt.X("days:Q", title=columns["days"], axis=alt.Axis(tickMinStep=1)))
    tooltip = [alt.Tooltip(f"{key}:Q", title=title) for key, title in columns.items()]
    band: alt.Chart = base.mark_area(opacity=0.25, color=BLUE).encode(
        y=alt.Y("low:Q", title=columns["followers"]), y2="high:Q"
    )
    line: alt.Chart = base.mark_line(color=BLUE, strokeWidth=2).encode(y="followers:Q", tooltip=tooltip)
    n, first, last, definition = basis
    caption = say(
        "chart_caption",
        chosen,
        n=n,
        first=first,
        last=last,
        definition=definition,
        level=percent(level, chosen),
    )
    return finished(alt.LayerChart(layer=[band, line]), columns, rows, caption, height=280)
