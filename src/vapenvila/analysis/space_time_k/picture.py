"""D₀ of the space-time K-function as a picture: over distance, one line for each number of days, with the range of chance."""

import altair as alt

from vapenvila.analysis.charts.chart import Chart, Row, finished
from vapenvila.analysis.space_time_k.result import KCell, SpaceTimeK
from vapenvila.analysis.space_time_k.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, percent

_SHOWN = ("distance", "days", "excess", "low", "high")


def k_chart(result: SpaceTimeK, *, definition: str, language: Language = "en") -> Chart:
    """D₀ against distance; dashed, the limits that chance keeps in all cells at once."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in _SHOWN}
    rows = [_row(cell, chosen) for cell in result.cells]
    days = list(dict.fromkeys(str(row[1]) for row in rows))
    tooltip = [alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()]
    colour = alt.Color(
        "days:N",
        sort=days,
        scale=alt.Scale(scheme="viridis"),
        legend=alt.Legend(title=columns["days"], orient="top"),
    )
    base = alt.Chart().encode(x=alt.X("distance:Q", title=columns["distance"]), color=colour)
    line = base.mark_line(point=True, strokeWidth=2).encode(
        y=alt.Y("excess:Q", title=columns["excess"]), tooltip=tooltip
    )
    low, high = (
        base.mark_line(strokeDash=[4, 4], opacity=0.7).encode(y=f"{key}:Q") for key in ("low", "high")
    )
    none = alt.Chart().mark_rule(color="currentColor").encode(y=alt.datum(0.0))
    caption = say(
        "chart_caption",
        chosen,
        n=result.n,
        first=result.period[0],
        last=result.period[1],
        definition=definition,
        level=percent(result.level, chosen),
        permutations=result.permutations,
    )
    return finished(alt.LayerChart(layer=[none, low, high, line]), columns, rows, caption, height=280)


def _row(cell: KCell, language: Language) -> Row:
    reach = cell.everywhere
    return (
        cell.distance,
        number(cell.days, language, 1),
        None if cell.excess is None else round(cell.excess, 4),
        None if reach is None else round(-reach, 4),
        None if reach is None else round(reach, 4),
    )
