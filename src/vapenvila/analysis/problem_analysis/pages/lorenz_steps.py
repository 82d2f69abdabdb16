"""The Lorenz curve in steps: which share of the events the units with most have, beside chance and the most even spread."""

from typing import Final

import altair as alt
import numpy as np

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, Row, finished
from vapenvila.analysis.concentration import Concentration
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "units": {"en": "Share of units, those with most first", "sv": "Andel av enheterna, de med flest först"},
    "observed": {"en": "Observed", "sv": "Observerat"},
    "by_chance": {"en": "By chance alone", "sv": "Av slumpen ensam"},
    "least": {"en": "As even as can be", "sv": "Så jämnt som möjligt"},
    "line": {"en": "Line", "sv": "Linje"},
    "share": {"en": "Share of events", "sv": "Andel av händelserna"},
}

say = Phrases(_PHRASES)
STEPS: Final = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_LINES: Final = ("observed", "by_chance", "least")


def lorenz_steps(found: Concentration, *, fewest: int, caption: str, language: Language) -> Chart:
    """One row a curve and step; steps of fewer than `fewest` units are left out."""
    columns = {name: say(name, language) for name in ("units", "line", "share")}
    curves = [np.array(curve) for curve in (found.curve, found.chance_curve, found.even_curve)]
    steps = [at for at in STEPS if at in (0.0, 1.0) or at * found.n >= fewest]
    lines = [say(name, language) for name in _LINES]
    rows: list[Row] = [
        (at, line, round(float(np.interp(at, curve[:, 0], curve[:, 1])), 4))
        for line, curve in zip(lines, curves, strict=True)
        for at in steps
    ]
    return finished(_lines(columns, lines), columns, rows, caption, height=240)


def _lines(columns: dict[str, str], lines: list[str]) -> alt.Chart:
    """The three curves, told apart by colour and by dash."""
    axis = alt.Axis(format="%", tickCount=6)
    drawn: alt.Chart = (
        alt.Chart()
        .mark_line()
        .encode(
            x=alt.X("units:Q", title=columns["units"], axis=axis),
            y=alt.Y("share:Q", title=columns["share"], axis=axis),
            color=alt.Color(
                "line:N",
                title=None,
                scale=alt.Scale(domain=lines, range=[BLUE, ORANGE, "#808080"]),
                legend=alt.Legend(orient="bottom"),
            ),
            strokeDash=alt.StrokeDash("line:N", title=None, scale=alt.Scale(domain=lines)),
            tooltip=[alt.Tooltip("line:N", title=""), alt.Tooltip("units:Q"), alt.Tooltip("share:Q")],
        )
    )
    return drawn
