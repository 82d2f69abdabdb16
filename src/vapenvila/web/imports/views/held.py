"""The rows held back, as a file that can be corrected and uploaded again."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.export_cover import file_name
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models import Manner
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.imports.engine.issues import Issue
from vapenvila.web.imports.models import ImportBatch
from vapenvila.web.imports.queries import held_rows
from vapenvila.web.imports.views.finding import batch_or_404

PLAIN_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")


class _Line:
    """What csv writes, it gives back."""

    def write(self, text: str) -> str:
        return text


@requires(Right.IMPORT_INCIDENTS)
def held_rows_file(request: Request, batch: UUID) -> HttpResponseBase:
    """Order all held rows with every column of the file, and why each was held back."""
    row = batch_or_404(request, batch)
    record(
        act="import.held_rows_asked",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="import_batch",
        subject=row.pk,
        programme=request.programme.pk,
    )
    title = gettext("Rows held back at import I%(number)d") % {"number": row.number}
    back = reverse("import", kwargs={"programme": request.programme.slug, "batch": row.pk})

    def make(purpose: str, recipient: str, expires: date) -> StreamingHttpResponse:
        return _numbered_file(request, row, title, (purpose, recipient, expires))

    return ordered_copy(request, make, holds=title, rows=row.held, back=back)


def _numbered_file(
    request: Request, row: ImportBatch, title: str, wish: tuple[str, str, date]
) -> StreamingHttpResponse:
    purpose, recipient, expires = wish
    export = number_export(
        programme=request.programme.pk,
        room=None,
        kind=ExportKind.HELD_ROWS,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        rows=row.held,
        by=request.user.pk,
        at=timezone.now(),
        format="csv",
        filter_words=title,
        subject=row.pk,
    )
    answer = StreamingHttpResponse(_lines(row, str(export)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return answer


def _lines(batch: ImportBatch, number: str) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    headed = False
    for row, reasons in held_rows(batch):
        if not headed:
            yield writer.writerow(
                [
                    *(safe_cell(c) for c in row if c != "row"),
                    gettext("Row"),
                    gettext("Why held back"),
                    gettext("Copy"),
                ]
            )
            headed = True
        cells = [_cell(value) for column, value in row.items() if column != "row"]
        yield writer.writerow([*cells, row["row"], _why(reasons), number])


def _cell(value: str | None) -> object:
    if value is None or PLAIN_NUMBER.fullmatch(value):
        return value or ""
    return safe_cell(value)


def _why(reasons: list[Issue]) -> object:
    return safe_cell(" ".join(reason.sentence(gettext(reason.template)) for reason in reasons))
