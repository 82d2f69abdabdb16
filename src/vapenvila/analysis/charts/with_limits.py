"""Estimates with their limits, one line each: areas, starts, periods, cities."""

from collections.abc import Mapping, Sequence

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, Cell, Chart, ChartError, finished, labelled

_COLUMNS = ("name", "estimate", "low", "high")


def with_limits(
    rows: Sequence[tuple[str, float, float | None, float | None]],
    *,
    headings: Mapping[str, str],
    none_at: float,
    caption: str,
    logarithmic: bool = False,
) -> Chart:
    """Name, estimate and limits of each, in the order given; a rule stands at `none_at`, where there is no effect.

    `headings`: for name, estimate, low and high. Raises ChartError when there is nothing to show.
    """
    if not rows:
        raise ChartError("There are no estimates to show.")
    titles = labelled(headings, _COLUMNS)
    cells: list[tuple[Cell, ...]] = [
        (name, *(None if value is None else round(float(value), 6) for value in numbers))
        for name, *numbers in rows
    ]
    scale = alt.Scale(type="log") if logarithmic else alt.Scale(zero=False)
    tooltip = [
        alt.Tooltip(f"{name}:{'N' if name == 'name' else 'Q'}", title=titles[name]) for name in _COLUMNS
    ]
    y = alt.Y("name:N", sort=None, title=titles["name"])
    empty = alt.Chart()
    lines = empty.mark_rule(color=BLUE, strokeWidth=2).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q", y=y, tooltip=tooltip
    )
    points = empty.mark_point(color=BLUE, filled=True, size=60).encode(
        x=alt.X("estimate:Q", scale=scale, title=titles["estimate"]), y=y, tooltip=tooltip
    )
    none = empty.mark_rule(color="currentColor", strokeDash=[4, 4]).encode(x=alt.datum(none_at))
    return finished(
        alt.LayerChart(layer=[none, lines, points]),
        {name: titles[name] for name in _COLUMNS},
        cells,
        caption,
        height=max(120, 26 * len(cells)),
    )
