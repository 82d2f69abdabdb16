"""Who answered whom, as a matrix of groups."""

from collections.abc import Sequence

import altair as alt

from vapenvila.analysis.charts.chart import Chart, Row, finished
from vapenvila.analysis.self_exciting.group_sentences import say
from vapenvila.analysis.wording import Language, check_language, percent

_SHOWN = ("attacker", "struck", "attacks", "answers", "low", "high")


def matrix_picture(
    directions: Sequence[tuple[str, str, int, float, float, float]],
    *,
    basis: tuple[int, str, str, str],
    level: float,
    language: Language,
) -> Chart:
    """`directions`: attacker, struck, attacks, expected answers and their limits. `basis`: n, first and last
    day, definition."""
    chosen = check_language(language)
    columns = {key: say(f"chart_{key}", chosen) for key in _SHOWN}
    rows: list[Row] = [
        (a, b, n, round(x, 2), round(low, 2), round(high, 2)) for a, b, n, x, low, high in directions
    ]
    base = alt.Chart().encode(
        x=alt.X("struck:N", title=columns["struck"], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("attacker:N", title=columns["attacker"]),
    )
    scale = alt.Scale(scheme="viridis", domainMin=0)
    coloured: alt.Chart = base.mark_rect().encode(
        color=alt.Color("answers:Q", scale=scale, legend=alt.Legend(title=columns["answers"], orient="top")),
        tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()],
    )
    numbered: alt.Chart = base.mark_text().encode(text=alt.Text("answers:Q", format=".1f"))
    n, first, last, definition = basis
    words = {"first": first, "last": last, "definition": definition, "level": percent(level, chosen)}
    caption = say("chart_caption", chosen, n=n, **words)
    height = 60 + 28 * len({row[0] for row in rows})
    return finished(alt.LayerChart(layer=[coloured, numbered]), columns, rows, caption, height=height)
