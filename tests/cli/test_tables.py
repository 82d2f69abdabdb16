"""The tables that commands read: kinds of files, kinds of columns, and what cannot be used named by row and column."""

import gzip
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vapenvila.cli.tables import read_table
from vapenvila.cli.user_error import UserError

FRAME = pl.DataFrame(
    {"Id": [1, 2, 3], "share": [1.0, 2.5, None], "told": [True, False, True], "code": ["007", "å", ""]}
)


def write(file: Path, content: str | bytes) -> Path:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def written(folder: Path, kind: str) -> Path:
    plain = folder / kind.removesuffix(".gz")
    if plain.suffix == ".csv":
        FRAME.write_csv(plain)
    elif plain.suffix == ".xlsx":
        FRAME.write_excel(plain)
    else:
        FRAME.write_parquet(plain)
    return write(folder / kind, gzip.compress(plain.read_bytes())) if kind.endswith(".gz") else plain


@pytest.mark.parametrize("kind", ["t.csv", "t.csv.gz", "t.xlsx", "t.xlsx.gz", "t.parquet", "t.parquet.gz"])
def test_the_same_rows_come_out_of_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    table = read_table(written(tmp_path, kind))
    assert table.rows == 3
    assert table.identifiers("Id", "--id") == [1, 2, 3]
    assert table.numbers_or_missing("share", "--share")[:2].tolist() == [1.0, 2.5]
    assert np.isnan(table.numbers_or_missing("share", "--share")[2])
    assert table.yes_no("told", "--told").tolist() == [True, False, True]
    assert table.identifiers_or_none("code", "--code") == ["007", "å", None]


def test_a_file_from_an_older_swedish_spreadsheet_is_read(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "t.csv", "Namn;andel;dag\r\nÅsa;0,5;2026-01-31\r\n".encode("cp1252")))
    assert table.identifiers("Namn", "--id") == ["Åsa"]
    assert table.numbers("andel", "--a").tolist() == [0.5]
    assert table.days("dag", "--d").tolist() == [np.datetime64("2026-01-31").item()]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators_are_told_apart(tmp_path: Path, encoding: str, separator: str) -> None:
    text = f"Namn{separator}till\r\nÅsa{separator}Öst\r\n"
    table = read_table(write(tmp_path / "t.csv", text.encode(encoding)))
    assert (table.texts("Namn", "--a"), table.texts("till", "--b")) == (["Åsa"], ["Öst"])


def test_a_whole_number_that_another_tool_wrote_with_a_nought_is_the_same_name(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "t.csv", "a,b,c,d\n1.0,1.0,1.0,01\n2,,2.5,2.0\n-3.0,x,3.0,3\n"))
    assert table.texts("a", "--a") == ["1", "2", "-3"]
    assert table.cells("b", "--b") == ["1.0", None, "x"]
    assert table.texts("c", "--c") == ["1.0", "2.5", "3.0"]
    assert table.texts("d", "--d") == ["01", "2.0", "3"]


@pytest.mark.parametrize(
    ("content", "ask", "sentence"),
    [
        ("a,b\n1,2\n", "missing", "has no column 'missing' (--x); its columns are: a, b"),
        ("a,b\n1,2\nx,3\n", "numbers", "row 3, column 'a' (--x) is 'x', which is not a number"),
        ("a,b\n1,2\n,3\n", "numbers", "row 3, column 'a' (--x) is empty"),
        ("a,b\n1,2\n,3\n", "identifiers", "row 3, column 'a' (--x) is empty"),
        ("a,b\nmaybe,2\n", "yes_no", "row 2, column 'a' (--x) is 'maybe'; write 1 or 0, yes or no"),
        ("a,b\n2026-13-01,2\n", "days", "row 2, column 'a' (--x) is '2026-13-01'; write a date"),
        ("a,b\n20260131,2\n", "days", "row 2, column 'a' (--x) is '20260131'; write a date"),
        ("b,a,a\n1,2,3\n", "texts", "t.csv has several columns 'a' (--x); name each differently"),
        ("a,b\nnan,2\n", "numbers", "is 'nan', which is not a number"),
    ],
)
def test_what_cannot_be_used_is_named_by_row_and_column(
    tmp_path: Path, content: str, ask: str, sentence: str
) -> None:
    table = read_table(write(tmp_path / "t.csv", content))
    with pytest.raises(UserError) as problem:
        table.cells("missing", "--x") if ask == "missing" else getattr(table, ask)("a", "--x")
    assert sentence in str(problem.value)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("t.csv", "a,b\n", "no rows below its heading"),
        ("t.csv", "", "cannot be read: it is empty"),
        ("t.csv", " \n\n", "cannot be read: it is empty"),
        ("t.csv", "a,b\n1,2\n1,2,3\n", "row 3 has 3 cells and the heading 2"),
        ("t.xlsx", "no workbook", "cannot be read"),
        ("t.parquet", "no parquet", "cannot be read"),
        ("t.csv.gz", "not packed", "cannot be read"),
        ("t.doc", "a", "ending in .csv"),
    ],
)
def test_a_file_that_cannot_be_read_gives_a_sentence(
    tmp_path: Path, name: str, content: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        read_table(write(tmp_path / name, content))


def test_a_file_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        read_table(tmp_path / "nothing.csv")
