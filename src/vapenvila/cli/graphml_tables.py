"""GraphML as tables: one row a tie with the columns Source and Target, or one row a node with the column Id."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.parsers import expat

import polars as pl

ENDING = ".graphml"
TIE_COLUMNS, NODE_COLUMNS = ("Source", "Target"), ("Id",)


def graphml_frame(content: bytes, *, nodes: bool) -> pl.DataFrame:
    """All ties (or all nodes) of the file as text, with a column for each thing its keys say of one of them.

    Raises ValueError, with the sentence for the user, for what is no GraphML, declares entities or ties more than two.
    """
    root = _root(content)
    if any(_name(element) == "hyperedge" for element in root.iter()):
        raise ValueError("it ties more than two at once (hyperedge); only ties of two are read.")
    kind, ends = ("node", ("id",)) if nodes else ("edge", ("source", "target"))
    columns = NODE_COLUMNS if nodes else TIE_COLUMNS
    keys = dict(_keys(root, kind, columns))
    found: list[list[str | None]] = []
    for element in root.iter():
        if _name(element) != kind:
            continue
        said = {data.get("key", ""): (data.text or "").strip() for data in element if _name(data) == "data"}
        row = [element.get(end) for end in ends]
        found.append([*row, *(said.get(key, default) for key, (_, default) in keys.items())])
    if not found:
        raise ValueError(f"it holds no {kind}.")
    names = [*columns, *(column for column, _ in keys.values())]
    return pl.DataFrame(found, schema=dict.fromkeys(names, pl.String), orient="row")


def _root(content: bytes) -> ET.Element:
    scan = expat.ParserCreate()
    scan.EntityDeclHandler = _refuse_entity
    try:
        scan.Parse(content, True)
        root = ET.fromstring(content)  # noqa: S314 — no entity is left in it
    except (expat.ExpatError, ET.ParseError) as problem:
        raise ValueError(f"it is no XML: {problem}.") from None
    if _name(root) != "graphml":
        raise ValueError(f"it is XML, but no GraphML: it begins with <{_name(root)}>.")
    return root


def _refuse_entity(*_: object) -> None:
    raise ValueError("it declares entities, which are not read.")


def _keys(
    root: ET.Element, kind: str, taken: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Of each key for this kind: its id, and the column's name with what stands where an element says nothing."""
    names = set(taken)
    for element in root.iter():
        if _name(element) != "key" or element.get("for", "all") not in (kind, "all"):
            continue
        number = element.get("id", "")
        name = element.get("attr.name") or number
        name = number if name in names else name
        names.add(name)
        default = next((child.text for child in element if _name(child) == "default"), None)
        yield number, (name, default)


def _name(element: ET.Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]
