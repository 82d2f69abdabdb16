"""Who said what where the other said what, as a heat table; and a share by whom the cases are judged."""

import altair as alt

from vapenvila.analysis.charts.chart import Basis, Chart, Row, finished
from vapenvila.analysis.charts.with_limits import with_limits
from vapenvila.analysis.coder_agreement.agreement import Agreement
from vapenvila.analysis.coder_agreement.disagreement import ShareRange
from vapenvila.analysis.coder_agreement.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, percent


def confusion_chart(
    agreement: Agreement,
    basis: Basis,
    *,
    names: dict[str, str] | None = None,
    language: Language = "en",
) -> Chart:
    """Every pair of judgements as a cell; the diagonal is agreement. `names`: how each category is to be read."""
    chosen = check_language(language)
    read = [(names or {}).get(str(category), str(category)) for category in agreement.categories]
    two = agreement.kappa is not None
    columns = {
        "first": say("chart_first" if two else "chart_one", chosen),
        "second": say("chart_second" if two else "chart_another", chosen),
        "pairs": say("chart_pairs", chosen),
    }
    rows: list[Row] = [
        (first, second, round(float(agreement.table[i, j]), 2))
        for i, first in enumerate(read)
        for j, second in enumerate(read)
    ]
    most = float(agreement.table.max())
    caption = _caption(agreement, basis, chosen)
    return finished(_cells(read, columns, most), columns, rows, caption, height=60 + 44 * len(read))


def _cells(read: list[str], columns: dict[str, str], most: float) -> alt.LayerChart:
    base = alt.Chart().encode(
        x=alt.X("second:N", sort=read, title=columns["second"], axis=alt.Axis(labelAngle=0, labelLimit=140)),
        y=alt.Y("first:N", sort=read, title=columns["first"], axis=alt.Axis(labelLimit=140)),
    )
    scale = alt.Scale(scheme="viridis", domainMin=0)
    coloured: alt.Chart = base.mark_rect().encode(
        color=alt.Color("pairs:Q", scale=scale, legend=alt.Legend(title=columns["pairs"], orient="top")),
        tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in columns.items()],
    )
    numbered: alt.Chart = base.mark_text(fontWeight="bold").encode(
        text=alt.Text("pairs:Q", format=".3~g"),
        color=alt.condition(alt.datum.pairs > 0.45 * most, alt.value("#111"), alt.value("#fff")),
    )
    return alt.LayerChart(layer=[coloured, numbered])


def _caption(agreement: Agreement, basis: Basis, chosen: Language) -> str:
    of = {"first": str(basis.first), "last": str(basis.last), "definition": basis.definition}
    main = agreement.main
    if main.value is None or main.interval is None:
        return say("chart_caption_bare", chosen, units=agreement.units, cases=agreement.cases, **of)
    low, high = main.interval
    return say(
        "chart_caption",
        chosen,
        units=agreement.units,
        cases=agreement.cases,
        name=say("kappa_name" if agreement.kappa is not None else "alpha_name", chosen),
        value=number(main.value, chosen),
        level=percent(agreement.level, chosen),
        low=number(low, chosen),
        high=number(high, chosen),
        **of,
    )


def range_chart(found: ShareRange, basis: Basis, *, language: Language = "en") -> Chart:
    """How far the share moves with who judges: five lines with their limits; the dashed one is what is counted now."""
    chosen = check_language(language)
    lines = [
        (say(f"row_{key}", chosen), it.share, it.low, it.high)
        for key, it in (
            ("first", found.first),
            ("second", found.second),
            ("both", found.both),
            ("either", found.either),
            ("drawn", found.drawn),
        )
    ]
    headings = {key: say(f"chart_{key}", chosen) for key in ("name", "estimate", "low", "high")}
    caption = say(
        "range_caption",
        chosen,
        name=found.name,
        n=found.first.n,
        all=found.counted.n,
        first=str(basis.first),
        last=str(basis.last),
        definition=basis.definition,
        level=percent(found.level, chosen),
        draws=found.draws,
    )
    return with_limits(lines, headings=headings, none_at=found.counted.share, caption=caption)
