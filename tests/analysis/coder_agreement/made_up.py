"""Judgements for tests: from a table of pairs, from columns as papers print them, and drawn with a known kappa."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.coder_agreement import Codings, codings


def from_table(table: Sequence[Sequence[int]], order: Sequence[int] | None = None) -> Codings:
    """Two coders whose pairs are the cells: rows the first, columns the second."""
    units: list[int] = []
    values: list[int] = []
    for i, row in enumerate(table):
        for j, times in enumerate(row):
            for _ in range(times):
                units += [len(units) // 2] * 2
                values += [i, j]
    return codings(units, ["a", "b"] * (len(units) // 2), values, order=order)


def from_columns(
    *columns: str, order: Sequence[str] | None = None, missing: Sequence[str] = ("*",)
) -> Codings:
    """One string a coder, one word a unit, as papers print reliability data."""
    units, coders, values = [], [], []
    for coder, column in enumerate(columns):
        for unit, value in enumerate(column.split()):
            units.append(unit)
            coders.append(f"coder {coder + 1}")
            values.append(value)
    return codings(units, coders, values, order=order, missing=missing)


def drawn(
    rng: np.random.Generator,
    *,
    cases: int,
    kappa: float,
    shares: Sequence[float],
    sides: int = 1,
    alike: float = 0.0,
    ordered: bool = False,
) -> Codings:
    """Pairs of judgements with this kappa; with chance `alike` all sides of a case are the first side again."""
    p = np.asarray(shares)
    pairs = (kappa * np.diag(p) + (1 - kappa) * np.outer(p, p)).ravel()
    first = rng.choice(len(pairs), p=pairs, size=cases)
    units, coders, values, of = [], [], [], []
    for side in range(sides):
        cells = first if side == 0 else rng.choice(len(pairs), p=pairs, size=cases)
        if side:
            cells = np.where(rng.random(cases) < alike, first, cells)
        for case, cell in enumerate(cells.tolist()):
            units += [f"{case}/{side}"] * 2
            coders += ["a", "b"]
            values += [cell // len(p), cell % len(p)]
            of += [case] * 2
    return codings(units, coders, values, cases=of, order=range(len(p)) if ordered else None)


def pairs_of(judged: Codings) -> NDArray[np.int64]:
    """(q, q) how often each pair was given."""
    table = np.zeros((len(judged.categories),) * 2, dtype=np.int64)
    for a, b in judged.codes.tolist():
        table[a, b] += 1
    return table
