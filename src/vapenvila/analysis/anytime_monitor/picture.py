"""The ratio after each period with its band."""

import altair as alt
import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.anytime_monitor.sentences import say
from vapenvila.analysis.charts.chart import BLUE, Chart, Row, finished
from vapenvila.analysis.wording import Language, check_language, percent

_HIGHEST_SHOWN = 3.0


def monitor_picture(
    ratio: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    *,
    level: float,
    n: int,
    language: Language,
) -> Chart:
    """Line, band and the rule at 1. All arrays: (periods,). The band is cut off at three times the rate before."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in ("after", "ratio", "low", "high")}
    rows: list[Row] = [
        (k + 1, round(float(r), 3), round(float(lo), 3), round(float(hi), 3))
        for k, (r, lo, hi) in enumerate(zip(ratio, low, high, strict=True))
    ]
    base = alt.Chart().encode(x=alt.X("after:Q", title=columns["after"], axis=alt.Axis(tickMinStep=1)))
    scale = alt.Scale(domain=[0, _HIGHEST_SHOWN], clamp=True)
    tooltip = [alt.Tooltip(f"{key}:Q", title=title) for key, title in columns.items()]
    band: alt.Chart = base.mark_area(opacity=0.25, color=BLUE).encode(
        y=alt.Y("low:Q", title=columns["ratio"], scale=scale), y2="high:Q"
    )
    line: alt.Chart = base.mark_line(point=True, color=BLUE).encode(
        y=alt.Y("ratio:Q", scale=scale), tooltip=tooltip
    )
    as_before: alt.Chart = alt.Chart().mark_rule(strokeDash=[4, 4]).encode(y=alt.datum(1))
    caption = say("chart_caption", chosen, n=n, level=percent(level, chosen))
    return finished(alt.LayerChart(layer=[band, line, as_before]), columns, rows, caption, height=280)
