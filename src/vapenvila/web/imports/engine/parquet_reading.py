"""Parquet: typed columns turned into the text the rest of the engine reads."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.archive import check_size
from vapenvila.web.imports.engine.issues import Issue
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.tables import RawBatch, RawTable, shaped, unique_names

PARQUET_MAGIC = b"PAR1"


def read_parquet(path: Path) -> RawTable:
    """Open a Parquet file; nested columns other than records of plain values are given as text."""
    check_size(path)
    try:
        schema = pl.Schema(pl.read_parquet_schema(path))
        height = int(pl.scan_parquet(path).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise UnreadableFileError(
            say("The Parquet file is damaged or was cut off. Get the file again.")
        ) from problem
    notices: list[Issue] = []
    names = unique_names(list(schema), notices)
    if height == 0:
        raise UnreadableFileError(say("The file holds no rows."))
    return RawTable("Parquet", names, _batches(path, schema, names, height), notices=notices)


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("%Y-%m-%dT%H:%M:%S" + ("%:z" if kind.time_zone else ""))
    if isinstance(kind, pl.Struct):
        return column.struct.json_encode()
    if isinstance(kind, pl.List):
        return column.cast(pl.List(pl.String)).list.join(", ")
    return column.cast(pl.String)


def _batches(path: Path, schema: pl.Schema, names: tuple[str, ...], height: int) -> Iterator[RawBatch]:
    lazy = pl.scan_parquet(path).select(
        _as_text(old, kind).alias(new) for (old, kind), new in zip(schema.items(), names, strict=True)
    )
    for start in range(0, height, limits.BATCH_ROWS):
        part = lazy.slice(start, limits.BATCH_ROWS).collect()
        yield shaped(list(range(start + 1, start + part.height + 1)), part, [])
