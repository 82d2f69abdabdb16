"""The hot spots as a map: the cells of each numbered patch, coloured by its rate; its table says what each holds."""

from typing import Final

import altair as alt
import numpy as np

from vapenvila.analysis.charts.chart import Chart, Row, finished
from vapenvila.analysis.problem_analysis.places import HotSpots
from vapenvila.analysis.wording import Language, Phrases, Sentences

_PHRASES: Final[Sentences] = {
    "patch": {"en": "Hot spot", "sv": "Het plats"},
    "east": {"en": "Kilometres east", "sv": "Kilometer öst"},
    "north": {"en": "Kilometres north", "sv": "Kilometer nord"},
    "km2": {"en": "km²", "sv": "km²"},
    "events": {"en": "Incidents", "sv": "Händelser"},
    "rate": {"en": "A year and km²", "sv": "Per år och km²"},
    "low": {"en": "Lower limit", "sv": "Nedre gräns"},
    "high": {"en": "Upper limit", "sv": "Övre gräns"},
}

say = Phrases(_PHRASES)
_COLUMNS: Final = ("patch", "east", "north", "km2", "events", "rate", "low", "high")
_WIDE, _LOWEST, _HIGHEST = 560.0, 240.0, 560.0


def patches_chart(spots: HotSpots, *, caption: str, language: Language) -> Chart:
    """One number a patch, in the order of their incidents."""
    titles = {name: say(name, language) for name in _COLUMNS}
    x, y = spots.map.x, spots.map.y
    middle = float(np.round((x.min() + x.max()) / 2.0)), float(np.round((y.min() + y.max()) / 2.0))
    rows: list[Row] = [
        (at, _km(patch.x - middle[0]), _km(patch.y - middle[1]), round(patch.km2, 3), patch.events,
         *(round(value, 2) for value in (patch.rate, patch.low, patch.high)))
        for at, patch in enumerate(spots.patches, start=1)
    ]  # fmt: skip
    half = spots.cell / 2.0
    cells = [
        {
            "west": _km(x[cell] - middle[0] - half),
            "east_of": _km(x[cell] - middle[0] + half),
            "south": _km(y[cell] - middle[1] - half),
            "north_of": _km(y[cell] - middle[1] + half),
            "rate": round(patch.rate, 2),
        }
        for patch in spots.patches
        for cell in patch.cells
    ]
    across = [_km(x.min() - middle[0] - half), _km(x.max() - middle[0] + half)]
    up = [_km(y.min() - middle[1] - half), _km(y.max() - middle[1] + half)]
    layers = alt.LayerChart(layer=[_squares(cells, titles, across, up), _numbers(titles)])
    height = round(float(np.clip(_WIDE * (up[1] - up[0]) / (across[1] - across[0]), _LOWEST, _HIGHEST)))
    return finished(layers, titles, rows, caption, height=height)


def _km(metres: float) -> float:
    return round(float(metres) / 1000.0, 3)


def _squares(
    cells: list[dict[str, float]], titles: dict[str, str], across: list[float], up: list[float]
) -> alt.Chart:
    axis = alt.Axis(format="~f", labelOverlap=True)
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=cells))
        .mark_rect()
        .encode(
            x=alt.X("west:Q", title=titles["east"], scale=alt.Scale(domain=across, nice=False), axis=axis),
            x2="east_of:Q",
            y=alt.Y("south:Q", title=titles["north"], scale=alt.Scale(domain=up, nice=False), axis=axis),
            y2="north_of:Q",
            color=alt.Color(
                "rate:Q",
                scale=alt.Scale(scheme="viridis", domainMin=0),
                legend=alt.Legend(title=titles["rate"], orient="top"),
            ),
        )
    )
    return drawn


def _numbers(titles: dict[str, str]) -> alt.Chart:
    drawn: alt.Chart = (
        alt.Chart()
        .mark_text(fontWeight="bold", fontSize=12, stroke="#ffffff", strokeWidth=2.5, strokeOpacity=0.9)
        .encode(
            x="east:Q",
            y="north:Q",
            text="patch:N",
            tooltip=[alt.Tooltip(f"{name}:Q", title=title) for name, title in titles.items()],
        )
    )
    return drawn
