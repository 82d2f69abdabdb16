"""The Lorenz curve from the units with most events: observed, by chance, and the most even there can be."""

from collections.abc import Mapping, Sequence
from typing import Final

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, finished, labelled

ENGLISH: Final[Mapping[str, str]] = {
    "units": "Share of units, those with most first",
    "events": "Share of events",
    "kind": "Line",
    "observed": "Observed",
    "by_chance": "By chance alone",
    "least": "As even as can be",
    "caption": "n = {n} units, {events} events. Further above the lower lines: more concentrated.",
}

SWEDISH: Final[Mapping[str, str]] = {
    "units": "Andel av enheterna, de med flest först",
    "events": "Andel av händelserna",
    "kind": "Linje",
    "observed": "Observerat",
    "by_chance": "Av slumpen ensam",
    "least": "Så jämnt som möjligt",
    "caption": "n = {n} enheter, {events} händelser. Längre ovanför de nedre linjerna: mer koncentrerat.",
}

Curve = Sequence[tuple[float, float]]


def lorenz_chart(curves: Mapping[str, Curve], n: int, events: int, labels: Mapping[str, str]) -> Chart:
    """`curves`: points of `observed`, `by_chance` and `least`. Raises ChartError when a label is missing."""
    labelled(labels, tuple(ENGLISH))
    rows = [(labels[kind], round(x, 6), round(y, 6)) for kind, curve in curves.items() for x, y in curve]
    kinds = [labels[kind] for kind in curves]
    lines = (
        alt.Chart()
        .mark_line(interpolate="linear")
        .encode(
            x=alt.X("units:Q", title=labels["units"], axis=alt.Axis(format="%")),
            y=alt.Y("events:Q", title=labels["events"], axis=alt.Axis(format="%")),
            color=alt.Color(
                "kind:N", title=None, scale=alt.Scale(domain=kinds, range=[BLUE, ORANGE, "#808080"])
            ),
            strokeDash=alt.StrokeDash("kind:N", title=None, scale=alt.Scale(domain=kinds)),
            order="units:Q",
            tooltip=["kind:N", "units:Q", "events:Q"],
        )
    )
    columns = {"kind": labels["kind"], "units": labels["units"], "events": labels["events"]}
    return finished(lines, columns, rows, labels["caption"].format(n=n, events=events), height=280)
