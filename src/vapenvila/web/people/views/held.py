"""The rows held back from a file of persons, as a numbered file that can be corrected and uploaded again."""

from datetime import date
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.people.views.batch import batch_on_record, batch_or_404
from vapenvila.web.people.views.held_copy import held_copy
from vapenvila.web.people.views.in_room import RoomRequest, importer


@importer
def person_import_held(request: RoomRequest, batch: UUID) -> HttpResponseBase:
    """Order all held rows with every column of the file, and why each was held back."""
    row = batch_or_404(request, batch)
    batch_on_record(request, "person_import.held_rows_asked", row)
    title = gettext("Rows held back at import P%(number)d of persons") % {"number": row.number}
    back = reverse("person-import", kwargs={"programme": request.programme.slug, "batch": row.pk})

    def make(purpose: str, recipient: str, expires: date) -> StreamingHttpResponse:
        return held_copy(request, row, title, (purpose, recipient, expires))

    return ordered_copy(request, make, holds=title, rows=row.held, back=back)
