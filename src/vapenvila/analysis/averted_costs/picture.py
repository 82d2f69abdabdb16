"""Averted costs of one unit as bars from the lower to the upper limit. No bar has a middle to be quoted alone."""

import altair as alt

from vapenvila.analysis.averted_costs.costs import AvertedCosts, CostError
from vapenvila.analysis.averted_costs.sentences import say
from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, Row, finished
from vapenvila.analysis.wording import Language, check_language, percent

_SHOWN = ("name", "unit", "low", "high", "contested")


def costs_chart(costs: AvertedCosts, unit: str, *, definition: str, language: Language = "en") -> Chart:
    """All lines of one unit and their total. Raises CostError for a unit there is no cost in."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in _SHOWN}
    words = {True: say("chart_yes", chosen), False: say("chart_no", chosen)}
    found = [line for line in costs.lines if line.unit == unit] + [t for t in costs.totals if t.unit == unit]
    if not found:
        raise CostError(f"No unit cost is given in {unit!r}.")
    rows: list[Row] = [
        (
            f"Σ {line.name}" if line.name == unit else line.name,
            unit,
            line.low,
            line.high,
            words[line.contested],
        )
        for line in found
    ]
    bars: alt.Chart = (
        alt.Chart()
        .mark_bar(height=14)
        .encode(
            x=alt.X("low:Q", title=unit),
            x2="high:Q",
            y=alt.Y("name:N", sort=[str(row[0]) for row in rows], title=None),
            color=alt.Color(
                "contested:N",
                scale=alt.Scale(domain=list(words.values()), range=[ORANGE, BLUE]),
                legend=alt.Legend(title=columns["contested"], orient="top"),
            ),
            tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()],
        )
    )
    caption = say(
        "chart_caption", chosen, n=costs.draws, level=percent(costs.level, chosen), definition=definition
    )
    return finished(bars, columns, rows, caption, height=40 + 30 * len(rows))
