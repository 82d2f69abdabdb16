"""Which rows are one incident. Victim rows fold; nothing is dropped; every decision is told.

The rule, in words. Rows with the same value in the folding columns are one incident, as long as they lie
at most
`max_hours` apart (a number that is used again later is another incident). Rows that are exactly equal in
all columns of
“same event” (place and time) are one incident too, also when their numbers differ. Rows equal in every
column are
different victims. Without victim rows every row is an incident: an exact copy of an earlier row is
skipped, and a second
row with the same reference and other content is held back for decision.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from vapenvila.web.imports.engine.issues import ISSUE_SCHEMA, issues_where

KEY_SCHEMA = pl.Schema(
    {
        "row": pl.UInt32(),
        "reference": pl.UInt64(),
        "event": pl.UInt64(),
        "content": pl.UInt64(),
        "at": pl.Int64(),
    }
)
"""For every whole row: hashes of reference, place-and-time (null: not comparable) and content; seconds
since 1970."""


@dataclass(frozen=True, slots=True)
class Folding:
    """`rows`: row, incident (number from 0), part (1 normally, 2… for a reused reference), skipped, held."""

    rows: pl.DataFrame
    incidents: int
    issues: pl.DataFrame


def fold_victims(keys: pl.DataFrame, *, max_hours: float) -> Folding:
    """Fold victim rows into incidents."""
    if keys.is_empty():
        return Folding(
            _result(keys, np.empty(0, dtype=np.int64), pl.Series([], dtype=pl.UInt32)), 0, _no_issues()
        )
    ordered = _with_parts(keys, int(max_hours * 3600))
    numbers = _components(ordered)
    reused = issues_where(
        ordered, pl.col("part") > 1, code="reference_reused", column="", detail=pl.lit(f"{max_hours:g}")
    )
    twins = ordered.filter(pl.col("content").is_duplicated())
    twins = twins.with_columns(pl.col("row").min().over("content").alias("first"))
    identical = issues_where(
        twins, pl.col("row") > pl.col("first"), code="identical_victims", column="", detail=pl.col("first")
    )
    rows = _result(ordered, numbers, ordered["part"])
    issues = pl.concat([reused, identical, _folded_by_place(ordered, numbers)])
    return Folding(rows, int(numbers.max()) + 1, issues)


def _with_parts(keys: pl.DataFrame, max_seconds: int) -> pl.DataFrame:
    """The rows in file order with `owner` (number of reference and part) and `part` (a reference used
    again gets 2, 3…)."""
    ordered = keys.with_row_index("place").sort("reference", "at", "row")
    new = (pl.col("reference") != pl.col("reference").shift()).fill_null(value=True)
    late = (pl.col("at").diff() > max_seconds).fill_null(value=False)
    ordered = ordered.with_columns(new.alias("new"), (late & ~new).alias("break"))
    ordered = ordered.with_columns(
        ((pl.col("new") | pl.col("break")).cum_sum().cast(pl.Int64) - 1).alias("owner"),
        pl.col("break").cum_sum().alias("breaks"),
    )
    before = pl.when("new").then("breaks").forward_fill()
    ordered = ordered.with_columns((pl.col("breaks") - before + 1).cast(pl.UInt32).alias("part"))
    return ordered.sort("place").drop("new", "break", "breaks", "place")


def _components(ordered: pl.DataFrame) -> NDArray[np.int64]:
    """Incident number of each row, numbered by first appearance."""
    owner = ordered["owner"].to_numpy()
    if ordered["event"].null_count() == ordered.height:
        return _numbered_by_appearance(owner)
    comparable = ordered["event"].is_not_null().to_numpy()
    event = ordered.filter(pl.col("event").is_not_null())["event"].rank("dense").cast(pl.Int64).to_numpy() - 1
    owners = int(owner.max()) + 1
    total = owners + int(event.max()) + 1
    links = (owner[comparable], owners + event)
    graph = coo_array((np.ones(event.size, dtype=np.int8), links), shape=(total, total))
    _, labels = connected_components(graph, directed=False)
    return _numbered_by_appearance(np.asarray(labels[owner], dtype=np.int64))


def _numbered_by_appearance(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    order = np.empty(first.size, dtype=np.int64)
    order[np.argsort(first)] = np.arange(first.size)
    return np.asarray(order[inverse], dtype=np.int64)


def _folded_by_place(ordered: pl.DataFrame, numbers: NDArray[np.int64]) -> pl.DataFrame:
    """What is told about rows that were joined although their numbers differ."""
    if ordered["event"].null_count() == ordered.height:
        return _no_issues()
    table = ordered.select("row", "owner", pl.Series("incident", numbers))
    table = table.filter(pl.col("incident").is_duplicated()).with_columns(
        pl.col("owner").n_unique().over("incident").alias("references"),
        pl.col("row").min().over("incident").alias("first"),
    )
    return issues_where(
        table,
        (pl.col("references") > 1) & (pl.col("row") > pl.col("first")),
        code="same_event_folded",
        column="",
        value=pl.col("first"),
        detail=pl.col("references"),
    )


def one_incident_a_row(keys: pl.DataFrame, reference_column: str) -> Folding:
    """Each row an incident; copies are skipped, contradictions held back."""
    repeated = keys.filter(pl.col("reference").is_duplicated()).with_columns(
        pl.col("row").min().over("reference").alias("first"),
        pl.col("row").min().over("reference", "content").alias("twin"),
    )
    skipped = repeated.filter(pl.col("row") > pl.col("twin"))["row"]
    conflict = (pl.col("row") > pl.col("first")) & (pl.col("row") == pl.col("twin"))
    issues = issues_where(
        repeated, conflict, code="reference_twice", column=reference_column, detail=pl.col("first")
    )
    table = keys.select(
        "row",
        pl.col("row").is_in(skipped.implode()).alias("skipped"),
        pl.col("row").is_in(issues["row"].implode()).alias("held"),
    )
    kept = ~(pl.col("skipped") | pl.col("held"))
    rows = table.select(
        "row",
        pl.when(kept).then(kept.cum_sum().cast(pl.Int64) - 1).alias("incident"),
        pl.lit(1, dtype=pl.UInt32).alias("part"),
        "skipped",
        "held",
    )
    return Folding(rows, int(rows["incident"].count()), issues)


def _result(ordered: pl.DataFrame, numbers: NDArray[np.int64], part: pl.Series) -> pl.DataFrame:
    no = pl.lit(value=False)
    return ordered.select(
        "row", pl.Series("incident", numbers), part.alias("part"), no.alias("skipped"), no.alias("held")
    )


def _no_issues() -> pl.DataFrame:
    return pl.DataFrame(schema=ISSUE_SCHEMA)
