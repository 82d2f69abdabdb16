"""Knox's table as a picture: the ratio of each cell, with what chance gives beside it."""

from collections.abc import Mapping

import altair as alt

from vapenvila.analysis.charts.chart import Chart, Row, finished
from vapenvila.analysis.near_repeat.knox import KnoxCell, KnoxTable
from vapenvila.analysis.near_repeat.sentences import say
from vapenvila.analysis.wording import Language, check_language, number

_SHOWN = ("distance", "days", "observed", "expected", "low", "high", "ratio", "p")


def knox_chart(table: KnoxTable, *, definition: str, language: Language = "en") -> Chart:
    """Distance bands as rows, day bands as columns; colour tells the ratio, the number in the cell too."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in _SHOWN}
    rows = [_row(cell, chosen) for cell in table.cells]
    distances, days = (list(dict.fromkeys(str(row[k]) for row in rows)) for k in (0, 1))
    base = alt.Chart().encode(
        x=alt.X("days:O", sort=days, title=columns["days"], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("distance:O", sort=distances, title=columns["distance"]),
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
    layers = alt.LayerChart(layer=[_coloured(base, columns), _numbered(base)])
    return finished(layers, columns, rows, caption, height=40 + 36 * len(distances))


def _row(cell: KnoxCell, language: Language) -> Row:
    near, far = (number(edge, language, 1) for edge in cell.distance)
    soon, late = (number(edge, language, 1) for edge in cell.days)
    ratio = None if cell.ratio is None else round(cell.ratio, 3)
    return (
        f"{near}–{far}",
        f"{soon}–{late}",
        cell.observed,
        round(cell.expected, 2),
        *cell.chance,
        ratio,
        cell.p_value,
    )


def _coloured(base: alt.Chart, columns: Mapping[str, str]) -> alt.Chart:
    scale = alt.Scale(scheme="viridis", domainMin=0)
    drawn: alt.Chart = base.mark_rect().encode(
        color=alt.Color("ratio:Q", scale=scale, legend=alt.Legend(title=columns["ratio"], orient="top")),
        tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()],
    )
    return drawn


def _numbered(base: alt.Chart) -> alt.Chart:
    drawn: alt.Chart = base.mark_text(fontWeight="bold").encode(
        text=alt.Text("ratio:Q", format=".2f"),
        color=alt.condition("datum.ratio > 1.2", alt.value("#101a18"), alt.value("#ffffff")),
    )
    return drawn
