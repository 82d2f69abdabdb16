"""What every chart is: a Vega-Lite specification, and the same numbers as a table with a caption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from vapenvila.analysis.input_error import InputError

Cell = str | int | float | None
Row = tuple[Cell, ...]

# Mid-tones that keep a contrast of 3:1 against white and against near-black, told apart by the colour-blind
# (a blue and an orange, as B. Wong (2011), "Points of view: Color blindness", Nature Methods 8, 441, advises).
BLUE = "#3B8BC4"
ORANGE = "#D95F02"

_INK = "currentColor"


class ChartError(InputError):
    """Numbers or labels a chart cannot be made of; the sentence says which."""


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A chart and its equal, the table.

    `spec`: Vega-Lite as plain JSON values, width of its container, no background, no remote data, nothing
    that needs eval; text in `currentColor`, so show it with the SVG renderer. `columns`, `rows`: the same
    numbers. `caption`: n, period and definition version in one or two sentences.
    """

    spec: dict[str, object]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What the numbers stand on: the period (both days included) and the version of the counting rule."""

    first: date
    last: date
    definition: str


def finished(
    layers: alt.Chart | alt.LayerChart,
    columns: Mapping[str, str],
    rows: Sequence[Row],
    caption: str,
    height: int,
) -> Chart:
    """The chart made of marks whose field names are the keys of `columns`; the values are its headings.

    Raises ChartError for marks that bring numbers of their own: they would be drawn of the table's, or not at all.
    """
    if layers.data is not alt.Undefined:
        raise ChartError("The marks have numbers of their own; draw them of the rows of the table.")
    data = alt.InlineData(values=[dict(zip(columns, row, strict=True)) for row in rows])
    whole = layers.properties(data=data, width="container", height=height, description=caption)
    with alt.data_transformers.enable(consolidate_datasets=False):
        spec = whole.to_dict(
            validate=False
        )  # the tests hold every chart against the schema; a page need not wait
    spec["background"] = None
    spec["config"] = _config()
    return Chart(spec=spec, columns=tuple(columns.values()), rows=tuple(rows), caption=caption)


def labelled(labels: Mapping[str, str], needed: Sequence[str]) -> Mapping[str, str]:
    """The labels, after a check that none of those needed is missing."""
    missing = [key for key in needed if key not in labels]
    if missing:
        raise ChartError(f"The labels {', '.join(missing)} are missing.")
    return labels


def _config() -> dict[str, object]:
    text = {"labelColor": _INK, "titleColor": _INK}
    return {
        "view": {"stroke": None},
        "axis": {**text, "domainColor": _INK, "tickColor": _INK, "gridColor": _INK, "gridOpacity": 0.12},
        "legend": text,
        "title": {"color": _INK},
    }
