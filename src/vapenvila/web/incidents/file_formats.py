"""Writes incidents as CSV, XLSX or GeoJSON, row by row, each with its cover. Cells cannot run as formulas.

The cover never stands among the rows (docs/decisions/0004): a CSV leaves in a ZIP with its cover beside it, a
spreadsheet has a second sheet, GeoJSON a member of its own. Each row of a CSV or spreadsheet carries the copy's number.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

import xlsxwriter
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext

from vapenvila.web.access.spreadsheet_safety import safe_cell
from vapenvila.web.audit.export_cover import Cover
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.taken_out import COLUMNS
from vapenvila.web.incidents.vocabulary import Kind, Motive, Outcome, Precision, State, Weapon

Row = Mapping[str, Any]
MakeCover = Callable[[], Cover]  # asked when all rows are written, because it says how many they were


class Format(models.TextChoices):
    """The kinds of file."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel (XLSX)"
    GEOJSON = "geojson", "GeoJSON"


ENDINGS = {Format.CSV.value: "zip", Format.XLSX.value: "xlsx", Format.GEOJSON.value: "geojson"}
CONTENT_TYPES = {
    Format.CSV.value: "application/zip",
    Format.XLSX.value: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.GEOJSON.value: "application/geo+json",
}
COPY_NUMBER = "copy"  # the column that says from which copy a row is


def write_csv(file: IO[bytes], rows: Iterable[Row], cover: MakeCover, number: str) -> None:
    """A ZIP of two tables: the rows with codes as the register has them, and the cover."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as together:
        written = ([safe_cell(_empty(row[column])) for column in COLUMNS] + [number] for row in rows)
        write_table(together, f"vapenvila-{number}.csv", [*COLUMNS, COPY_NUMBER], written)
        lines = ([safe_cell(part) for part in line] for line in cover())
        write_table(together, f"vapenvila-{number}-cover.csv", ["name", "value"], lines)


def write_table(
    together: zipfile.ZipFile, name: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]
) -> None:
    """One CSV table into the ZIP, row by row."""
    with together.open(name, "w", force_zip64=True) as part:
        text = io.TextIOWrapper(part, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(columns)
        writer.writerows(rows)
        text.flush()
        text.detach()


def write_xlsx(file: IO[bytes], rows: Iterable[Row], cover: MakeCover, number: str) -> None:
    """Names and words in the person's language on one sheet, the cover on another and in the print's footer."""
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(gettext("Incidents"))
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, heading(column), bold)
    sheet.write_string(0, len(COLUMNS), gettext("Copy"), bold)
    words = {name: dict(choices.choices) for name, choices in _CHOICES.items()}
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(COLUMNS):
            value = row[column]
            shown = words[column].get(value, value) if column in words else value
            _write(sheet, line, place, shown)
        sheet.write_string(line, len(COLUMNS), number)
    made = cover()
    sheet.set_footer(f"&L{made[0][1].replace('&', '&&')}&R&P / &N")
    about = book.add_worksheet(gettext("About this export"))
    about.set_column(0, 1, 40)
    for line, (name, value) in enumerate(made):
        about.write_string(line, 0, str(safe_cell(name)), bold)
        about.write_string(line, 1, str(safe_cell(value)))
    book.close()


def _write(sheet: Any, line: int, place: int, value: Any) -> None:  # Any: xlsxwriter has no types
    if value is None or value == "":
        return
    if isinstance(value, int | float):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, str(safe_cell(str(value))))


def write_geojson(file: IO[bytes], rows: Iterable[Row], cover: MakeCover, number: str) -> None:
    """A FeatureCollection; an incident without a point has no geometry. The cover is the member `export`."""
    file.write(b'{"type": "FeatureCollection", "features": [')
    for place, row in enumerate(rows):
        file.write(b",\n" if place else b"\n")
        file.write(json.dumps(_feature(row), ensure_ascii=False).encode())
    file.write(b'\n], "export": ' + json.dumps(dict(cover()), ensure_ascii=False).encode() + b"}\n")


def _feature(row: Row) -> dict[str, Any]:
    point = (row["longitude"], row["latitude"])
    geometry = None if None in point else {"type": "Point", "coordinates": list(point)}
    properties = {column: row[column] for column in COLUMNS if column not in {"latitude", "longitude"}}
    return {"type": "Feature", "id": row["number"], "geometry": geometry, "properties": properties}


WRITERS = {
    Format.CSV.value: write_csv,
    Format.XLSX.value: write_xlsx,
    Format.GEOJSON.value: write_geojson,
}

_CHOICES = {
    "kind": Kind,
    "state": State,
    "precision": Precision,
    "weapon": Weapon,
    "outcome": Outcome,
    "motive": Motive,
}


def heading(column: str) -> str:
    """A column's name in the person's language."""
    special = {
        "area": gettext("Area"),
        "sources": gettext("Sources"),
        "count_rule_version": gettext("Counting rule version"),
    }
    if column in special:
        return special[column]
    return capfirst(str(Incident._meta.get_field(column).verbose_name))  # type: ignore[union-attr]  # own plain fields


def _empty(value: Any) -> Any:
    return "" if value is None else value
