"""The rows held back, as a file that can be corrected and uploaded again."""

import csv
import re
from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
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
def held_rows_file(request: Request, batch: UUID) -> HttpResponse | StreamingHttpResponse:
    """All held rows with every column of the file, and why each was held back."""
    row = batch_or_404(request, batch)
    record(
        act="import.held_rows_taken_out",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.EXPORT,
        subject_kind="import_batch",
        subject=row.pk,
        programme=request.programme.pk,
        details={"number": row.number, "rows": row.held},
    )
    answer = StreamingHttpResponse(_lines(row), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="held-rows-I{row.number}.csv"'
    return answer


def _lines(batch: ImportBatch) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    headed = False
    for row, reasons in held_rows(batch):
        if not headed:
            yield writer.writerow(
                [*(safe_cell(c) for c in row if c != "row"), gettext("Row"), gettext("Why held back")]
            )
            headed = True
        cells = [_cell(value) for column, value in row.items() if column != "row"]
        yield writer.writerow([*cells, row["row"], _why(reasons)])


def _cell(value: str | None) -> object:
    if value is None or PLAIN_NUMBER.fullmatch(value):
        return value or ""
    return safe_cell(value)


def _why(reasons: list[Issue]) -> object:
    return safe_cell(" ".join(reason.sentence(gettext(reason.template)) for reason in reasons))
