"""Pairs that chance brings as bars, and those that were found as a line."""

import altair as alt

from vapenvila.analysis.charts.chart import BLUE, ORANGE, Chart, Row, finished
from vapenvila.analysis.retaliation_chains.result import RetaliationChains
from vapenvila.analysis.retaliation_chains.sentences import say
from vapenvila.analysis.wording import Language, check_language

_SHOWN = ("pairs", "permutations", "found")


def chains_chart(result: RetaliationChains, *, definition: str, language: Language = "en") -> Chart:
    """How often chance brought how many pairs; the row with the number found is marked, and has a line of its own."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in _SHOWN}
    dealt = {one.pairs: one.permutations for one in result.dealt}
    counts = sorted({*dealt, result.pairs})
    rows: list[Row] = [(pairs, dealt.get(pairs, 0), 1 if pairs == result.pairs else None) for pairs in counts]
    ends = alt.Scale(domain=[counts[0] - 0.5, counts[-1] + 0.5], nice=False)  # no room for less than none
    across = alt.X("pairs:Q", title=columns["pairs"], axis=alt.Axis(tickMinStep=1), scale=ends)
    tooltip = [alt.Tooltip(f"{key}:Q", title=columns[key]) for key in ("pairs", "permutations")]
    bars = (
        alt.Chart()
        .mark_bar(color=BLUE, size=6)
        .encode(x=across, y=alt.Y("permutations:Q", title=columns["permutations"]), tooltip=tooltip)
    )
    line = (
        alt.Chart()
        .mark_rule(color=ORANGE, strokeWidth=3)
        .transform_filter("datum.found == 1")
        .encode(x=across, tooltip=[alt.Tooltip("pairs:Q", title=columns["found"])])
    )
    caption = say(
        "chart_caption",
        chosen,
        n=result.n,
        first=result.period[0],
        last=result.period[1],
        definition=definition,
        permutations=result.permutations,
        pairs=result.pairs,
    )
    return finished(alt.LayerChart(layer=[bars, line]), columns, rows, caption, height=240)
