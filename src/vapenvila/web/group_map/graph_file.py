"""The map as a file for other tools: GraphML, and two tables for a spreadsheet. Names only what the drawing shows."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

from vapenvila.web.group_map.drawing import DrawnGroup, MapDrawing
from vapenvila.web.groups.picture import Ground, RelationSaid

GROUP_COLUMNS = (
    "code", "label", "activity", "areas", "incidents_confirmed", "incidents_suspected_too", "sources_disagree",
    "across", "down",
)  # fmt: skip
RELATION_COLUMNS = (
    "one", "other", "kind", "strength", "from", "to", "grade", "source_date", "review_by", "sources_disagree",
)  # fmt: skip
_NUMBERS = {
    "incidents_confirmed": "int",
    "incidents_suspected_too": "int",
    "across": "double",
    "down": "double",
}


def group_rows(drawing: MapDrawing) -> Iterator[tuple[Any, ...]]:
    """One row a group, in the order of GROUP_COLUMNS."""
    for drawn in drawing.groups:
        yield tuple(_of_group(drawn))


def relation_rows(drawing: MapDrawing, codes: Mapping[UUID, str]) -> Iterator[tuple[Any, ...]]:
    """One row a line, in the order of RELATION_COLUMNS."""
    for relation in drawing.relations:
        yield tuple(_of_relation(relation.said, codes))


def graphml(drawing: MapDrawing, codes: Mapping[UUID, str], about: str) -> bytes:
    """GraphML 1.0, undirected; `about` stands as the description of the graph."""
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for name, columns in (("node", GROUP_COLUMNS[1:]), ("edge", RELATION_COLUMNS[2:])):
        for column in columns:
            kind = _NUMBERS.get(column, "string")
            key = {"id": f"{name}_{column}", "for": name, "attr.name": column, "attr.type": kind}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"id": "groups", "edgedefault": "undirected"})
    ET.SubElement(graph, "desc").text = about
    for row in group_rows(drawing):
        node = ET.SubElement(graph, "node", {"id": str(row[0])})
        _data(node, "node", GROUP_COLUMNS[1:], row[1:])
    for row in relation_rows(drawing, codes):
        edge = ET.SubElement(graph, "edge", {"source": str(row[0]), "target": str(row[1])})
        _data(edge, "edge", RELATION_COLUMNS[2:], row[2:])
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _data(of: ET.Element, name: str, columns: tuple[str, ...], values: tuple[Any, ...]) -> None:
    for column, value in zip(columns, values, strict=True):
        if value not in ("", None):
            ET.SubElement(of, "data", {"key": f"{name}_{column}"}).text = str(value)


def _of_group(drawn: DrawnGroup) -> Iterator[Any]:
    group = drawn.line.group
    yield group.code
    yield group.label.text if group.label else ""
    yield drawn.line.state.value
    yield "; ".join(said.label for said in group.areas if said.label)
    yield drawn.touched.strict
    yield drawn.touched.wide
    yield _yes(drawn.line.disputed)
    yield drawn.x
    yield drawn.y


def _of_relation(said: RelationSaid, codes: Mapping[UUID, str]) -> Iterator[Any]:
    ground: Ground = said.ground
    yield codes[said.a]
    yield codes[said.b]
    yield said.kind
    yield said.strength
    yield ground.from_on.isoformat()
    yield ground.to_on.isoformat() if ground.to_on else ""
    yield str(ground.grade)
    yield ground.source_on.isoformat()
    yield ground.review_by.isoformat()
    yield _yes(said.disputed)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
