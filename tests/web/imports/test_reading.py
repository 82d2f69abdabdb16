"""Files as they come: separators, encodings, titles above the header, spreadsheets, JSON, GeoJSON,
Parquet."""

import csv
import gzip
import io
import json
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.imports import files
from tests.web.imports.files import HEADER, incidents, of_rows, prepared, told, write
from vapenvila.web.imports.engine.reading import open_table

ROW = "{n},2024-01-05 21:30,55.6,13.0,shot,0,1,Möllevången {n}"
BODY = HEADER + "\n".join(ROW.format(n=n) for n in range(1, 6)) + "\n"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separator_and_encoding_are_found(tmp_path: Path, separator: str, encoding: str) -> None:
    path = write(tmp_path, BODY.replace(",", separator).encode(encoding))
    result = prepared(path)
    assert result.report.separator == separator
    assert result.report.incidents == 5
    assert incidents(result)["note"].to_list()[0] == "Möllevången 1"


def test_gzip_is_opened_whatever_the_file_is_called(tmp_path: Path) -> None:
    assert prepared(write(tmp_path, gzip.compress(BODY.encode()), "data.bin")).report.incidents == 5


def test_titles_above_the_header_are_passed_over_and_rows_keep_their_number(tmp_path: Path) -> None:
    path = write(
        tmp_path, "Utdrag ur systemet\nSkapad 2024-02-01\n\n" + BODY + "6,2024-13-45,55.6,13.0,shot,0,1,x\n"
    )
    result = prepared(path)
    assert result.report.header_row == 4
    assert (10, "date_impossible") in told(result)


def test_a_line_break_inside_quotation_marks_is_part_of_the_cell(tmp_path: Path) -> None:
    result = of_rows(tmp_path, '1,2024-01-05 21:30,55.6,13.0,shot,0,1,"two\nlines; and ""more"""')
    assert incidents(result)["note"][0] == 'two\nlines; and "more"'


def test_rows_with_too_many_or_too_few_cells_are_held_back_and_the_rest_goes_on(tmp_path: Path) -> None:
    result = of_rows(tmp_path, ROW.format(n=1), "2,2024-01-05", ROW.format(n=3) + ",extra", ROW.format(n=4))
    assert (3, "row_too_short") in told(result)
    assert (4, "row_too_long") in told(result)
    assert (result.report.incidents, result.report.held) == (2, 2)


def test_held_rows_come_back_as_they_stood_in_the_file(tmp_path: Path) -> None:
    result = of_rows(tmp_path, ROW.format(n=1), "2,not a date,55.6,13.0,shot,0,1,keep me")
    (held,) = result.held_rows()
    assert held.to_dicts()[0] | {} == {
        "row": 3, "id": "2", "when": "not a date", "lat": "55.6", "lon": "13.0", "type": "shot", "dead": "0",
        "wounded": "1", "text": "keep me",
    }  # fmt: skip


def _workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Händelser")
        book.add_worksheet("Other")
        stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(1, 0, HEADER.strip().split(","))
        for row in range(2, 5):
            sheet.write_number(row, 0, 201519131354 + row)
            sheet.write_datetime(row, 1, datetime(2024, 1, 5, 21, 30), stamp)  # noqa: DTZ001 (a spreadsheet knows no zone)
            sheet.write_row(row, 2, [55.6, 13.0, "shot", 0, 1])
        sheet.write_formula(2, 7, '="a"&"b"', None, "ab")
        sheet.write_formula(3, 6, "=1+1", None, "")
        sheet.write_formula(4, 6, "=1/0", None, "#DIV/0!")
    return path


def test_workbook_formulas_are_never_evaluated(tmp_path: Path) -> None:
    result = prepared(_workbook(tmp_path / "book.xlsx"))
    assert (4, "formula_without_value") in told(result)
    assert (5, "formula_error") in told(result)
    assert (0, "formula_value") in told(result)
    assert (0, "other_sheets") in told(result)
    table = incidents(result)
    assert table["source_no"].to_list() == ["201519131356"]
    assert table["note"][0] == "ab"
    assert table["occurred_from"][0].hour == 20
    sentence = next(i for i in result.report.issues if i.code == "formula_without_value").sentence()
    assert "G4" in sentence


@pytest.mark.parametrize("shape", ["array", "lines", "named list", "GeoJSON"])
def test_json_in_every_shape(tmp_path: Path, shape: str) -> None:
    records: list[dict[str, object]] = [
        {
            "id": n,
            "when": "2024-01-05T21:30:00+01:00",
            "type": "shot",
            "dead": 0,
            "wounded": None,
            "text": "x",
        }
        for n in range(3)
    ]
    if shape == "GeoJSON":
        features = [
            {"type": "Feature", "properties": r, "geometry": {"type": "Point", "coordinates": [13.0, 55.6]}}
            for r in records
        ]
        text = json.dumps({"type": "FeatureCollection", "features": features})
        places = {"lat": "geometry.lat", "lon": "geometry.lon"}
    else:
        records = [r | {"place": {"lat": 55.6, "lon": 13.0}} for r in records]
        text = {
            "array": json.dumps(records, indent=2),
            "lines": "\n".join(json.dumps(r) for r in records),
            "named list": json.dumps({"meta": {"n": 3}, "events": records}),
        }[shape]
        places = {"lat": "place.lat", "lon": "place.lon"}
    result = prepared(write(tmp_path, text, "file.json"), files.settings(where=places))
    assert result.report.incidents == 3
    assert incidents(result)["lat"].to_list() == [55.6] * 3


def test_parquet_with_typed_columns(tmp_path: Path) -> None:
    frame = pl.DataFrame({
        "id": [1, 2], "when": [datetime(2024, 1, 5, 21, 30)] * 2, "lat": [55.6] * 2, "lon": [13.0] * 2,  # noqa: DTZ001
        "type": ["shot"] * 2, "dead": [0, 1], "wounded": [1, None], "text": [None, "x"],
    })  # fmt: skip
    path = tmp_path / "file.parquet"
    frame.write_parquet(path)
    result = prepared(path)
    assert (result.report.incidents, result.report.fatal_victims) == (2, 1)


CELL = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=20),
    separator=st.sampled_from([";", ",", "\t", "|"]),
)
def test_whatever_is_written_as_csv_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str
) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(["alpha", "beta", "gamma"])
    writer.writerows(rows)
    path = write(tmp_path_factory.mktemp("csv"), target.getvalue())
    table = open_table(path)
    assert table.columns == ("alpha", "beta", "gamma")
    got = [row for batch in table.batches for row in batch.frame.drop("row").rows()]
    wanted = [tuple(cell.strip() or None for cell in row) for row in rows]
    blanks = str.maketrans("", "", " ")
    shown = [row for row in wanted if any(row)]
    assert [tuple((c or "").translate(blanks) for c in row) for row in got] == [
        tuple((c or "").translate(blanks) for c in row) for row in shown
    ]
