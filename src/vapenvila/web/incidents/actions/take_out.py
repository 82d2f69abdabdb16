"""Taking incidents out of the house as a numbered file, calling the file back, and noting that it is destroyed."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.incident_export import ExportWish, may_confirm_destroyed, may_export, may_recall
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.incidents.file_formats import WRITERS, Cover
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.models import ExportPackage
from vapenvila.web.incidents.numbering import next_export_number
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
) -> tuple[ExportPackage, IO[bytes]]:
    """Make the file from exactly the rows the filter shows, number it and put it on record.

    The file is written before anything is answered, inside the transaction: what is recorded is what left.
    """
    wish = ExportWish(
        purpose=order.purpose,
        recipient=order.recipient,
        first_day=order.chosen.first_day,
        last_day=order.chosen.last_day,
        expires_on=order.expires_on,
    )
    insist(may_export(wish, today=today))
    check_texts({"purpose": order.purpose, "recipient": order.recipient}, looked_at=True)
    rows = filtered_incidents(programme, order.chosen, today=today)
    package = ExportPackage(
        programme=programme,
        number=next_export_number(programme.pk),
        format=order.format,
        purpose=order.purpose.strip(),
        recipient=order.recipient.strip(),
        query=order.chosen.to_query(),
        filter_words=order.words,
        row_count=0,
        expires_on=order.expires_on,
        made_by=by,
        made_at=at,
    )
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it after sending
    WRITERS[order.format](file, _counted(rows_for_file(rows), package), lambda: cover(package))
    package.save(force_insert=True)
    _audit("export.made", package, by, at)
    file.seek(0)
    return package, file


def _counted(rows: Iterator[dict[str, Any]], package: ExportPackage) -> Iterator[dict[str, Any]]:
    """Passes rows on and counts them, so that the cover says how many were written."""
    for row in rows:
        package.row_count += 1
        yield row


def cover(package: ExportPackage) -> Cover:
    """What every copy says about itself. The first line is the watermark."""
    made = timezone.localtime(package.made_at).strftime("%Y-%m-%d %H:%M")
    watermark = gettext("Export E%(number)d from %(programme)s, for %(recipient)s only") % {
        "number": package.number,
        "programme": package.programme.name,
        "recipient": package.recipient,
    }
    return [
        (gettext("Watermark"), watermark),
        (gettext("Purpose"), package.purpose),
        (gettext("Filter"), package.filter_words),
        (gettext("Number of rows"), str(package.row_count)),
        (gettext("Made"), f"{made} · {package.made_by.name}"),
        (gettext("Handling"), gettext("Shared picture: for the purpose named here, not to be passed on")),
        (gettext("To be destroyed by"), package.expires_on.isoformat()),
    ]


@transaction.atomic
def recall_export(*, package: ExportPackage, by: User, at: datetime) -> ExportPackage:
    """Call the file back: whoever has a copy is to destroy it."""
    package = ExportPackage.objects.select_for_update().get(pk=package.pk)
    insist(may_recall(recalled=package.recalled_at is not None))
    package.recalled_by, package.recalled_at = by, at
    package.save(update_fields=["recalled_by", "recalled_at"])
    _audit("export.recalled", package, by, at, Manner.WRITE)
    return package


@transaction.atomic
def confirm_destroyed(*, package: ExportPackage, by: User, at: datetime) -> ExportPackage:
    """Note that the recipient has confirmed that every copy is destroyed."""
    package = ExportPackage.objects.select_for_update().get(pk=package.pk)
    insist(
        may_confirm_destroyed(
            recalled=package.recalled_at is not None, confirmed=package.destroyed_confirmed_at is not None
        )
    )
    package.destroyed_confirmed_at = at
    package.save(update_fields=["destroyed_confirmed_at"])
    _audit("export.destroyed", package, by, at, Manner.WRITE)
    return package


def _audit(act: str, package: ExportPackage, by: User, at: datetime, manner: Manner = Manner.EXPORT) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        manner=manner,
        subject_kind="export",
        subject=package.pk,
        programme=package.programme_id,
        details={
            "number": package.number,
            "format": package.format,
            "filter": package.query,
            "rows": package.row_count,
            "expires_on": package.expires_on.isoformat(),
        },
    )
