"""How many have how many: bars over 0, 1, 2, …, the last "or more"."""

from collections.abc import Sequence

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, Chart, finished


def numbers_chart(cells: Sequence[tuple[int, int]], *, across: str, up: str, caption: str) -> Chart:
    """`cells`: (so many, how many have them), rising. The last but the only one is written with a plus sign."""
    last = cells[-1][0] if len(cells) > 1 else None
    rows = [(f"{at}+" if at == last else str(at), count) for at, count in cells]
    bars = (
        alt.Chart()
        .mark_bar(color=BLUE)
        .encode(
            x=alt.X("at:N", sort=None, title=across, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("count:Q", title=up, axis=alt.Axis(tickMinStep=1)),
            tooltip=[alt.Tooltip("at:N", title=across), alt.Tooltip("count:Q", title=up)],
        )
    )
    return finished(bars, {"at": across, "count": up}, rows, caption, height=180)
