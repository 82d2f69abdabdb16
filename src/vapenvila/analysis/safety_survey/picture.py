"""Waves and areas of a survey as pictures: points with their intervals, and a gap where the method changed."""

from collections.abc import Mapping, Sequence

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, Chart, Row, finished
from vapenvila.analysis.safety_survey.areas import AreaShares
from vapenvila.analysis.safety_survey.sentences import say
from vapenvila.analysis.safety_survey.waves import WaveChanges
from vapenvila.analysis.wording import Language, check_language, percent


def waves_chart(changes: WaveChanges, *, definition: str, language: Language = "en") -> Chart:
    """Each wave's share with its interval; waves of one method are joined by a line, others are not."""
    chosen = check_language(language)
    columns = _columns(("wave", "method", "share", "low", "high", "n"), chosen)
    rows: list[Row] = [
        (w.name, w.method, round(w.share.share, 4), round(w.share.low, 4), round(w.share.high, 4), w.share.n)
        for w in changes.waves
    ]
    base = _points("wave", [str(row[0]) for row in rows], columns)
    line: alt.Chart = base.mark_line(color=BLUE).encode(y=_y(columns), detail="method:N")
    caption = say(
        "chart_caption",
        chosen,
        n=sum(w.share.n for w in changes.waves),
        first=changes.waves[0].name,
        last=changes.waves[-1].name,
        definition=definition,
        level=percent(changes.level, chosen),
    )
    return finished(alt.LayerChart(layer=[line, *_marks(base, columns)]), columns, rows, caption, height=280)


def areas_chart(shares: AreaShares, *, definition: str, language: Language = "en") -> Chart:
    """Each area's share, drawn towards all, with its interval; by name."""
    chosen = check_language(language)
    columns = _columns(("area", "share", "low", "high", "n"), chosen)
    rows: list[Row] = [
        (a.area, round(a.share, 4), round(a.low, 4), round(a.high, 4), 0 if a.direct is None else a.direct.n)
        for a in shares.areas
    ]
    base = _points("area", [str(row[0]) for row in rows], columns)
    whole: alt.Chart = alt.Chart().mark_rule(strokeDash=[4, 4]).encode(y=alt.datum(shares.whole.share))
    caption = say(
        "chart_areas_caption",
        chosen,
        n=shares.whole.n,
        definition=definition,
        share=percent(shares.whole.share, chosen),
        level=percent(shares.level, chosen),
    )
    return finished(alt.LayerChart(layer=[whole, *_marks(base, columns)]), columns, rows, caption, height=280)


def _columns(keys: Sequence[str], language: Language) -> dict[str, str]:
    return {key: say(f"chart_{key}", language) for key in keys}


def _points(across: str, order: list[str], columns: Mapping[str, str]) -> alt.Chart:
    base: alt.Chart = alt.Chart().encode(x=alt.X(f"{across}:O", sort=order, title=columns[across]))
    return base


def _y(columns: Mapping[str, str]) -> alt.Y:
    return alt.Y("share:Q", title=columns["share"], axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))


def _marks(base: alt.Chart, columns: Mapping[str, str]) -> list[alt.Chart]:
    tooltip = [alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()]
    bars: alt.Chart = base.mark_rule(color=BLUE).encode(y=alt.Y("low:Q", title=columns["share"]), y2="high:Q")
    points: alt.Chart = base.mark_point(filled=True, size=70, color=BLUE).encode(
        y=_y(columns), tooltip=tooltip
    )
    return [bars, points]
