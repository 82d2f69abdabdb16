"""Shares between bounds: what surely counts, what is unknown, and the limits of both, against a threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, Row, finished
from vapenvila.analysis.problem_analysis.bounded_share import BoundedShare
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "name": {"en": "Incidents", "sv": "Händelser"},
    "n": {"en": "n", "sv": "n"},
    "lowest": {"en": "If no unknown counts", "sv": "Om inget okänt räknas"},
    "highest": {"en": "If all unknown count", "sv": "Om allt okänt räknas"},
    "low": {"en": "Lower limit", "sv": "Nedre gräns"},
    "high": {"en": "Upper limit", "sv": "Övre gräns"},
    "share": {"en": "Share", "sv": "Andel"},
}

say = Phrases(_PHRASES)
_COLUMNS: Final = ("name", "n", "lowest", "highest", "low", "high")


@dataclass(frozen=True, slots=True)
class BoundsRow:
    """One share under its name."""

    name: str
    found: BoundedShare


def bounds_chart(
    rows: Sequence[BoundsRow], *, caption: str, language: Language, threshold: float | None = None
) -> Chart:
    """One bar a row, in the order given. `threshold`: where a dashed line stands."""
    titles = {name: say(name, language) for name in _COLUMNS}
    cells: list[Row] = [
        (
            row.name,
            row.found.n,
            *(round(value, 4) for value in (row.found.lowest, row.found.highest, *row.found.limits)),
        )
        for row in rows
    ]
    empty = alt.Chart()
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format="%", tickCount=6)
    tooltip = [
        alt.Tooltip(f"{name}:{'N' if name == 'name' else 'Q'}", title=titles[name]) for name in _COLUMNS
    ]
    sure = empty.mark_bar(color=BLUE, height=14).encode(
        x=alt.X("lowest:Q", title=say("share", language), scale=scale, axis=axis), y=y, tooltip=tooltip
    )
    open_ = empty.mark_bar(color=BLUE, opacity=0.35, height=14).encode(
        x=alt.X("lowest:Q", scale=scale), x2="highest:Q", y=y, tooltip=tooltip
    )
    limits = empty.mark_rule(color="currentColor", strokeWidth=1.5).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q", y=y, tooltip=tooltip
    )
    layers = [sure, open_, limits]
    if threshold is not None:
        layers.append(
            empty.mark_rule(color=ORANGE, strokeDash=[5, 4], strokeWidth=1.5).encode(x=alt.datum(threshold))
        )
    return finished(alt.LayerChart(layer=layers), titles, cells, caption, height=max(60, 26 * len(cells)))
