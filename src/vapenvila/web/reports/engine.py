"""The only door from publications to the analysis library: a table of official counts, protected and with intervals."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vapenvila.analysis.disclosure_control import LinkedTable, ProtectionError, Relation, suppress, too_small
from vapenvila.analysis.small_counts import exact_interval

LEVEL = 0.95
NO_MATTER = 1e-6  # what it costs to hide a cell that is not in the new table anyway

Key = tuple[Any, ...]  # ("cell", row, year), ("year", year), ("row", row, first, last), ("all", first, last)
Table = dict[str, Any]  # as it is stored and shown: rows, years, cells with n and interval, or None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A table that was given out before: its years, and what it showed."""

    first: int
    last: int
    shown: frozenset[Key]


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table that may be shown, and how many of its cells are not."""

    table: Table
    n: int
    small: int
    further: int

    @property
    def smallest_shown(self) -> int | None:
        """The smallest number above 0 in it."""
        shown = [cell["n"] for cell in _cells(self.table) if cell and cell["n"] > 0]
        return min(shown, default=None)


def protected_table(
    tally: Mapping[tuple[str, int], int],
    rows: Sequence[str],
    span: tuple[int, int],
    *,
    earlier: Sequence[Earlier] = (),
    threshold: int,
) -> ProtectedTable | None:
    """Hide what is small, and what would tell it together with everything given out before; None when nothing helps.

    `tally`: (row, year) → incidents, over the years of this table and of all earlier ones. The table's own total is always
    shown. Cells an earlier table showed count as known; cells it hid must stay unknown.
    """
    linked, places = _linked(tally, rows, span, earlier)
    known = {key for table in earlier for key in table.shown if key in places} | {("all", *span)}
    new = set(keys_of(rows, span))
    must_show = np.array([key in known for key in places])
    weights = np.array([_cost(key, linked.values[place], new) for key, place in places.items()])
    try:
        found = suppress(
            linked, too_small(linked, threshold), threshold=threshold, must_show=must_show, weights=weights
        )
    except ProtectionError:
        return None
    hidden = {key for key, place in places.items() if found.hidden[place]}
    small = {key for key, place in places.items() if found.small[place]}
    values = {key: int(linked.values[place]) for key, place in places.items()}
    return ProtectedTable(
        table=_written(values, hidden, rows, span),
        n=values["all", *span],
        small=len(small & new),
        further=len((hidden - small) & new),
    )


def keys_of(rows: Sequence[str], span: tuple[int, int]) -> list[Key]:
    """Every cell of a table, totals included."""
    years = range(span[0], span[1] + 1)
    inner: list[Key] = [("cell", row, year) for row in rows for year in years]
    return [*inner, *(("year", y) for y in years), *(("row", r, *span) for r in rows), ("all", *span)]


def shown_keys(table: Table) -> frozenset[Key]:
    """What a stored table shows."""
    years = table["years"]
    span = (years[0], years[-1])
    found: list[Key] = [("all", *span)]
    found += [("year", y) for y, cell in zip(years, table["year_totals"], strict=True) if cell]
    for row in table["rows"]:
        found += [("cell", row["row"], y) for y, cell in zip(years, row["cells"], strict=True) if cell]
        found += [("row", row["row"], *span)] if row["total"] else []
    return frozenset(found)


def fingerprint(content: Mapping[str, Any]) -> str:
    """The hash of what a publication says, whatever the order of its parts."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _linked(
    tally: Mapping[tuple[str, int], int],
    rows: Sequence[str],
    span: tuple[int, int],
    earlier: Sequence[Earlier],
) -> tuple[LinkedTable, dict[Key, int]]:
    spans = sorted({span, *((table.first, table.last) for table in earlier)})
    years = sorted({year for first, last in spans for year in range(first, last + 1)})
    keys: dict[Key, None] = dict.fromkeys(key for one in spans for key in keys_of(rows, one))
    places = {key: place for place, key in enumerate(keys)}
    sums: list[tuple[Key, list[Key]]] = [(("year", y), [("cell", r, y) for r in rows]) for y in years]
    for first, last in spans:
        within = range(first, last + 1)
        sums += [(("row", r, first, last), [("cell", r, y) for y in within]) for r in rows]
        sums.append((("all", first, last), [("row", r, first, last) for r in rows]))
        sums.append((("all", first, last), [("year", y) for y in within]))
    relations = tuple(Relation(places[total], tuple(places[p] for p in parts)) for total, parts in sums)
    return LinkedTable(np.array([_value(key, tally, rows) for key in keys], dtype=float), relations), places


def _value(key: Key, tally: Mapping[tuple[str, int], int], rows: Sequence[str]) -> int:
    match key:
        case ("cell", row, year):
            return tally.get((row, year), 0)
        case ("year", year):
            return sum(tally.get((row, year), 0) for row in rows)
        case ("row", row, first, last):
            return sum(tally.get((row, year), 0) for year in range(first, last + 1))
        case (_, first, last):
            return sum(tally.get((row, year), 0) for row in rows for year in range(first, last + 1))
    raise ValueError(f"no such cell: {key}")


def _cost(key: Key, value: float, new: set[Key]) -> float:
    if key not in new:
        return NO_MATTER
    return float((1 + np.log1p(value)) * (1 if key[0] == "cell" else 3))


def _written(
    values: Mapping[Key, int], hidden: set[Key], rows: Sequence[str], span: tuple[int, int]
) -> Table:
    def cell(*key: Any) -> dict[str, float] | None:
        if key in hidden:
            return None
        found = exact_interval(values[key], level=LEVEL)
        return {"n": values[key], "low": round(found.low, 1), "high": round(found.high, 1)}

    years = list(range(span[0], span[1] + 1))
    return {
        "years": years,
        "rows": [
            {"row": row, "cells": [cell("cell", row, y) for y in years], "total": cell("row", row, *span)}
            for row in rows
        ],
        "year_totals": [cell("year", y) for y in years],
        "all": cell("all", *span),
    }


def _cells(table: Table) -> list[Any]:
    rows = [cell for row in table["rows"] for cell in (*row["cells"], row["total"])]
    return [*rows, *table["year_totals"], table["all"]]
