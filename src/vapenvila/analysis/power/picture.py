"""The chance of telling a fall, by months after the start."""

from collections.abc import Mapping, Sequence

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, Row, finished
from vapenvila.analysis.power.sentences import say
from vapenvila.analysis.power.study import Study
from vapenvila.analysis.wording import Language, check_language, number, percent

_TONES = (
    BLUE,
    ORANGE,
    "#0F8F6F",
    "#A86FB8",
)  # mid-tones as those of `charts.chart`; dashes tell them apart too


def power_picture(
    rows: Sequence[tuple[float, int, float, float, float]], study: Study, language: Language
) -> Chart:
    """A line with its band for each true ratio; `rows`: ratio, months, power and its limits."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in ("fall", "months", "power", "low", "high")}
    cells: list[Row] = [
        (f"−{percent(1.0 - ratio, chosen)} %", months, round(power, 4), round(low, 4), round(high, 4))
        for ratio, months, power, low, high in rows
    ]
    layers = _layers(columns, list(dict.fromkeys(str(cell[0]) for cell in cells)), study.power)
    caption = say(
        "chart_caption",
        chosen,
        rate=number(study.per_month, chosen),
        before=study.months_before,
        level=percent(study.level, chosen),
    )
    return finished(layers, columns, cells, caption, height=300)


def _layers(columns: Mapping[str, str], falls: list[str], wanted: float) -> alt.LayerChart:
    share, scale = alt.Axis(format=".0%"), alt.Scale(domain=[0, 1])
    legend = alt.Legend(title=columns["fall"], orient="top", symbolType="stroke", symbolOpacity=1)
    colour = alt.Color("fall:N", scale=alt.Scale(domain=falls, range=list(_TONES)), legend=legend)
    base = alt.Chart().encode(
        x=alt.X("months:Q", title=columns["months"], axis=alt.Axis(tickMinStep=1)), color=colour
    )
    band: alt.Chart = base.mark_area(opacity=0.18).encode(
        y=alt.Y("low:Q", title=columns["power"], axis=share, scale=scale), y2="high:Q"
    )
    line: alt.Chart = base.mark_line(strokeWidth=2).encode(
        y=alt.Y("power:Q", axis=share, scale=scale),
        strokeDash=alt.StrokeDash("fall:N", scale=alt.Scale(domain=falls), legend=legend),
        tooltip=[
            alt.Tooltip(f"{key}:{'N' if key == 'fall' else 'Q'}", title=title)
            for key, title in columns.items()
        ],
    )
    rule: alt.Chart = (
        alt.Chart().mark_rule(strokeDash=[4, 4], color="currentColor").encode(y=alt.datum(wanted))
    )
    return alt.LayerChart(layer=[band, line, rule])
