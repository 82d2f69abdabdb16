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
    ordered = keys.with_row_index("place").sort("reference", "at", "row", maintain_order=True)
    breaks = (pl.col("at").diff().over("reference") > int(max_hours * 3600)).fill_null(value=False)
    ordered = ordered.with_columns((breaks.cast(pl.UInt32).cum_sum().over("reference") + 1).alias("part"))
    ordered = ordered.sort("place")
    numbers = _components(ordered)
    reused = issues_where(
        ordered, pl.col("part") > 1, code="reference_reused", column="", detail=pl.lit(f"{max_hours:g}")
    )
    first = ordered.with_columns(pl.col("row").min().over("content").alias("first"))
    twins = issues_where(
        first,
        pl.col("row") > pl.col("first"),
        code="identical_victims",
        column="",
        detail=pl.col("first").cast(pl.String),
    )
    rows = _result(ordered, numbers, ordered["part"])
    return Folding(
        rows, int(numbers.max()) + 1, pl.concat([reused, twins, _folded_by_place(ordered, numbers)])
    )


def _components(ordered: pl.DataFrame) -> NDArray[np.int64]:
    """Incident number of each row, numbered by first appearance."""
    height = ordered.height
    owner = (
        ordered.select(pl.struct("reference", "part").rank("dense").cast(pl.Int64) - 1).to_series().to_numpy()
    )
    links = [(np.arange(height), height + owner)]
    total = height + int(owner.max()) + 1
    comparable = ordered["event"].is_not_null().to_numpy()
    if not comparable.any():
        return _numbered_by_appearance(owner)
    event = ordered.filter(pl.col("event").is_not_null())["event"].rank("dense").cast(pl.Int64).to_numpy() - 1
    links.append((np.flatnonzero(comparable), total + event))
    total += int(event.max()) + 1
    left, right = (np.concatenate(side) for side in zip(*links, strict=True))
    graph = coo_array((np.ones(left.size, dtype=np.int8), (left, right)), shape=(total, total))
    _, labels = connected_components(graph, directed=False)
    return _numbered_by_appearance(labels[:height])


def _numbered_by_appearance(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    order = np.empty(first.size, dtype=np.int64)
    order[np.argsort(first)] = np.arange(first.size)
    return np.asarray(order[inverse], dtype=np.int64)


def _folded_by_place(ordered: pl.DataFrame, numbers: NDArray[np.int64]) -> pl.DataFrame:
    table = ordered.with_columns(pl.Series("incident", numbers)).with_columns(
        pl.struct("reference", "part").n_unique().over("incident").alias("references"),
        pl.col("row").min().over("incident").alias("first"),
    )
    joined = (pl.col("references") > 1) & (pl.col("row") > pl.col("first"))
    return issues_where(
        table,
        joined,
        code="same_event_folded",
        column="",
        value=pl.format("row {}", pl.col("first")),
        detail=pl.format("{} numbers", pl.col("references")),
    )


def one_incident_a_row(keys: pl.DataFrame, reference_column: str) -> Folding:
    """Each row an incident; copies are skipped, contradictions held back."""
    table = keys.with_columns(
        pl.col("row").min().over("reference").alias("first"),
        pl.col("row").min().over("reference", "content").alias("twin"),
    )
    copy = (pl.col("row") > pl.col("twin")).fill_null(value=False)
    conflict = (pl.col("row") > pl.col("first")) & (pl.col("row") == pl.col("twin"))
    table = table.with_columns(copy.alias("skipped"), conflict.fill_null(value=False).alias("held"))
    issues = issues_where(
        table,
        pl.col("held"),
        code="reference_twice",
        column=reference_column,
        detail=pl.col("first").cast(pl.String),
    )
    kept = ~(pl.col("skipped") | pl.col("held"))
    table = table.with_columns(
        pl.when(kept).then(kept.cast(pl.UInt32).cum_sum().cast(pl.Int64) - 1).alias("incident"),
        pl.lit(1, dtype=pl.UInt32).alias("part"),
    )
    rows = table.select("row", "incident", "part", "skipped", "held")
    return Folding(rows, int(rows["incident"].count()), issues)


def _result(ordered: pl.DataFrame, numbers: NDArray[np.int64], part: pl.Series) -> pl.DataFrame:
    no = pl.lit(value=False)
    return ordered.select(
        "row", pl.Series("incident", numbers), part.alias("part"), no.alias("skipped"), no.alias("held")
    )


def _no_issues() -> pl.DataFrame:
    return pl.DataFrame(schema=ISSUE_SCHEMA)
