"""JSON as arrays, lists inside an object, JSON lines and GeoJSON; read one record at a time."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.archive import first_bytes, open_bytes
from vapenvila.web.imports.engine.encoding import find_encoding
from vapenvila.web.imports.engine.issues import Issue
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.tables import RawBatch, RawTable, shaped, unique_names

LIST_NAMES: Final = (
    "features",
    "data",
    "items",
    "results",
    "events",
    "records",
    "incidents",
    "rows",
    "value",
)
CHUNK: Final = 1 << 18
Record = dict[str, str]


def looks_like_json(path: Path) -> bool:
    """Whether the file begins like JSON, whatever it is called."""
    start = first_bytes(path, 512).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return start[:1] in (b"{", b"[") and (
        start[:1] == b"{" or start[1:].lstrip(b"\0 \t\r\n")[:1] in (b"{", b"]", b"[")
    )


def read_json(path: Path, *, records: str | None = None) -> RawTable:
    """Open a JSON file; `records` names the list inside an object (dots between levels)."""
    found = find_encoding(path)
    with io.TextIOWrapper(open_bytes(path), encoding=found.codec) as stream:
        values, kind = _values(stream, records)
        columns, total = _survey(values)
    notices: list[Issue] = []
    if total == 0:
        raise UnreadableFileError(say("The file holds no records."))
    names = unique_names(columns, notices)
    batches = _batches(path, found.codec, records, columns, names)
    return RawTable(kind, names, batches, encoding=found.name, notices=notices)


def _values(stream: io.TextIOWrapper, records: str | None) -> tuple[Iterator[object], str]:
    start = stream.read(CHUNK)
    body = start.lstrip("\ufeff \t\r\n")
    if body.startswith("["):
        return _array_elements(stream, body[1:]), "JSON"
    first_line = body.split("\n", 1)[0].strip()
    if records is None and _is_whole_record(first_line) and "\n" in body.strip():
        return _lines(stream, body), "JSON lines"
    for name in LIST_NAMES[:1]:
        head = body.find(f'"{name}"')
        opening = body.find("[", head)
        if records is None and head >= 0 and body[head + len(name) + 2 : opening].strip(" \t\r\n") == ":":
            return _array_elements(stream, body[opening + 1 :]), "GeoJSON"
    rest = stream.read(limits.MAX_JSON_WHOLE_BYTES + 1)
    if len(rest) > limits.MAX_JSON_WHOLE_BYTES:
        raise UnreadableFileError(
            say("The JSON object is larger than 64 MB. Send its list of records, or JSON lines.")
        )
    try:
        whole = json.loads(body + rest)
    except json.JSONDecodeError as problem:
        raise _not_json(problem, None) from None
    except RecursionError:
        raise UnreadableFileError(say("The JSON is nested too deeply.")) from None
    return iter(_list_in(whole, records)), "JSON"


def _is_whole_record(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (json.JSONDecodeError, RecursionError):
        return False


def _list_in(whole: object, records: str | None) -> list[object]:
    if records is not None:
        for level in records.split("."):
            whole = whole.get(level) if isinstance(whole, dict) else None
        if isinstance(whole, list):
            return whole
        raise UnreadableFileError(say("The file has no list called “{name}”."), name=records)
    if isinstance(whole, dict):
        lists = {name: value for name, value in whole.items() if isinstance(value, list)}
        for name in (*LIST_NAMES, *lists):
            if name in lists:
                return lists[name]
        for value in whole.values():
            if isinstance(value, dict) and any(isinstance(inner, list) for inner in value.values()):
                return _list_in(value, None)
        return [whole]
    raise UnreadableFileError(say("The file holds no list of records."))


def _not_json(problem: json.JSONDecodeError, element: int | None) -> UnreadableFileError:
    if element is None:
        return UnreadableFileError(
            say("The file is not whole JSON: line {line}, column {column}. It may have been cut off."),
            line=problem.lineno,
            column=problem.colno,
        )
    return UnreadableFileError(
        say("The JSON breaks off or is damaged in record {row}. Get the file again."), row=element
    )


def _array_elements(stream: io.TextIOWrapper, buffer: str) -> Iterator[object]:
    decoder = json.JSONDecoder()
    element, at_end = 1, False
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer.startswith("]"):
            return
        value, end = None, -1
        if buffer:
            try:
                value, end = decoder.raw_decode(buffer)
            except json.JSONDecodeError:
                end = -1
            except RecursionError:
                raise UnreadableFileError(say("The JSON is nested too deeply.")) from None
        if end < 0 or (end == len(buffer) and not at_end):
            more = stream.read(max(CHUNK, len(buffer)))
            if not more or len(buffer) > limits.MEGABYTE * 16:
                raise UnreadableFileError(
                    say("The JSON breaks off or is damaged in record {row}. Get the file again."), row=element
                )
            at_end = len(more) < max(CHUNK, len(buffer))
            buffer += more
            continue
        yield value
        element += 1
        buffer = buffer[end:]


def _lines(stream: io.TextIOWrapper, start: str) -> Iterator[object]:
    number = 0
    pending = start
    while True:
        *whole, pending = pending.split("\n")
        for line in whole:
            number += 1
            if line.strip():
                yield _line(line, number)
        more = stream.read(CHUNK)
        if not more:
            break
        pending += more
    if pending.strip():
        yield _line(pending, number + 1)


def _line(line: str, number: int) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as problem:
        raise _not_json(problem, number) from None


def _survey(values: Iterator[object]) -> tuple[list[str], int]:
    columns: dict[str, None] = {}
    total = 0
    for value in values:
        total += 1
        if isinstance(value, dict):
            columns.update(dict.fromkeys(flat_record(value)))
            if len(columns) > limits.MAX_COLUMNS:
                raise UnreadableFileError(
                    say("The records have more than 500 different names; that is not a table.")
                )
    return list(columns), total


def flat_record(value: dict[str, object], prefix: str = "") -> Record:
    """A record with its inner records flattened (`location.name`); a GeoJSON feature gives geometry.lon
    and .lat."""
    if not prefix and value.get("type") == "Feature":
        properties = value.get("properties")
        flat = flat_record(properties, "") if isinstance(properties, dict) else {}
        if "id" in value and "id" not in flat:
            flat["id"] = _cell(value["id"])
        return flat | _point(value.get("geometry"))
    flat = {}
    for name, inner in value.items():
        if isinstance(inner, dict):
            if inner.get("type") in ("Point", "MultiPoint") and "coordinates" in inner:
                flat |= {
                    f"{prefix}{name}.{axis.rpartition('.')[2]}": cell for axis, cell in _point(inner).items()
                }
            elif len(prefix) < 200:
                flat |= flat_record(inner, f"{prefix}{name}.")
        else:
            flat[f"{prefix}{name}"] = _cell(inner)
    return flat


def _point(geometry: object) -> Record:
    if isinstance(geometry, dict) and geometry.get("type") in ("Point", "MultiPoint"):
        place = geometry.get("coordinates")
        if geometry["type"] == "MultiPoint":  # several places are none: which one it was is not said
            place = place[0] if isinstance(place, list) and len(place) == 1 else None
        if isinstance(place, list) and len(place) >= 2:
            return {"geometry.lon": _cell(place[0]), "geometry.lat": _cell(place[1])}
    return {"geometry.lon": "", "geometry.lat": ""}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _batches(
    path: Path, codec: str, records: str | None, columns: list[str], names: tuple[str, ...]
) -> Iterator[RawBatch]:
    with io.TextIOWrapper(open_bytes(path), encoding=codec) as stream:
        values, _ = _values(stream, records)
        rows: list[Record] = []
        numbers: list[int] = []
        issues: list[Issue] = []
        characters = 0
        for number, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                issues.append(Issue(number, "", "not_a_record", detail=type(value).__name__))
            rows.append(flat_record(value) if isinstance(value, dict) else {columns[0]: str(value)[:80]})
            numbers.append(number)
            characters += sum(map(len, rows[-1].values()))
            if len(rows) == limits.BATCH_ROWS or characters >= limits.BATCH_CHARACTERS:
                yield _batch(numbers, rows, columns, names, issues)
                rows, numbers, issues, characters = [], [], [], 0
        if rows:
            yield _batch(numbers, rows, columns, names, issues)


def _batch(
    numbers: list[int], rows: list[Record], columns: list[str], names: tuple[str, ...], issues: list[Issue]
) -> RawBatch:
    data = {name: [row.get(column, "") for row in rows] for column, name in zip(columns, names, strict=True)}
    return shaped(numbers, pl.DataFrame(data, schema=dict.fromkeys(names, pl.String)), issues)
