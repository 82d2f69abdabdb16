"""Incidents by kind or by area: bars from the most to the fewest, each with its exact interval."""

from collections.abc import Mapping, Sequence
from typing import Literal

import altair as alt
import numpy as np
from numpy.typing import ArrayLike

from vapenvila.analysis.charts.chart import BLUE, Basis, Chart, ChartError, finished, labelled
from vapenvila.analysis.charts.labels import ENGLISH
from vapenvila.analysis.small_counts.checked_input import checked_counts
from vapenvila.analysis.small_counts.exact_interval import garwood_limits

_BAR_HEIGHT = 24


def by_category(
    names: Sequence[str],
    counts: ArrayLike,
    basis: Basis,
    *,
    of: Literal["kind", "area"],
    labels: Mapping[str, str] = ENGLISH,
    most: int = 25,
    level: float = 0.95,
) -> Chart:
    """One bar a category. `names`: k different names as they are to be read. `counts`: (k,) incidents.

    Beyond the `most` frequent the rest is added up under one label. The limits are those of the rate behind
    each count (Garwood). Raises ChartError or CountError.
    """
    labelled(labels, (of, "count", "low", "high", "others", "caption", "caption_limits"))
    numbers = checked_counts(counts, labels["count"], at_least=0)
    if len(names) != len(numbers) or len(set(names)) != len(names):
        raise ChartError(f"There are {len(set(names))} different names for {len(numbers)} counts.")
    if most < 1:
        raise ChartError(f"At least one category must be shown; most is {most}.")
    order = np.argsort(-numbers, kind="stable")
    shown = [(names[i], int(numbers[i])) for i in order[:most]]
    if len(order) > most:
        shown.append((labels["others"], int(numbers[order[most:]].sum())))
    low, high = garwood_limits([count for _, count in shown], level)
    rows = [
        (name, count, round(float(low[place]), 3), round(float(high[place]), 3))
        for place, (name, count) in enumerate(shown)
    ]
    first = labels["caption"].format(
        n=int(numbers.sum()), first=basis.first, last=basis.last, definition=basis.definition
    )
    return finished(
        _layers(labels, of),
        {"name": labels[of], "count": labels["count"], "low": labels["low"], "high": labels["high"]},
        rows,
        f"{first} {labels['caption_limits'].format(level=f'{100 * level:g}')}",
        height=max(1, len(rows)) * _BAR_HEIGHT,
    )


def _layers(labels: Mapping[str, str], of: str) -> alt.LayerChart:
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    tooltip = [
        alt.Tooltip("name:N", title=labels[of]),
        *(alt.Tooltip(f"{name}:Q", title=labels[name], format=".3~g") for name in ("count", "low", "high")),
    ]
    bars = (
        alt.Chart()
        .mark_bar(color=BLUE, opacity=0.75)
        .encode(y=y, x=alt.X("count:Q", title=labels["count"], axis=alt.Axis(tickMinStep=1)), tooltip=tooltip)
    )
    limits = (
        alt.Chart()
        .mark_rule(color="currentColor", strokeWidth=1.5)
        .encode(y=y, x="low:Q", x2="high:Q", tooltip=tooltip)
    )
    return alt.LayerChart(layer=[bars, limits])
