"""Open any accepted file: the kind is told by its first bytes, never by its name."""

from dataclasses import dataclass
from pathlib import Path

from vapenvila.web.imports.engine.archive import ZIP_MAGIC, check_size, first_bytes
from vapenvila.web.imports.engine.csv_reading import read_csv
from vapenvila.web.imports.engine.json_reading import looks_like_json, read_json
from vapenvila.web.imports.engine.parquet_reading import PARQUET_MAGIC, read_parquet
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.tables import RawTable
from vapenvila.web.imports.engine.workbook_reading import read_workbook

OLD_EXCEL_MAGIC = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class FileHints:
    """What a mapping may state about the file, where it should not be found out."""

    encoding: str | None = None
    separator: str | None = None
    header_row: int | None = None
    sheet: str | None = None
    records: str | None = None


def open_table(path: Path, hints: FileHints | None = None) -> RawTable:
    """The file's columns and rows; UnreadableFileError with a sentence when it cannot be read as a whole."""
    hints = hints or FileHints()
    check_size(path)
    start = first_bytes(path, 8)
    if start.startswith(ZIP_MAGIC):
        return read_workbook(path, sheet=hints.sheet, header_row=hints.header_row)
    if start.startswith(PARQUET_MAGIC):
        return read_parquet(path)
    if start.startswith(OLD_EXCEL_MAGIC):
        raise UnreadableFileError(
            say("This is an old Excel file (.xls) or one with a password. Save it as XLSX or CSV.")
        )
    if start.startswith(b"%PDF"):
        raise UnreadableFileError(say("This is a PDF. Ask the sender for the table as CSV or XLSX."))
    if looks_like_json(path):
        return read_json(path, records=hints.records)
    return read_csv(path, encoding=hints.encoding, separator=hints.separator, header_row=hints.header_row)
