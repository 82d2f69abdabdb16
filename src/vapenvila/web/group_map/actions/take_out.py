"""Taking the map out of the house as a numbered copy: a table, a graph for other tools, or the drawing."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import vl_convert
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext

from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.export_cover import cover, file_name, short_cover
from vapenvila.web.audit.exports import ExportOrder, begin_export, finish_export
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.group_map.drawing import MapDrawing
from vapenvila.web.group_map.graph_file import (
    GROUP_COLUMNS,
    RELATION_COLUMNS,
    graphml,
    group_rows,
    relation_rows,
)
from vapenvila.web.incidents.file_formats import COPY_NUMBER, write_table
from vapenvila.web.partners.models import Programme

TYPES = {"csv": "application/zip", "graphml": "application/zip", "svg": "image/svg+xml", "png": "image/png"}
LETTERS_IN_A_LINE = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOrder:
    """Which form the copy has, for what, to whom, until when, and what it shows in words."""

    format: str
    purpose: str
    recipient: str
    expires: date
    words: str
    query: str


@transaction.atomic
def take_out(
    context: dict[str, Any], *, programme: Programme, order: MapOrder, by: User, at: datetime
) -> tuple[str, bytes]:
    """The file's name and content. `context`: what the page's own drawing is made of."""
    drawing: MapDrawing = context["drawing"]
    rows = len(drawing.groups) + len(drawing.relations)
    export = begin_export(
        ExportOrder(
            programme=programme.pk,
            room=None,
            kind=ExportKind.GROUPS,
            format=order.format,
            purpose=order.purpose,
            recipient=order.recipient,
            expires=order.expires,
            filter_words=order.words,
            query=order.query,
        ),
        by=by.pk,
        at=at,
    )
    finish_export(export, rows=rows)
    if order.format in ("svg", "png"):
        drawn = _drawn(context, export, programme)
        body = drawn.encode() if order.format == "svg" else bytes(vl_convert.svg_to_png(drawn, scale=2))
        return file_name(export), body
    return file_name(export, "zip"), _together(drawing, export, programme, by)


def _drawn(context: dict[str, Any], export: ExportRecord, programme: Programme) -> str:
    about = {
        "cover": in_lines(short_cover(export, programme.name)),
        "words": in_lines(export.filter_words),
        "title": gettext("Map of groups, %(name)s") % {"name": programme.name},
    }
    return render_to_string("group_map/copy.svg", {**context, **about})


def in_lines(text: str) -> list[str]:
    """A text as lines that fit the foot of a drawing."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > LETTERS_IN_A_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _together(drawing: MapDrawing, export: ExportRecord, programme: Programme, by: User) -> bytes:
    number = str(export)
    codes = {drawn.id: drawn.line.group.code for drawn in drawing.groups}
    about = cover(export, programme=programme.name, made_by=by.name)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as together:
        if export.format == "graphml":
            words = "\n".join(f"{name}: {value}" for name, value in about)
            together.writestr(f"vapenvila-{number}.graphml", graphml(drawing, codes, words))
        else:
            tables = (
                ("groups", GROUP_COLUMNS, group_rows(drawing)),
                ("relations", RELATION_COLUMNS, relation_rows(drawing, codes)),
            )
            for name, columns, rows in tables:
                safe = ([*(safe_cell(cell) for cell in row), number] for row in rows)
                write_table(together, f"vapenvila-{number}-{name}.csv", [*columns, COPY_NUMBER], safe)
        said = ([safe_cell(part) for part in line] for line in about)
        write_table(together, f"vapenvila-{number}-cover.csv", ["name", "value"], said)
    return written.getvalue()
