"""Pages say what they stand on, hold what anybody wrote as text, and fetch and run nothing."""

import io
import re
from dataclasses import fields, replace

import altair as alt
import pytest
from pypdf import PdfReader

from vapenvila.analysis.charts.chart import finished
from vapenvila.analysis.problem_analysis.bounded_share import bounded_share
from vapenvila.analysis.problem_analysis.pages.bounds_chart import BoundsRow, bounds_chart
from vapenvila.analysis.report_page import (
    Drawing,
    Figure,
    PageError,
    ReportPage,
    Section,
    Verdict,
    page_from_values,
    values_of_page,
)
from vapenvila.analysis.report_page.as_html import page_as_html
from vapenvila.analysis.report_page.as_pdf import page_as_pdf
from vapenvila.analysis.report_page.written import cell_said, in_marks

WRITTEN = 'Söder <script>alert("x")</script> & #panic() `--people`'
FIGURE = Figure(
    "Strict", "38–52 %", "95 % limits 29–61 %", "117", "2024-01-01 to 2025-12-31", "Confirmed on a side"
)
CHART = bounds_chart(
    [BoundsRow("Homicides", bounded_share(40, 12, 117, 0.95))], caption="n = 117.", language="en"
)


def page(language: str = "en") -> ReportPage:
    """One of everything, with text that would do harm were it not text."""
    return ReportPage(
        language="sv" if language == "sv" else "en",
        title="Problem analysis",
        place=WRITTEN,
        basis=(("Period", WRITTEN),),
        verdict=Verdict("fails", "It does not hold", (WRITTEN,)),
        first=(FIGURE,),
        sections=(
            Section(
                "one",
                "Part <b>one</b>",
                (WRITTEN,),
                (FIGURE,),
                (Drawing("First", CHART),),
                (WRITTEN,),
                (WRITTEN,),
            ),
            Section("two", "Part two", (), (), (Drawing("Second", CHART),)),
        ),
        about=(WRITTEN,),
    )


@pytest.mark.acceptance("T40")
@pytest.mark.parametrize("name", [each.name for each in fields(Figure)])
def test_a_figure_that_keeps_something_to_itself_cannot_be_made(name: str) -> None:
    with pytest.raises(PageError, match=name):
        replace(FIGURE, **{name: "  "})


def test_what_anybody_wrote_stays_text_in_the_html() -> None:
    text = page_as_html(page(), watermark=WRITTEN)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "<b>one</b>" not in text
    assert "<code>--people</code>" in text


def test_the_html_fetches_nothing_and_its_policy_says_so() -> None:
    text = page_as_html(page("sv"))
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', text)
    assert not [each for each in re.findall(r"[a-z]+://[^\s\"<]*", text) if "www.w3.org" not in each]
    assert '<html lang="sv">' in text
    assert "@import" not in text


def test_names_inside_drawings_do_not_meet() -> None:
    """A colour scale is drawn with a gradient that the drawing refers to by name: two drawings must not share one."""
    shaded = alt.Chart().mark_rect().encode(x="a:O", color=alt.Color("b:Q", legend=alt.Legend(orient="top")))
    chart = finished(shaded, {"a": "A", "b": "B"}, [("1", 1), ("2", 5)], "n = 2.", height=60)
    both = replace(
        page(), sections=(Section("one", "One", drawings=(Drawing("A", chart), Drawing("B", chart))),)
    )
    text = page_as_html(both)
    names = re.findall(r'\bid="([^"]+)"', text)
    used = re.findall(r"url\(#([^)]+)\)", text)
    assert len(names) == len(set(names))
    assert {name[:6] for name in used} == {"one-1-", "one-2-"}
    assert set(used) <= set(names)


def test_each_chart_has_its_table_and_each_table_its_heading() -> None:
    text = page_as_html(page())
    assert text.count("<figure>") == text.count("<details>") == 2
    assert text.count("<table") == text.count("<caption>") == 4
    assert 'role="img" aria-label="First. n = 117."' in text


def test_the_pdf_is_tagged_says_its_language_and_holds_the_text_as_text() -> None:
    read = PdfReader(io.BytesIO(page_as_pdf(page("sv"), watermark="Export X-7")))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]  # pypdf objects
    assert root["/Lang"] == "sv"  # type: ignore[index]
    said = "".join(sheet.extract_text() for sheet in read.pages)
    assert "alert" in said
    assert "#panic()" in said
    assert "38–52 %" in said
    assert all("Export X-7" in sheet.extract_text() for sheet in read.pages)
    assert read.metadata is not None
    assert str(read.metadata.title).startswith("Problem analysis")


def test_the_first_sheet_stands_alone() -> None:
    read = PdfReader(io.BytesIO(page_as_pdf(page())))
    first = read.pages[0].extract_text()
    assert "It does not hold" in first
    assert "In short" in first
    assert "Part two" not in first


def test_kept_values_that_are_no_page_are_refused() -> None:
    values = values_of_page(page())
    with pytest.raises(PageError, match="no page"):
        page_from_values({**values, "first": [{"name": "bare"}]})
    with pytest.raises(PageError, match="no page"):
        page_from_values({})


@pytest.mark.parametrize(
    ("value", "english", "swedish"),
    [(None, "–", "–"), ("", "–", "–"), (0.5315, "0.5315", "0,5315"), (12, "12", "12"), ("a.b", "a.b", "a.b")],
)
def test_cells_are_written_in_their_language(value: object, english: str, swedish: str) -> None:
    assert (cell_said(value, "en"), cell_said(value, "sv")) == (english, swedish)


def test_words_between_marks_are_typed_as_they_stand() -> None:
    assert in_marks("give `--people` now") == [("give ", False), ("--people", True), (" now", False)]
    assert in_marks("nothing") == [("nothing", False)]
