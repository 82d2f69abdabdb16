"""A page as plain JSON values, to be kept and shown again word for word."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any  # values that came out of JSON

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.report_page.page import Drawing, Figure, PageError, ReportPage, Section, Verdict


def values_of_page(page: ReportPage) -> dict[str, Any]:
    """The page as dictionaries, lists, texts and numbers."""
    return asdict(page)


def page_from_values(values: Mapping[str, Any]) -> ReportPage:
    """The page that `values_of_page` gave. Raises PageError for values that are no page."""
    try:
        return ReportPage(
            language=values["language"],
            title=values["title"],
            place=values["place"],
            basis=tuple((name, value) for name, value in values["basis"]),
            verdict=Verdict(
                values["verdict"]["kind"], values["verdict"]["title"], tuple(values["verdict"]["text"])
            ),
            first=_figures(values["first"]),
            sections=tuple(_section(one) for one in values["sections"]),
            about=tuple(values["about"]),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise PageError(f"These values are no page of a report: {problem}.") from None


def _section(values: Mapping[str, Any]) -> Section:
    return Section(
        key=values["key"],
        title=values["title"],
        text=tuple(values["text"]),
        figures=_figures(values["figures"]),
        drawings=tuple(Drawing(one["title"], _chart(one["chart"])) for one in values["drawings"]),
        notes=tuple(values["notes"]),
        missing=tuple(values["missing"]),
    )


def _figures(rows: Sequence[Mapping[str, Any]]) -> tuple[Figure, ...]:
    return tuple(Figure(**row) for row in rows)


def _chart(values: Mapping[str, Any]) -> Chart:
    return Chart(
        spec=dict(values["spec"]),
        columns=tuple(values["columns"]),
        rows=tuple(tuple(row) for row in values["rows"]),
        caption=values["caption"],
    )
