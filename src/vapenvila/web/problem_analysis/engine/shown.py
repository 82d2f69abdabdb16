"""A kept analysis as its page shows it: sections whose drawings have names of their own, and whether it is unchanged."""

from dataclasses import dataclass

from vapenvila.analysis.report_page import Drawing, ReportPage, Section
from vapenvila.web.problem_analysis.engine.made import fingerprint, page_kept
from vapenvila.web.problem_analysis.models import ProblemAnalysis


@dataclass(frozen=True, slots=True)
class NamedDrawing:
    """A drawing under the name its address has."""

    name: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section and its named drawings."""

    section: Section
    drawings: tuple[NamedDrawing, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """The page; `unchanged`: it agrees with the hash it was frozen with."""

    page: ReportPage
    sections: tuple[ShownSection, ...]
    unchanged: bool


def shown_page(row: ProblemAnalysis, language: str) -> ShownPage:
    """In the reader's language."""
    page = page_kept(row.pages, language)
    sections = tuple(
        ShownSection(
            section,
            tuple(
                NamedDrawing(f"{section.key}-{at}", one) for at, one in enumerate(section.drawings, start=1)
            ),
        )
        for section in page.sections
    )
    return ShownPage(page, sections, fingerprint(row.pages, row.values_found) == row.sha256)


def drawing_named(row: ProblemAnalysis, name: str, language: str) -> Drawing | None:
    """The drawing of this name, or None."""
    named = (one for part in shown_page(row, language).sections for one in part.drawings)
    return next((one.drawing for one in named if one.name == name), None)
