"""Small tables that every analysis command reads, and all the ways in which such a table arrives spoilt."""

import random
from collections.abc import Callable

Rows = list[list[str]]
Spoil = Callable[[Rows, int], Rows]


def text(rows: Rows, between: str = ",") -> str:
    """The table as its file holds it."""
    return "\n".join(between.join(row) for row in rows) + "\n"


def _each(value: str) -> Spoil:
    """Every cell of the column holds the same."""
    return lambda rows, at: [rows[0], *([*row[:at], value, *row[at + 1 :]] for row in rows[1:])]


def _third(value: str) -> Spoil:
    """One cell of the column, in the third row, holds something else."""

    def change(rows: Rows, at: int) -> Rows:
        return [row if n != 3 else [*row[:at], value, *row[at + 1 :]] for n, row in enumerate(rows)]

    return change


def _shuffled(rows: Rows, _: int) -> Rows:
    body = rows[1:]
    random.Random(1).shuffle(body)
    return [rows[0], *body]


def _alternating(rows: Rows, at: int) -> Rows:
    return [rows[0], *([*row[:at], "01"[n % 2], *row[at + 1 :]] for n, row in enumerate(rows[1:]))]


OF_A_COLUMN: dict[str, Spoil] = {
    "column gone": lambda rows, at: [[*row[:at], *row[at + 1 :]] for row in rows],
    "column twice": lambda rows, at: [[*row, row[at]] for row in rows],
    "all empty": _each(""),
    "all 0": _each("0"),
    "all 1": _each("1"),
    "all -1": _each("-1"),
    "all one day": _each("2024-05-01"),
    "all a word": _each("word"),
    "0 and 1 in turn": _alternating,
    "one empty": _third(""),
    "one blank": _third("  "),
    "one a word": _third("word"),
    "one negative": _third("-3"),
    "one nan": _third("nan"),
    "one NA": _third("NA"),
    "one infinite": _third("inf"),
    "one enormous": _third("1e300"),
    "one of fifteen digits": _third("900000000000000"),
    "one of nine digits": _third("900000000"),
    "one tiny": _third("1e-300"),
    "one a half": _third("2.5"),
    "one with a comma": _third('"2,5"'),
    "one far day": _third("9999-12-31"),
    "one old day": _third("1900-01-01"),
    "one no day": _third("2024-02-30"),
}
OF_THE_TABLE: dict[str, Spoil] = {
    "empty file": lambda rows, _: [],
    "head alone": lambda rows, _: rows[:1],
    "one row": lambda rows, _: rows[:2],
    "two rows": lambda rows, _: rows[:3],
    "first half": lambda rows, _: rows[: len(rows) // 2],
    "every row twice": lambda rows, _: [rows[0], *(row for row in rows[1:] for _ in "ab")],
    "every third row gone": lambda rows, _: [row for n, row in enumerate(rows) if n % 3 != 2],
    "in no order": _shuffled,
    "one row too short": lambda rows, _: [row if n != 3 else row[:-1] for n, row in enumerate(rows)],
    "one row too long": lambda rows, _: [row if n != 3 else [*row, "more"] for n, row in enumerate(rows)],
    "empty rows between": lambda rows, _: [rows[0], *(r for row in rows[1:] for r in (row, [""] * len(row)))],
}
