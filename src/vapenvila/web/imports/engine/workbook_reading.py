"""XLSX: values as stored, formulas never evaluated, the container checked before it is opened."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

import fastexcel
import polars as pl
from defusedxml import ElementTree

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.archive import check_workbook
from vapenvila.web.imports.engine.csv_reading import find_header
from vapenvila.web.imports.engine.issues import Issue
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.tables import RawBatch, RawTable, shaped, unique_names

RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ISSUES_LISTED: Final = 5_000


def read_workbook(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> RawTable:
    """Open a workbook; the first sheet with rows unless one is named."""
    with check_workbook(path) as archive:
        _refuse_document_types(archive)
        parts = _sheet_parts(archive)
        if sheet is not None and sheet not in parts:
            raise UnreadableFileError(
                say("The workbook has no sheet “{sheet}”, only: {names}."),
                sheet=sheet,
                names=", ".join(parts),
            )
        chosen, frame = _first_with_rows(path, [sheet] if sheet else list(parts))
        formulas = _formula_cells(archive, parts[chosen])
    notices: list[Issue] = []
    if sheet is None and len(parts) > 1:
        notices.append(Issue(0, "", "other_sheets", ", ".join(n for n in parts if n != chosen), chosen))
    head = [[cell or "" for cell in row] for row in frame.head(60).rows()]
    header_index = header_row - 1 if header_row else find_header(head)
    if header_index is None:
        notices.append(Issue(0, "", "no_header"))
        names = [""] * frame.width
    elif header_index >= frame.height:
        raise UnreadableFileError(say("The header row {row} lies after the end of the file."), row=header_row)
    else:
        names = [cell or "" for cell in frame.row(header_index)]
    columns = unique_names(names, notices)
    row = None if header_index is None else header_index + 1
    batches = _batches(frame.rename(dict(zip(frame.columns, columns, strict=True))), row or 0, formulas)
    return RawTable("XLSX", columns, batches, header_row=row, notices=notices)


def _refuse_document_types(archive: zipfile.ZipFile) -> None:
    """Document types are how XML bombs are built; no spreadsheet program writes them."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as stream:
                if b"<!DOCTYPE" in stream.read(4096).upper():
                    raise UnreadableFileError(
                        say("The workbook holds a document type declaration and was not opened.")
                    )


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
        targets = {link.get("Id"): str(link.get("Target")) for link in links}
        sheets = [node for node in book.iter() if node.tag.endswith("}sheet")]
        return {str(n.get("name")): _part_name(targets[n.get(RELATION)]) for n in sheets}
    except (KeyError, zipfile.BadZipFile, ElementTree.ParseError, ValueError) as problem:
        raise UnreadableFileError(
            say("The file is a ZIP archive but not an XLSX workbook, or the workbook is damaged.")
        ) from problem


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _first_with_rows(path: Path, names: list[str]) -> tuple[str, pl.DataFrame]:
    try:
        book = fastexcel.read_excel(path)
        for name in names:
            loaded = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            frame: pl.DataFrame = loaded.to_polars()
            if frame.height and frame.width:
                return name, frame
    except fastexcel.FastExcelError as problem:
        raise UnreadableFileError(
            say("The workbook is damaged and cannot be opened. Save it again as XLSX or CSV.")
        ) from problem
    raise UnreadableFileError(say("The workbook holds no rows."))


class _FormulaScan:
    """Walks through a sheet's XML and notes cells with a formula: with a value, without one, with an
    error."""

    def __init__(self) -> None:
        self.with_value: dict[int, int] = {}
        self.problems: list[tuple[str, str]] = []
        self.first_column: int | None = None
        self._cell = ""
        self._type = ""
        self._formula = self._filled = self._in_value = False
        self._text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell, self._type = attributes.get("r", ""), attributes.get("t", "")
            self._formula = self._filled = False
            self._text = ""
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._in_value = True

    def text(self, data: str) -> None:
        if self._in_value:
            self._filled = True
            if self._type == "e":
                self._text += data

    def end(self, tag: str) -> None:
        if tag in ("v", "is"):
            self._in_value = False
        elif tag == "c":
            self._finish()

    def _finish(self) -> None:
        column = _column_number(self._cell)
        if self._filled and (self.first_column is None or column < self.first_column):
            self.first_column = column
        if self._type == "e" and len(self.problems) < ISSUES_LISTED:
            self.problems.append((self._cell, self._text or "#"))
        elif self._formula and not self._filled and len(self.problems) < ISSUES_LISTED:
            self.problems.append((self._cell, ""))
        elif self._formula:
            self.with_value[column] = self.with_value.get(column, 0) + 1

    def doctype(self, *_: object) -> None:
        raise UnreadableFileError(say("The workbook holds a document type declaration and was not opened."))


def _column_number(cell: str) -> int:
    number = 0
    for sign in cell:
        if not sign.isalpha():
            break
        number = number * 26 + ord(sign.upper()) - 64
    return number


def _formula_cells(archive: zipfile.ZipFile, part: str) -> _FormulaScan:
    scan = _FormulaScan()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: scan.start(tag.rpartition("}")[2], attributes)
    parser.EndElementHandler = lambda tag: scan.end(tag.rpartition("}")[2])
    parser.CharacterDataHandler = scan.text
    parser.StartDoctypeDeclHandler = scan.doctype
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, zipfile.BadZipFile, KeyError, EOFError) as problem:
        raise UnreadableFileError(
            say("The workbook is damaged and cannot be opened. Save it again as XLSX or CSV.")
        ) from problem
    return scan


def _batches(frame: pl.DataFrame, header: int, formulas: _FormulaScan) -> Iterator[RawBatch]:
    shift = formulas.first_column or 1
    issues_by_row: dict[int, list[Issue]] = {}
    for cell, error in formulas.problems:
        position = _column_number(cell) - shift
        row = int("".join(sign for sign in cell if sign.isdigit()) or 0)
        column = frame.columns[position] if 0 <= position < frame.width else ""
        code = "formula_error" if error else "formula_without_value"
        issues_by_row.setdefault(row, []).append(Issue(row, column, code, error, cell))
    told = [
        Issue(0, frame.columns[number - shift], "formula_value", detail=str(count))
        for number, count in formulas.with_value.items()
        if 0 <= number - shift < frame.width
    ]
    for start in range(header, frame.height, limits.BATCH_ROWS):
        part = frame.slice(start, limits.BATCH_ROWS)
        numbers = range(start + 1, start + part.height + 1)
        issues = [issue for row in numbers for issue in issues_by_row.get(row, ())]
        yield shaped(list(numbers), part, told + issues)
        told = []
