"""What was seen in each period, what was expected, and the band around the expected."""

from collections.abc import Mapping

import altair as alt
import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Cell, Chart, finished, labelled

_COLUMNS = ("time", "seen", "expected", "low", "high")


def with_band(
    time: NDArray[np.generic],
    seen: NDArray[np.generic],
    expected: NDArray[np.float64],
    low: NDArray[np.float64] | None,
    high: NDArray[np.float64] | None,
    *,
    after: NDArray[np.bool_],
    headings: Mapping[str, str],
    caption: str,
    height: int = 260,
) -> Chart:
    """Points of what was seen, a line of what was expected; the band stands where `after` holds. All (T,).

    `time`: dates, or plain numbers such as years. `low`, `high`: None for no band. `headings`: by the names of columns.
    """
    dated = np.issubdtype(time.dtype, np.datetime64)
    titles = labelled(headings, _COLUMNS)
    rows: list[tuple[Cell, ...]] = []
    for at in range(len(time)):
        banded = low is not None and high is not None and bool(after[at])
        name: Cell = str(time[at].astype("datetime64[D]")) if dated else float(time[at])
        rows.append(
            (
                name,
                round(float(seen[at]), 4),
                round(float(expected[at]), 4),
                round(float(low[at]), 4) if banded and low is not None else None,
                round(float(high[at]), 4) if banded and high is not None else None,
            )
        )
    return finished(_layers(titles, dated), {name: titles[name] for name in _COLUMNS}, rows, caption, height)


def _layers(titles: Mapping[str, str], dated: bool) -> alt.LayerChart:
    x = (
        alt.X("time:T", timeUnit="utcyearmonthdate", title=None, scale=alt.Scale(type="utc"))
        if dated
        else alt.X("time:Q", title=titles["time"], axis=alt.Axis(format="d"), scale=alt.Scale(zero=False))
    )
    tooltip = [
        alt.Tooltip(f"{name}:{'T' if dated and name == 'time' else 'Q'}", title=titles[name])
        for name in _COLUMNS
    ]
    empty = alt.Chart()
    points = empty.mark_point(color=BLUE, filled=True, size=28).encode(
        x=x, y=alt.Y("seen:Q", title=titles["seen"]), tooltip=tooltip
    )
    line = empty.mark_line(color=ORANGE, strokeWidth=2).encode(x=x, y="expected:Q", tooltip=tooltip)
    area = empty.mark_area(color=ORANGE, opacity=0.25).encode(x=x, y="low:Q", y2="high:Q", tooltip=tooltip)
    return alt.LayerChart(layer=[area, line, points])
