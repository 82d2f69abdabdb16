"""Taking links and suggestions out of the house as a numbered copy: a ZIP of the rows and, beside them, the cover."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.retaliation_suggestion import REASONS
from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.export_cover import cover, file_name
from vapenvila.web.audit.exports import ExportOrder, begin_export, finish_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.incidents.file_formats import COPY_NUMBER, write_table
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.queries.sheet import Sheet, Told

COLUMNS = (
    "what", "chain", "earlier", "earlier_on", "earlier_kind", "earlier_acted", "earlier_hurt", "later", "later_on",
    "later_kind", "later_acted", "later_hurt", "days_between", "metres_between", "speaks_for_it", "reason", "linked_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainsOrder:
    """For what, to whom, until when, and what it shows in words."""

    purpose: str
    recipient: str
    expires: date
    words: str
    query: str


@transaction.atomic
def take_out(
    sheet: Sheet, *, programme: Programme, order: ChainsOrder, by: User, at: datetime
) -> tuple[str, bytes]:
    """The file's name and content: exactly the links and suggestions of the sheet."""
    export = begin_export(
        ExportOrder(
            programme=programme.pk,
            room=None,
            kind=ExportKind.RETALIATION_CHAINS,
            format="csv",
            purpose=order.purpose,
            recipient=order.recipient,
            expires=order.expires,
            filter_words=order.words,
            query=order.query,
        ),
        by=by.pk,
        at=at,
    )
    lines = list(rows_of(sheet))
    finish_export(export, rows=len(lines))
    number, written = str(export), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as together:
        rows = ([*(safe_cell(cell) for cell in line), number] for line in lines)
        write_table(together, f"vapenvila-{number}.csv", [*COLUMNS, COPY_NUMBER], rows)
        about = cover(export, programme=programme.name, made_by=by.name)
        said = ([safe_cell(part) for part in line] for line in about)
        write_table(together, f"vapenvila-{number}-cover.csv", ["name", "value"], said)
    return file_name(export, "zip"), written.getvalue()


def rows_of(sheet: Sheet) -> Iterator[list[Any]]:
    """One row a link, then one row a suggestion."""
    for chain in sheet.chains:
        told = {one.row.pk: one for one in chain.incidents}
        for row in chain.links:
            earlier, later = told[row.earlier_id], told[row.later_id]
            days = round((later.row.occurred_from - earlier.row.occurred_from).total_seconds() / 86_400, 2)
            yield [
                "link",
                chain.first.row.number,
                *_incident(earlier),
                *_incident(later),
                days,
                "",
                row.speaks,
                row.reason,
                timezone.localdate(row.said_at).isoformat(),
            ]
    for one in sheet.suggestions:
        apart = one.suggestion.metres
        yield [
            "suggestion",
            "",
            *_incident(one.earlier),
            *_incident(one.later),
            round(one.suggestion.days, 2),
            "" if apart is None else round(apart),
            one.suggestion.reason.value,
            REASONS[one.suggestion.reason],
            "",
        ]


def _incident(told: Told) -> list[Any]:
    return [told.row.number, told.on.isoformat(), told.row.kind, told.acting, told.hurt]
