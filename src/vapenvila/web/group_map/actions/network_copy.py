"""Taking out what the network shows of one neighbourhood or community as a numbered copy of the room; never most of it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

import vl_convert
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext

from vapenvila.rules.network_copy import may_take_out_part
from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.export_cover import cover, file_name, short_cover
from vapenvila.web.audit.exports import ExportOrder, ExportRefused, begin_export, finish_export
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.audit.models.exports import ExportKind, Handling
from vapenvila.web.group_map.actions.take_out import in_lines
from vapenvila.web.group_map.network_drawing import PeopleDrawing
from vapenvila.web.incidents.file_formats import COPY_NUMBER, write_table
from vapenvila.web.partners.models import Room

TYPES = {"csv": "application/zip", "graphml": "application/zip", "svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkOrder:
    """Which form the copy has, for what, to whom, until when, and around whom it is drawn, in words."""

    format: str
    purpose: str
    recipient: str
    expires: date
    words: str
    query: str
    start: UUID
    all_people: int  # of the room who have a tie in the window
    all_pairs: int


@transaction.atomic
def take_out_network(
    drawing: PeopleDrawing, *, room: Room, order: NetworkOrder, by: User, at: datetime
) -> tuple[str, bytes]:
    """The file's name and content. ExportRefused for most of the room, and where the register of exports says no."""
    decision = may_take_out_part(people=len(drawing.people), of_all=order.all_people)
    if not decision:
        raise ExportRefused(gettext(decision.reason))
    export = begin_export(
        ExportOrder(
            programme=room.programme_id,
            room=room.pk,
            kind=ExportKind.NETWORK,
            format=order.format,
            purpose=order.purpose,
            recipient=order.recipient,
            expires=order.expires,
            handling=Handling.ROOM,
            filter_words=order.words,
            query=order.query,
            subject=order.start,
        ),
        by=by.pk,
        at=at,
    )
    finish_export(export, rows=len(drawing.links), of_all=order.all_pairs)
    if order.format in ("svg", "png"):
        drawn = _drawn(drawing, export, room)
        body = drawn.encode() if order.format == "svg" else bytes(vl_convert.svg_to_png(drawn, scale=1.5))
        return file_name(export), body
    return file_name(export, "zip"), _together(drawing, export, room, by)


def _drawn(drawing: PeopleDrawing, export: ExportRecord, room: Room) -> str:
    lines = in_lines(export.filter_words), in_lines(short_cover(export, room.programme.name))
    context = {
        "drawing": drawing,
        "words": lines[0],
        "cover": lines[1],
        "title": gettext("Network of ties"),
        "whole": drawing.height + 100 + 16 * sum(map(len, lines)),
        "below": drawing.height + 90 + 16 * len(lines[0]),
    }
    return render_to_string("group_map/network_copy.svg", context)


def _together(drawing: PeopleDrawing, export: ExportRecord, room: Room, by: User) -> bytes:
    number = str(export)
    names = {one.id: one.name for one in drawing.people}
    about = cover(export, programme=room.programme.name, made_by=by.name)
    tables: tuple[tuple[str, list[str], Iterable[tuple[Any, ...]]], ...] = (
        ("people", ["person", "groups"], ((one.name, " ".join(one.groups)) for one in drawing.people)),
        ("ties", ["one", "other", "records"], _pairs(drawing, names)),
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as together:
        if export.format == "graphml":
            words = "\n".join(f"{name}: {value}" for name, value in about)
            together.writestr(f"vapenvila-{number}.graphml", network_graphml(drawing, names, words))
        else:
            for name, columns, rows in tables:
                safe = ([*(safe_cell(cell) for cell in row), number] for row in rows)
                write_table(together, f"vapenvila-{number}-{name}.csv", [*columns, COPY_NUMBER], safe)
        said = ([safe_cell(part) for part in line] for line in about)
        write_table(together, f"vapenvila-{number}-cover.csv", ["name", "value"], said)
    return written.getvalue()


def _pairs(drawing: PeopleDrawing, names: Mapping[UUID, str]) -> Iterator[tuple[Any, ...]]:
    for link in drawing.links:
        yield names[link.a], names[link.b], link.n


def network_graphml(drawing: PeopleDrawing, names: Mapping[UUID, str], about: str) -> bytes:
    """GraphML 1.0, undirected, people by their pseudonyms; `about` stands as the description of the graph."""
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for of, name, kind in (("node", "groups", "string"), ("edge", "records", "int")):
        key = {"id": name, "for": of, "attr.name": name, "attr.type": kind}
        ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"id": "network", "edgedefault": "undirected"})
    ET.SubElement(graph, "desc").text = about
    for one in drawing.people:
        node = ET.SubElement(graph, "node", {"id": one.name})
        if one.groups:
            ET.SubElement(node, "data", {"key": "groups"}).text = " ".join(one.groups)
    for link in drawing.links:
        edge = ET.SubElement(graph, "edge", {"source": names[link.a], "target": names[link.b]})
        ET.SubElement(edge, "data", {"key": "records"}).text = str(link.n)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
