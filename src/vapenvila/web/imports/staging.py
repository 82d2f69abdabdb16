"""Normalised incidents into temporary tables of this transaction, by COPY."""

from collections.abc import Iterator
from typing import Final

import polars as pl
from django.db import connection

from vapenvila.web.imports.engine.preparing import Prepared
from vapenvila.web.imports.register_fields import FIELDS

TEXT_LIMITS: Final = {"place": 200, "note": 4000}
STAGED_COLUMNS: Final = ("n", "row", "source_no", *(f.column for f in FIELDS if f.column != "area_id"))

_CREATE = f"""
DROP TABLE IF EXISTS pg_temp.import_staged, pg_temp.import_reference, pg_temp.import_match, pg_temp.import_difference;
CREATE TEMP TABLE import_staged (
    n integer NOT NULL, row integer NOT NULL, source_no text NOT NULL,
    {", ".join(f'"{f.column}" {f.sql_type}' for f in FIELDS)},
    incident uuid, verdict text
) ON COMMIT DROP;
CREATE TEMP TABLE import_reference (n integer NOT NULL, source_no text NOT NULL) ON COMMIT DROP;
"""


def stage(prepared: Prepared) -> Iterator[int]:
    """Copy all incidents of a prepared file into `import_staged` and `import_reference`; gives the number
    done so far."""
    done = 0
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        for batch in prepared.batches():
            numbered = batch.with_row_index("n", offset=done)
            _copy(cursor, "import_staged", _register_columns(numbered), STAGED_COLUMNS)
            _copy(cursor, "import_reference", _references(numbered), ("n", "source_no"))
            done += batch.height
            yield done
        cursor.execute("ANALYZE import_staged; ANALYZE import_reference")


def _references(numbered: pl.DataFrame) -> pl.DataFrame:
    several = numbered.filter(pl.col("source_nos").list.len() > 1).select("n", "source_nos")
    pairs = [(n, reference) for n, references in several.iter_rows() for reference in references]
    single = numbered.filter(pl.col("source_nos").list.len() == 1).select("n", "source_no")
    return pl.concat([single, pl.DataFrame(pairs, schema=single.schema, orient="row")])


def _register_columns(batch: pl.DataFrame) -> pl.DataFrame:
    renamed = batch.with_columns(
        pl.col("rows").list.first().alias("row"),
        pl.col("area_name").alias("place"),
        pl.col("lat").alias("latitude"),
        pl.col("lon").alias("longitude"),
    )
    cut = [
        pl.col(name).str.slice(0, length).replace("", None).alias(name)
        for name, length in TEXT_LIMITS.items()
    ]
    return renamed.with_columns(cut).select(STAGED_COLUMNS)


def _copy(cursor: object, table: str, frame: pl.DataFrame, columns: tuple[str, ...]) -> None:
    names = ", ".join(f'"{c}"' for c in columns)
    text = frame.write_csv(
        include_header=False, datetime_format="%Y-%m-%d %H:%M:%S%.6fZ", quote_style="necessary"
    )
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy:  # type: ignore[attr-defined]
        copy.write(text)
