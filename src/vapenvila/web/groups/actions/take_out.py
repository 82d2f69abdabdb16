"""Taking the list of groups out of the house as a numbered file: a ZIP of the rows and, beside them, the cover."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.export_cover import cover, file_name
from vapenvila.web.audit.exports import ExportOrder, begin_export, finish_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.groups.filters import GroupFilter
from vapenvila.web.groups.queries.landscape import GroupLine
from vapenvila.web.groups.vocabulary import RelationKind
from vapenvila.web.incidents.file_formats import COPY_NUMBER, write_table
from vapenvila.web.partners.models import Programme

CSV_TYPE = "application/zip"
COLUMNS = (
    "code", "label", "label_grade", "aliases", "activity", "activity_grade", "kind", "size_low", "size_high", "areas",
    *(kind.value for kind in RelationKind), "sources_disagree", "review_by",
)  # fmt: skip


@transaction.atomic
def take_out(
    lines: Sequence[GroupLine],
    *,
    programme: Programme,
    names: Mapping[UUID, str],
    chosen: GroupFilter,
    purpose: str,
    recipient: str,
    expires: date,
    by: User,
    at: datetime,
) -> tuple[str, bytes]:
    """The file's name and content: exactly these groups, numbered and on record before anything is answered."""
    order = ExportOrder(
        programme=programme.pk,
        room=None,
        kind=ExportKind.GROUPS,
        format="csv",
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        filter_words=chosen.in_words(),
        query=chosen.to_query(),
    )
    export = begin_export(order, by=by.pk, at=at)
    finish_export(export, rows=len(lines), of_all=None)
    number = str(export)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as together:
        rows = ([*(safe_cell(cell) for cell in _row(line, names)), number] for line in lines)
        write_table(together, f"vapenvila-{number}.csv", [*COLUMNS, COPY_NUMBER], rows)
        about = cover(export, programme=programme.name, made_by=by.name)
        said = ([safe_cell(part) for part in line] for line in about)
        write_table(together, f"vapenvila-{number}-cover.csv", ["name", "value"], said)
    return file_name(export, "zip"), written.getvalue()


def _row(line: GroupLine, names: Mapping[UUID, str]) -> Iterator[Any]:
    group, acts = line.group, line.group.activity
    yield group.code
    yield group.label.text if group.label else ""
    yield str(group.label.ground.grade) if group.label else ""
    yield "; ".join(said.text for said in group.aliases)
    yield line.state.value
    yield str(acts.ground.grade) if acts else ""
    yield acts.kind if acts else ""
    yield "" if acts is None or acts.size_low is None else acts.size_low
    yield "" if acts is None or acts.size_high is None else acts.size_high
    yield "; ".join(said.label for said in group.areas)
    for kind in RelationKind:
        others = (said.b if said.a == group.id else said.a for said in line.relations if said.kind == kind)
        yield "; ".join(names[other] for other in others)
    yield "yes" if line.disputed else "no"
    yield line.first_review.isoformat() if line.first_review else ""
