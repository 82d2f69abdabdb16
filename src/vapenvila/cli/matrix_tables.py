"""A network written as a matrix, names down and across: who is tied to whom, or who was in which event. Its filled cells
become rows with the columns `row`, `column` and `value`; each keeps where it stood, for sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from vapenvila.cli.tables import Table
from vapenvila.cli.user_error import UserError

_SHOWN = 3
_NOTHING = r"^[-+]?0*([.,]0*)?$"  # a nought, however it is written


@dataclass(frozen=True, slots=True)
class Matrix:
    """`table`: one row a filled cell. `names`: those down the side. `two_mode`: across stand events, not the same names."""

    table: Table
    names: tuple[str, ...]
    two_mode: bool


def matrix_of(table: Table, option: str) -> Matrix:
    """The cells that are neither empty nor nought. A symmetric matrix holds each tie twice; it is read once.

    `option`: how the user asked for it. Raises UserError for names that stand twice or that only half agree.
    """
    side, *across = table.frame.columns
    names = table.texts(side, option)
    _all_once(table, names, "down the side")
    _all_once(table, across, "across")
    if any("_duplicated_" in name for name in across):
        raise UserError(f"{table.name}: a name stands twice across; in a matrix each stands once.")
    shared = set(names) & set(across)
    if shared and shared != set(names) | set(across):
        raise UserError(
            f"{table.name}: a matrix of ties has the same names down and across, one of people and events has none in "
            f"common. These stand only once: {_some(sorted(set(names) ^ set(across)))}."
        )
    cells = _filled(table.frame, side)
    if cells.height == 0:
        raise UserError(f"{table.name} ties nobody: every cell is empty or 0.")
    if shared and _is_symmetric(cells):
        cells = cells.filter(pl.col("across") >= pl.col("down"))
    places = tuple(
        f"row {down + 2}, column {name!r}" for down, name in cells.select("down", "column").iter_rows()
    )
    return Matrix(Table(table.name, cells.select("row", "column", "value"), places), tuple(names), not shared)


def _filled(frame: pl.DataFrame, side: str) -> pl.DataFrame:
    """One row a filled cell: names, value, and the numbers of the two names, counted in the order of the side."""
    order = pl.DataFrame(
        {"column": frame[side], "across": range(frame.height)}, schema_overrides={"across": pl.Int64}
    )
    long = (
        frame.rename({side: "row"})
        .with_row_index("down")
        .unpivot(index=["down", "row"], variable_name="column", value_name="value")
        .filter(pl.col("value").is_not_null() & ~pl.col("value").str.contains(_NOTHING))
    )
    joined = long.join(order, on="column", how="left", maintain_order="left")
    return joined.with_columns(pl.col("down").cast(pl.Int64)).sort("down", maintain_order=True)


def _is_symmetric(cells: pl.DataFrame) -> bool:
    turned = cells.select(down="across", across="down", value="value")
    return cells.join(turned, on=["down", "across", "value"], how="anti").is_empty()


def _all_once(table: Table, names: Sequence[str], where: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    if twice:
        raise UserError(f"{table.name}: {_some(twice)} stands twice {where}; in a matrix each stands once.")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
