"""How much of each group a plan reaches: one bar a group, reached and not reached."""

from collections.abc import Mapping, Sequence
from typing import Final

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, finished, labelled

ENGLISH: Final[Mapping[str, str]] = {
    "group": "Group",
    "reached": "Reached",
    "not_reached": "Not reached",
    "people": "People",
    "everyone": "Everyone",
    "caption": "n = {n} people, {invited} invited, {reached} reached if everybody invited comes.",
}

SWEDISH: Final[Mapping[str, str]] = {
    "group": "Grupp",
    "reached": "Nådda",
    "not_reached": "Inte nådda",
    "people": "Personer",
    "everyone": "Alla",
    "caption": "n = {n} personer, {invited} inbjudna, {reached} nådda om alla inbjudna kommer.",
}

_BAR_HEIGHT = 24


def reach_chart(rows: Sequence[tuple[str, int, int]], invited: int, labels: Mapping[str, str]) -> Chart:
    """`rows`: name, people and reached of each group. Raises ChartError when a label is missing."""
    labelled(labels, tuple(ENGLISH))
    long = [
        (name, labels[kind], count)
        for name, people, reached in rows
        for kind, count in (("reached", reached), ("not_reached", people - reached))
    ]
    bars = (
        alt.Chart()
        .mark_bar()
        .encode(
            y=alt.Y("group:N", sort=None, title=labels["group"], axis=alt.Axis(labelLimit=220)),
            x=alt.X("people:Q", title=labels["people"], axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=[labels["reached"], labels["not_reached"]], range=[BLUE, ORANGE]),
            ),
            tooltip=["group:N", "kind:N", "people:Q"],
        )
    )
    caption = labels["caption"].format(
        n=sum(people for _, people, _ in rows), invited=invited, reached=sum(r for *_, r in rows)
    )
    return finished(
        bars,
        {"group": labels["group"], "kind": labels["reached"], "people": labels["people"]},
        long,
        caption,
        height=max(1, len(rows)) * _BAR_HEIGHT,
    )
