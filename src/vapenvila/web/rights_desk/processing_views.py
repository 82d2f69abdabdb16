"""The register of processing as a page and a file, and the draft of the impact assessment."""

import csv
import io
from dataclasses import astuple
from datetime import date

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.audit.export_cover import file_name, short_cover
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.rights_desk.impact_assessment import impact_assessment
from vapenvila.web.rights_desk.print_register import register_pdf
from vapenvila.web.rights_desk.processing import column_names, processing_groups, processing_lines


@require_GET
@requires(Right.SEE_DATA_REGISTER)
def processing(request: Request) -> HttpResponse:
    """Every table that holds personal data, with purpose, controller, ground, retention and recipients."""
    context = {
        "groups": processing_groups(processing_lines()),
        "columns": column_names(),
        "sees_readiness": bool(
            may(request.reader, Right.SET_UP_PROGRAMME, request.programme.pk, today=timezone.localdate())
        ),
    }
    return render(request, "rights_desk/processing.html", context)


@requires(Right.SEE_DATA_REGISTER)
def processing_file(request: Request) -> HttpResponseBase:
    """Order the register as a numbered CSV file."""
    lines, title = processing_lines(), gettext("Register of processing")

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        export = _numbered(request, title, "csv", len(lines), (purpose, recipient, expires))
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow([short_cover(export, request.programme.name)])
        writer.writerow(column_names())
        for line in lines:
            writer.writerow(safe_cell(cell) for cell in astuple(line))
        return _sent(export, text.getvalue(), "text/csv; charset=utf-8")

    return ordered_copy(request, make, holds=title, rows=len(lines), back=_back(request))


@requires(Right.SEE_DATA_REGISTER)
def processing_print(request: Request) -> HttpResponseBase:
    """Order the register as a numbered, tagged PDF in the reader's language."""
    lines, title = processing_lines(), gettext("Register of processing")

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        export = _numbered(request, title, "pdf", len(lines), (purpose, recipient, expires))
        pdf = register_pdf(
            lines,
            programme=request.programme.name,
            language=get_language() or "sv",
            day=timezone.localdate(),
            watermark=short_cover(export, request.programme.name),
        )
        answer = HttpResponse(pdf, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
        return answer

    return ordered_copy(request, make, holds=title, rows=len(lines), back=_back(request))


@requires(Right.SEE_DATA_REGISTER)
def assessment_file(request: Request) -> HttpResponseBase:
    """Order the draft of the impact assessment as Markdown in the reader's language."""
    title = gettext("Draft of the impact assessment")

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        export = _numbered(request, title, "md", len(processing_lines()), (purpose, recipient, expires))
        text = impact_assessment(
            programme=request.programme.name, language=get_language() or "sv", day=timezone.localdate()
        )
        return _sent(
            export, f"{text}\n{short_cover(export, request.programme.name)}\n", "text/markdown; charset=utf-8"
        )

    return ordered_copy(request, make, holds=title, rows=None, back=_back(request))


def _back(request: Request) -> str:
    return reverse("processing", kwargs={"programme": request.programme.slug})


def _numbered(
    request: Request, title: str, ending: str, rows: int, wish: tuple[str, str, date]
) -> ExportRecord:
    purpose, recipient, expires = wish
    return number_export(
        programme=request.programme.pk,
        room=None,
        kind=ExportKind.FIGURES,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        rows=rows,
        by=request.user.pk,
        at=timezone.now(),
        format=ending,
        filter_words=title,
    )


def _sent(export: ExportRecord, text: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(text.encode("utf-8-sig"), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return answer
