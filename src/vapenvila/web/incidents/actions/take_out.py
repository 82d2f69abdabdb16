"""Taking incidents out of the house as a numbered file. The register of exports stands in `audit/exports.py`."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.db import transaction

from vapenvila.rules.incident_export import may_export_period
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.export_cover import cover
from vapenvila.web.audit.exports import ExportOrder, begin_export, finish_export
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.incidents.file_formats import WRITERS
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.incidents.queries.taken_out import rows_for_file
from vapenvila.web.incidents.refusals import insist
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person asks to take out: which incidents, in which format, for what, to whom, until when."""

    chosen: IncidentFilter
    words: str  # the filter as the cover says it
    format: str
    purpose: str
    recipient: str
    expires_on: date


@transaction.atomic
def take_out(
    *, programme: Programme, order: Order, by: User, at: datetime, today: date
) -> tuple[ExportRecord, IO[bytes]]:
    """Make the file from exactly the rows the filter shows, number it and put it on record.

    The file is written before anything is answered, inside the transaction: what is recorded is what left.
    """
    insist(may_export_period(order.chosen.first_day, order.chosen.last_day))
    rows = filtered_incidents(programme, order.chosen, today=today)
    export = begin_export(_wanted(programme, order), by=by.pk, at=at)
    with ExitStack() as unless_sent:
        file: IO[bytes] = unless_sent.enter_context(tempfile.TemporaryFile())
        WRITERS[order.format](
            file,
            _counted(rows_for_file(rows), export),
            lambda: cover(export, programme=programme.name, made_by=by.name),
            str(export),
        )
        of_all = filtered_incidents(programme, IncidentFilter(), today=today).count()
        finish_export(export, rows=export.row_count, of_all=of_all)
        file.seek(0)
        unless_sent.pop_all()  # the answer closes it after sending
    return export, file


def _wanted(programme: Programme, order: Order) -> ExportOrder:
    return ExportOrder(
        programme=programme.pk,
        room=None,
        kind=ExportKind.INCIDENTS,
        format=order.format,
        purpose=order.purpose,
        recipient=order.recipient,
        expires=order.expires_on,
        filter_words=order.words,
        query=order.chosen.to_query(),
    )


def _counted(rows: Iterator[dict[str, Any]], export: ExportRecord) -> Iterator[dict[str, Any]]:
    """Passes rows on and counts them, so that the cover says how many were written."""
    for row in rows:
        export.row_count += 1
        yield row
