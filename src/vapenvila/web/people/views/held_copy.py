"""Rows held back from any file that was brought into a room, written as a numbered file."""

import csv
from collections.abc import Iterator
from datetime import date

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.audit.export_cover import file_name
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.people.importing.held_rows import HeldRow, held_rows
from vapenvila.web.people.models.room_file import RoomFileBatch
from vapenvila.web.people.views.in_room import RoomRequest
from vapenvila.web.people.wording import told


class _Line:
    """What csv writes, it gives back."""

    def write(self, text: str) -> str:
        return text


def held_copy(
    request: RoomRequest, row: RoomFileBatch, title: str, wish: tuple[str, str, date]
) -> StreamingHttpResponse:
    """A numbered copy of all held rows with every column of the file, and why each was held back."""
    purpose, recipient, expires = wish
    export = number_export(
        programme=request.programme.pk,
        room=request.room.pk,
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
    lines = list(_lines(held_rows(row), str(export)))  # opened here: the wall is shut when the answer streams
    answer = StreamingHttpResponse(iter(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return answer


def _lines(rows: Iterator[HeldRow], number: str) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    headed = False
    for held in rows:
        if not headed:
            names = [safe_cell(column) for column in held.cells]
            yield writer.writerow([*names, gettext("Row"), gettext("Why held back"), gettext("Copy")])
            headed = True
        yield writer.writerow(
            [*(safe_cell(cell or "") for cell in held.cells.values()), held.row, _why(held), number]
        )


def _why(held: HeldRow) -> object:
    return safe_cell(" ".join(told(p.sentence, column=p.column, detail=p.detail) for p in held.why))
