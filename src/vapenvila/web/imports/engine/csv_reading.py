"""CSV as cities send it: any of four separators, any western encoding, quoted line breaks, titles above
the header."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.archive import open_bytes
from vapenvila.web.imports.engine.encoding import FoundEncoding, find_encoding
from vapenvila.web.imports.engine.issues import Issue
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.tables import RawBatch, RawTable, shaped, unique_names

SEPARATORS: Final = (";", ",", "\t", "|")
SAMPLE_CHARACTERS: Final = 1 << 17
HEADER_SOUGHT_IN: Final = 25
LOOKS_LIKE_DATA: Final = re.compile(r"^[-+]?\d[\d\s.,:/T+-]*$")
STATED_SEPARATOR: Final = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)


def read_csv(
    path: Path, *, encoding: str | None = None, separator: str | None = None, header_row: int | None = None
) -> RawTable:
    """Open a CSV file; encoding, separator and header row are found unless they are stated."""
    found = find_encoding(path, encoding)
    sample = _sample(path, found)
    stated = STATED_SEPARATOR.match(sample)
    separator = separator or (stated.group(1) if stated else None) or find_separator(sample)
    head = _sample_rows(sample, separator)
    if not head:
        raise UnreadableFileError(say("The file holds no rows."))
    notices: list[Issue] = []
    header_index = header_row - 1 if header_row else find_header(head)
    if header_index is not None and header_index >= len(head):
        raise UnreadableFileError(say("The header row {row} lies after the end of the file."), row=header_row)
    if header_index is None:
        notices.append(Issue(0, "", "no_header"))
        names = [""] * max(len(row) for row in head)
    else:
        names = _trimmed(head[header_index])
    columns = unique_names(names, notices)
    if not found.ends_with_line_break:
        notices.append(Issue(0, "", "no_final_line_end"))
    batches = _batches(path, found, separator, header_index, columns)
    row = None if header_index is None else header_index + 1
    return RawTable("CSV", columns, batches, found.name, separator, row, notices)


def _text(path: Path, found: FoundEncoding) -> io.TextIOWrapper:
    return io.TextIOWrapper(open_bytes(path), encoding=found.codec, newline="")


def _sample(path: Path, found: FoundEncoding) -> str:
    try:
        with _text(path, found) as stream:
            text = stream.read(SAMPLE_CHARACTERS)
    except UnicodeDecodeError:
        raise UnreadableFileError(say("The file cannot be read as {name}."), name=found.name) from None
    if len(text) == SAMPLE_CHARACTERS and "\n" in text:
        text = text[: text.rindex("\n") + 1]
    return text


def _sample_rows(sample: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(SAMPLE_CHARACTERS * 2)
    return list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator))


def find_separator(sample: str) -> str:
    """The separator that cuts most rows of the sample into the same number (more than one) of cells."""
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        counts = Counter(len(row) for row in _sample_rows(sample, separator)[:400] if row)
        if not counts:
            continue
        width, often = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        score = 0.0 if width == 1 else often / counts.total() + min(width, 50) / 1000
        if score > best_score:
            best, best_score = separator, score
    return best


def find_header(rows: list[list[str]]) -> int | None:
    """Index of the header: the first row of full width whose cells all are different names and no values."""
    widths = Counter(len(_trimmed(row)) for row in rows if any(cell.strip() for cell in row))
    if not widths:
        return None
    usual = max(
        width
        for width, often in widths.items()
        if often >= 0.3 * widths.total() or often == max(widths.values())
    )
    for index, row in enumerate(rows[:HEADER_SOUGHT_IN]):
        cells = [cell.strip() for cell in _trimmed(row)]
        named = [cell for cell in cells if cell]
        if (
            len(cells) < max(1, min(usual, len(row)) - 1)
            or len(cells) < 0.6 * usual
            or len(named) < 0.6 * len(cells)
        ):
            continue
        if any(LOOKS_LIKE_DATA.match(cell) for cell in named):
            return None if len(cells) >= usual and index == 0 else index - 1 if index else None
        return index
    return None


def _trimmed(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


@dataclass(slots=True)
class _Pending:
    """Rows read and not yet given on."""

    columns: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    empty: int = 0
    characters: int = 0

    def add(self, row: list[str], number: int) -> None:
        if not row:
            self.empty += 1
            return
        if len(row) != len(self.columns):
            row = _fitted(row, number, len(self.columns), self.issues)
        self.rows.append(row)
        self.characters += sum(map(len, row))
        self.numbers.append(number)

    @property
    def full(self) -> bool:
        return len(self.rows) >= limits.BATCH_ROWS or self.characters >= limits.BATCH_CHARACTERS

    def batch(self) -> RawBatch:
        schema = dict.fromkeys(self.columns, pl.String)
        cells = list(zip(*self.rows, strict=True))
        frame = pl.DataFrame(cells, schema=schema, orient="col") if cells else pl.DataFrame(schema=schema)
        batch = shaped(self.numbers, frame, self.issues)
        return RawBatch(batch.frame, batch.issues, batch.empty_rows + self.empty)


def _batches(
    path: Path, found: FoundEncoding, separator: str, header_index: int | None, columns: tuple[str, ...]
) -> Iterator[RawBatch]:
    csv.field_size_limit(limits.MAX_CELL_CHARACTERS * 8)
    pending = _Pending(columns)
    number, row = 0, list(columns)
    with _text(path, found) as stream:
        reader = csv.reader(stream, delimiter=separator, strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                if header_index is not None and number <= header_index + 1:
                    continue
                pending.add(row, number)
                if pending.full:
                    yield pending.batch()
                    pending = _Pending(columns)
        except (csv.Error, UnicodeDecodeError, UnreadableFileError) as problem:
            raise _unreadable_row(problem, number + 1, found.name) from None
    if len(row) < len(columns) and not found.ends_with_line_break and number > 1:
        raise UnreadableFileError(
            say(
                "The file was cut off in the middle of row {row}, its last: the row lacks columns and a "
                "line end. Get the file again."
            ),
            row=number,
        )
    if pending.rows or pending.empty:
        yield pending.batch()


def _unreadable_row(
    problem: csv.Error | UnicodeDecodeError | UnreadableFileError, row: int, encoding: str
) -> UnreadableFileError:
    text = str(problem)
    if isinstance(problem, UnicodeDecodeError):
        return UnreadableFileError(say("Row {row} cannot be read as {name}."), row=row, name=encoding)
    if isinstance(problem, UnreadableFileError):
        if row == 1:
            return problem
        return UnreadableFileError(
            say("{problem} (The last whole row is row {row}.)"), problem=text, row=row - 1
        )
    if "field larger" in text or "unexpected end" in text:
        return UnreadableFileError(
            say(
                "Row {row} opens a quotation mark that is never closed: the file was cut off, or a "
                "quotation mark is missing there."
            ),
            row=row,
        )
    return UnreadableFileError(say("Row {row} cannot be read as CSV: {problem}."), row=row, problem=text)


def _fitted(row: list[str], number: int, width: int, issues: list[Issue]) -> list[str]:
    if len(row) > width:
        if any(cell.strip() for cell in row[width:]):
            issues.append(Issue(number, "", "row_too_long", detail=f"{len(row)} / {width}"))
        return row[:width]
    if any(cell.strip() for cell in row):
        issues.append(Issue(number, "", "row_too_short", detail=f"{len(row)} / {width}"))
    return row + [""] * (width - len(row))
