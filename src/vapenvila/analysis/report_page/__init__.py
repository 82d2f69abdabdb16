"""A report as one page: figures with what they stand on, charts with their tables, what is missing; as HTML and as PDF.

The two ways to print load what only printing needs: import `report_page.as_html` or `report_page.as_pdf` for them.
"""

from vapenvila.analysis.report_page.kept import page_from_values, values_of_page
from vapenvila.analysis.report_page.page import Drawing, Figure, PageError, ReportPage, Section, Verdict

__all__ = [
    "Drawing",
    "Figure",
    "PageError",
    "ReportPage",
    "Section",
    "Verdict",
    "page_from_values",
    "values_of_page",
]
