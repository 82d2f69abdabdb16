"""Maps of hot spots as pictures: a cell's colour is its density or Gi*, hot cells are outlined."""

from collections.abc import Mapping, Sequence

import altair as alt

from vapenvila.analysis.charts.chart import ORANGE, Chart, ChartError, Row, finished
from vapenvila.analysis.hot_spots.density_map import DensityMap
from vapenvila.analysis.hot_spots.gi_map import GiMap
from vapenvila.analysis.hot_spots.sentences import say
from vapenvila.analysis.wording import Language, check_language, percent

_HOT = "●"
_DENSITY = ("x", "y", "density", "low", "high", "hot")
_GI = ("x", "y", "count", "gi", "p", "hot")


def density_chart(made: DensityMap, *, definition: str, language: Language = "en") -> Chart:
    """Every cell with its density and limits."""
    chosen = check_language(language)
    x, y = made.grid.centres
    rows: list[Row] = [
        (float(x[at]), float(y[at]), *(round(float(v[at]), 4) for v in (made.density, made.low, made.high)),
         _HOT if made.hot[at] else "")
        for at in range(len(x))
    ]  # fmt: skip
    caption = say(
        "chart_caption",
        chosen,
        n=made.n,
        first=made.period[0],
        last=made.period[1],
        definition=definition,
        level=percent(made.level, chosen),
    )
    return _map(rows, {key: say(f"chart_{key}", chosen) for key in _DENSITY}, "density", caption)


def gi_chart(made: GiMap, *, definition: str, language: Language = "en") -> Chart:
    """Every cell with its count, Gi* and adjusted p. Raises ChartError for areas that are no grid."""
    chosen = check_language(language)
    if made.grid is None or made.period is None:
        raise ChartError("Areas counted beforehand have no grid to draw; show them on a map of the areas.")
    rows: list[Row] = [
        (float(made.x[at]), float(made.y[at]), int(made.test.counts[at]), round(float(made.test.gi[at]), 3),
         round(float(made.test.adjusted[at]), 4), _HOT if made.test.hot[at] else "")
        for at in range(len(made.x))
    ]  # fmt: skip
    caption = say(
        "chart_caption_gi",
        chosen,
        n=made.n,
        first=made.period[0],
        last=made.period[1],
        definition=definition,
        false=percent(1.0 - made.level, chosen),
    )
    return _map(rows, {key: say(f"chart_{key}", chosen) for key in _GI}, "gi", caption)


def _map(rows: Sequence[Row], columns: Mapping[str, str], colour: str, caption: str) -> Chart:
    axis = alt.Axis(labelOverlap=True, format=".0f", labelAngle=0)
    cells = (
        alt.Chart()
        .mark_rect(strokeWidth=1.5)
        .encode(
            x=alt.X("x:O", title=columns["x"], axis=axis),
            y=alt.Y("y:O", title=columns["y"], axis=axis, sort="descending"),
            color=alt.Color(
                f"{colour}:Q",
                scale=alt.Scale(scheme="viridis"),
                legend=alt.Legend(title=columns[colour], orient="top"),
            ),
            stroke=alt.condition(f"datum.hot == '{_HOT}'", alt.value(ORANGE), alt.value(None)),
            tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()],
        )
    )
    return finished(cells, columns, rows, caption, height=420)
