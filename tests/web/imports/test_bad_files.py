"""Files that cannot be read as a whole: one sentence that says where, and nothing half in."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.web.imports.files import HEADER, PLAIN, prepared, told, write
from vapenvila.web.imports.engine.sentences import UnreadableFileError, UnusableMappingError

ROW = "1,2024-01-05 21:30,55.6,13.0,shot,0,1,x\n"


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as problem:
        prepared(path)
    return str(problem.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "empty" in _refusal(write(tmp_path, ""))


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    assert "no rows" in _refusal(write(tmp_path, HEADER))


def test_a_csv_cut_in_the_middle_of_a_row_names_the_row(tmp_path: Path) -> None:
    sentence = _refusal(write(tmp_path, HEADER + ROW * 3 + "4,2024-01-06 01"))
    assert "row 5" in sentence
    assert "cut off" in sentence


def test_a_quotation_mark_never_closed_names_the_row_that_opens_it(tmp_path: Path) -> None:
    sentence = _refusal(
        write(tmp_path, HEADER + ROW + '2,2024-01-05,55.6,13.0,shot,0,1,"cut here\n' + ROW * 5)
    )
    assert "row 3" in sentence.lower()
    assert "quotation mark" in sentence


def test_a_gzip_file_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress((HEADER + "".join(f"{i}{ROW[1:]}" for i in range(5000))).encode())
    assert "cut off" in _refusal(write(tmp_path, packed[: len(packed) // 2], "file.csv.gz"))


def test_a_gzip_bomb_is_not_opened_further(tmp_path: Path) -> None:
    target = io.BytesIO()
    with gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6) as stream:
        stream.write(HEADER.encode())
        for _ in range(100):
            stream.write(b"0" * (1 << 20))
    assert "250 times" in _refusal(write(tmp_path, target.getvalue(), "bomb.csv.gz"))


def test_json_cut_in_the_middle_names_the_record(tmp_path: Path) -> None:
    text = json.dumps([{"id": i, "when": "2024-01-05"} for i in range(50)])
    assert "record" in _refusal(write(tmp_path, text[: len(text) // 2], "file.json"))


def test_json_lines_cut_in_the_middle_name_the_record(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": i, "when": "2024-01-05"}) for i in range(20))
    assert "record 20" in _refusal(write(tmp_path, lines[:-5], "file.jsonl"))


def test_deeply_nested_json_is_refused(tmp_path: Path) -> None:
    assert "nested" in _refusal(write(tmp_path, "[" + '{"a":' * 100_000, "file.json"))


def test_letters_in_no_known_encoding_name_the_line(tmp_path: Path) -> None:
    sentence = _refusal(write(tmp_path, HEADER.encode() + b"1,2024-01-05,55.6,13.0,shot,0,1,\x81\x8d\xf6\n"))
    assert "line 2" in sentence


def test_utf8_with_damaged_letters_names_the_line(tmp_path: Path) -> None:
    body = HEADER + ROW.replace("x", "Möllevången åäö") * 3
    assert "line 5" in _refusal(write(tmp_path, body.encode() + b"5,2024-01-05,55.6,13.0,shot,0,1,\xff\n"))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    assert "not a text file" in _refusal(
        write(tmp_path, b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x03" * 9)
    )


def test_an_old_excel_file_and_a_pdf_are_named(tmp_path: Path) -> None:
    assert ".xls" in _refusal(write(tmp_path, b"\xd0\xcf\x11\xe0" + b"x" * 600, "old.xls"))
    assert "PDF" in _refusal(write(tmp_path, b"%PDF-1.7 ....", "file.pdf"))


def _workbook(path: Path, sheet_xml: bytes) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Data").write_row(0, 0, HEADER.strip().split(","))
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet_xml
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def test_a_zip_bomb_as_workbook_is_not_opened(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "bomb.xlsx", b"<worksheet>" + b" " * (200 << 20) + b"</worksheet>")
    assert path.stat().st_size < 1 << 20
    assert "was not opened" in _refusal(path)


def test_a_workbook_with_a_document_type_is_not_opened(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    path = _workbook(tmp_path / "entities.xlsx", bomb)
    assert "opened" in _refusal(path)


def test_a_cut_workbook_is_refused(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "whole.xlsx", b"<worksheet/>")
    assert "damaged" in _refusal(write(tmp_path, path.read_bytes()[:-300], "cut.xlsx"))


def test_a_cut_parquet_file_is_refused(tmp_path: Path) -> None:
    assert "Parquet" in _refusal(write(tmp_path, b"PAR1" + b"\x00" * 100, "cut.parquet"))


def test_a_missing_column_is_named_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UnusableMappingError) as problem:
        prepared(write(tmp_path, "id,date\n1,2024-01-05\n"))
    assert "“when”" in str(problem.value)
    assert "id, date" in str(problem.value)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    names = ",".join(f"c{i}" for i in range(501))
    assert "501" in _refusal(write(tmp_path, f"{names}\n{names}\n"))


def test_one_cell_beyond_all_measure_holds_back_its_row_only(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + ROW + "2,2024-01-05 21:30,55.6,13.0,shot,0,1," + "y" * 40_000 + "\n")
    result = prepared(path, PLAIN)
    assert (3, "cell_too_long") in told(result)
    assert (result.report.incidents, result.report.held) == (1, 1)
