"""A kept page as a file that leaves the house, and one of its charts as a drawing."""

from vapenvila.analysis.report_page import Drawing, ReportPage
from vapenvila.analysis.report_page.as_html import page_as_html
from vapenvila.analysis.report_page.as_pdf import page_as_pdf
from vapenvila.analysis.report_page.drawing import drawn

INK, FONT, WIDTH = "#1c2825", "Arial, Helvetica, sans-serif", 620


def printed(page: ReportPage, wanted: str, *, watermark: str) -> bytes:
    """The page as PDF or HTML, with the copy's line on every sheet."""
    if wanted == "pdf":
        return page_as_pdf(page, watermark=watermark)
    return page_as_html(page, watermark=watermark).encode()


def as_svg(drawing: Drawing, language: str) -> str:
    """The chart dark on white, for browsers without JavaScript."""
    words = "sv" if language.startswith("sv") else "en"
    return drawn(drawing.chart, width=WIDTH, font=FONT, ink=INK, language="sv" if words == "sv" else "en")
