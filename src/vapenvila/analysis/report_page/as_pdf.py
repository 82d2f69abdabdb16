"""A page as a tagged PDF by typst: the first sheet holds verdict and figures in short, the others the sections. Text
travels as data."""

import json
from pathlib import Path
from typing import Any  # JSON for the template

import typst

from vapenvila.analysis.report_page.drawing import drawn
from vapenvila.analysis.report_page.page import Drawing, ReportPage, Section
from vapenvila.analysis.report_page.sentences import say
from vapenvila.analysis.report_page.written import cell_said
from vapenvila.analysis.wording import Language

_TEMPLATE = Path(__file__).parent / "report.typ"
_WIDTH = 520
_FONT = "Libertinus Serif"
_INK = "#1c2825"
MOST_ROWS = 40
"""Rows of a chart's table that are printed; the page has all."""


def page_as_pdf(page: ReportPage, *, watermark: str = "") -> bytes:
    """The PDF (PDF/UA-1). `watermark`: a line at the foot of each sheet, for a numbered copy."""
    data = {
        "lang": page.language,
        "watermark": watermark,
        "title": page.title,
        "place": page.place,
        "basis": [list(pair) for pair in page.basis],
        "verdict": {"kind": page.verdict.kind, "title": page.verdict.title, "text": list(page.verdict.text)},
        "first": [_figure(one) for one in page.first],
        "sections": [_section(one, page.language) for one in page.sections],
        "about": list(page.about),
        "words": _words(page),
    }
    return bytes(
        typst.compile(
            str(_TEMPLATE),
            format="pdf",
            root=str(_TEMPLATE.parent),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    )


def _figure(one: Any) -> dict[str, str]:  # a Figure, whose fields are all text
    return {
        name: getattr(one, name) for name in ("name", "value", "uncertainty", "n", "period", "definition")
    }


def _section(section: Section, language: Language) -> dict[str, Any]:
    return {
        "title": section.title,
        "text": list(section.text),
        "figures": [_figure(one) for one in section.figures],
        "drawings": [_drawing(one, language) for one in section.drawings],
        "notes": list(section.notes),
        "missing": list(section.missing),
    }


def _drawing(one: Drawing, language: Language) -> dict[str, Any]:
    rows = one.chart.rows[:MOST_ROWS]
    more = len(one.chart.rows) > len(rows)
    return {
        "title": one.title,
        "caption": one.chart.caption,
        "svg": drawn(one.chart, width=_WIDTH, font=_FONT, ink=_INK, language=language),
        "columns": list(one.chart.columns),
        "rows": [[cell_said(cell, language) for cell in row] for row in rows],
        "more": say("more_rows", language, shown=len(rows), rows=len(one.chart.rows)) if more else "",
    }


def _words(page: ReportPage) -> dict[str, str]:
    names = (
        "figure",
        "value",
        "uncertainty",
        "n",
        "period",
        "definition",
        "first",
        "basis",
        "notes",
        "missing",
        "about",
        "page",
    )
    return {name: say(name, page.language) for name in names}
