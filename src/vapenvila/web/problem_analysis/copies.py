"""A kept analysis as a numbered copy that leaves the house, from the page or from the command line."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import get_language, gettext

from vapenvila.web.audit.export_cover import short_cover
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models.exports import ExportKind, ExportRecord
from vapenvila.web.partners.models import Programme
from vapenvila.web.problem_analysis.engine.printed import printed
from vapenvila.web.problem_analysis.engine.shown import shown_page
from vapenvila.web.problem_analysis.models import ProblemAnalysis

TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWish:
    """What the copy is for, who gets it, and when it is destroyed; `format`: pdf or html."""

    purpose: str
    recipient: str
    expires: date
    format: str


def title_of(row: ProblemAnalysis) -> str:
    """The name of the copy in the register."""
    return gettext("Problem analysis no. %(number)d, %(first)d–%(last)d") % {
        "number": row.number,
        "first": row.first_year,
        "last": row.last_year,
    }


def take_out(
    row: ProblemAnalysis, wish: CopyWish, *, programme: Programme, by: UUID, at: datetime
) -> tuple[ExportRecord, bytes]:
    """The copy in the language of whoever asks, numbered and with its line on every sheet. Raises ExportRefused."""
    export = number_export(
        programme=programme.pk,
        room=None,
        kind=ExportKind.FIGURES,
        purpose=wish.purpose,
        recipient=wish.recipient,
        expires=wish.expires,
        rows=1,
        by=by,
        at=at,
        format=wish.format,
        filter_words=title_of(row),
        subject=row.pk,
    )
    page = shown_page(row, get_language() or "sv").page
    return export, printed(page, wish.format, watermark=short_cover(export, programme.name))
