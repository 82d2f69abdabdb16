"""Knox's table as a picture: the ratio of each cell, with what chance gives beside it."""

import altair as alt

from vapenvila.analysis.charts.chart import Chart, Row, finished
from vapenvila.analysis.near_repeat.knox import KnoxTable
from vapenvila.analysis.near_repeat.sentences import Language, check_language, say
from vapenvila.analysis.small_counts.sentences import number


def knox_chart(table: KnoxTable, *, definition: str, language: Language = "en") -> Chart:
    """Distance bands as rows, day bands as columns; colour tells the ratio, the number in the cell too."""
    chosen = check_language(language)
    columns = {
        key: say(f"chart_{key}", chosen)
        for key in ("distance", "days", "observed", "expected", "low", "high", "ratio", "p")
    }
    rows: list[Row] = [
        (
            f"{number(cell.distance[0], chosen, 1)}–{number(cell.distance[1], chosen, 1)}",
            f"{number(cell.days[0], chosen, 1)}–{number(cell.days[1], chosen, 1)}",
            cell.observed,
            round(cell.expected, 2),
            *cell.chance,
            None if cell.ratio is None else round(cell.ratio, 3),
            cell.p_value,
        )
        for cell in table.cells
    ]
    distances, days = (list(dict.fromkeys(str(row[k]) for row in rows)) for k in (0, 1))
    base = alt.Chart().encode(
        x=alt.X("days:O", sort=days, title=columns["days"], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("distance:O", sort=distances, title=columns["distance"]),
    )
    tooltip = [alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()]
    cells = base.mark_rect().encode(
        color=alt.Color(
            "ratio:Q",
            scale=alt.Scale(scheme="viridis", domainMin=0),
            legend=alt.Legend(title=columns["ratio"], orient="top"),
        ),
        tooltip=tooltip,
    )
    marked = base.mark_text(fontWeight="bold").encode(
        text=alt.Text("ratio:Q", format=".2f"),
        color=alt.condition("datum.ratio > 1.2", alt.value("#101a18"), alt.value("#ffffff")),
    )
    first, last = table.period
    caption = say(
        "chart_caption",
        chosen,
        n=table.n,
        first=first,
        last=last,
        definition=definition,
        permutations=table.permutations,
    )
    return finished(
        alt.LayerChart(layer=[cells, marked]), columns, rows, caption, height=40 + 36 * len(distances)
    )
