"""The rows held back from a file of ties, evidence or memberships, as a numbered file that can be corrected."""

from datetime import date
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.memberships.views.batch import batch_on_record, batch_or_404
from vapenvila.web.memberships.views.in_room import importers
from vapenvila.web.people.views.held_copy import held_copy
from vapenvila.web.people.views.in_room import RoomRequest


@importers
def membership_import_held(request: RoomRequest, batch: UUID) -> HttpResponseBase:
    """Order all held rows with every column of the file, and why each was held back."""
    row = batch_or_404(request, batch)
    batch_on_record(request, "held_rows_asked", row)
    title = gettext("Rows held back at import M%(number)d of ties or evidence") % {"number": row.number}
    back = reverse("membership-import", kwargs={"programme": request.programme.slug, "batch": row.pk})

    def make(purpose: str, recipient: str, expires: date) -> StreamingHttpResponse:
        return held_copy(request, row, title, (purpose, recipient, expires))

    return ordered_copy(request, make, holds=title, rows=row.held, back=back)
