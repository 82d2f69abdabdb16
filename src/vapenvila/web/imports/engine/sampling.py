"""A first look at a file nobody has mapped yet: its columns, what stands in them, and what they look like."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from vapenvila.web.imports.engine import dates, vocabulary
from vapenvila.web.imports.engine.reading import FileHints, open_table
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.written_moments import plain_days

SAMPLES: Final = 5
VALUES_LISTED: Final = 120
SHOWN_CHARACTERS: Final = 60
YEARS: Final = (1950, 2100)


@dataclass(frozen=True, slots=True)
class SampledColumn:
    """One column: some of its values, all of them when they are few, and shares of what they look like."""

    name: str
    samples: tuple[str, ...]
    values: tuple[tuple[str, int], ...]  # empty when there are more than 120 different ones
    filled: float
    different: float  # number of different values over number of filled cells
    dates: float
    times: float
    flags: float
    numbers: float
    smallest: float | None
    largest: float | None


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a file."""

    format: str
    encoding: str | None
    separator: str | None
    header_row: int | None
    rows: int
    columns: tuple[SampledColumn, ...]

    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> SampledColumn | None:
        """The column with this name."""
        return next((column for column in self.columns if column.name == name), None)


def sample_file(path: Path, hints: FileHints | None = None) -> Sample:
    """Look at the first batch of rows. Raises UnreadableFileError for what cannot be read, and where no row is left."""
    table = open_table(path, hints)
    first = next(table.batches, None)
    if first is None or first.frame.is_empty():
        raise UnreadableFileError(say("The file holds a header but no rows."))
    frame = first.frame
    columns = tuple(_column(frame[name]) for name in table.columns if name in frame.columns)
    return Sample(table.format, table.encoding, table.separator, table.header_row, frame.height, columns)


def _column(cells: pl.Series) -> SampledColumn:
    filled = cells.filter(~cells.str.to_lowercase().is_in(vocabulary.NULL_WORDS).fill_null(value=True))
    count = max(filled.len(), 1)
    counted = filled.value_counts(sort=True)
    few = counted.height <= VALUES_LISTED
    numbers = (
        filled.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False).drop_nulls().drop_nans()
    )
    head = filled.head(2_000)
    clock = head.str.contains(
        r"^(?i:(?:ca\.?\s*)?(?:kl\.?\s*)?)\d{1,2}[:.]\d{2}([:.]\d{2})?(\s*[AaPp][Mm])?$"
    )
    words = [*vocabulary.YES, *vocabulary.NO]
    return SampledColumn(
        name=cells.name,
        samples=tuple(str(v)[:SHOWN_CHARACTERS] for v in counted[cells.name].head(SAMPLES)),
        values=tuple((str(value), int(often)) for value, often in counted.iter_rows()) if few else (),
        filled=filled.len() / max(cells.len(), 1),
        different=counted.height / count,
        dates=max(_dates(head, "dmy"), _dates(head, "mdy")),
        times=float(clock.sum()) / max(head.len(), 1),
        flags=float(filled.str.to_lowercase().is_in(words).sum()) / count,
        numbers=numbers.len() / count,
        smallest=float(str(numbers.min())) if numbers.len() else None,
        largest=float(str(numbers.max())) if numbers.len() else None,
    )


def _dates(cells: pl.Series, order: dates.Order) -> float:
    """The share of cells that are dates when read in this order."""
    written, _night = plain_days(cells, serial=False)
    read = dates.parsed(written, None, order=order, century_pivot=50, long_digits=False, year_hint=None)
    return float(read["day"].dt.year().is_between(*YEARS).sum()) / max(cells.len(), 1)
