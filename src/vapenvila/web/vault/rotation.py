"""Rotation: apps register what they have sealed, and batches seal it anew with the key in use while people work.

Each batch is a transaction of its own and finds by itself what is left, so a killed rotation goes on where it was.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRows:
    """Rows an app has sealed. `left` counts those under older keys; `reseal(most)` seals at most so many, in one
    transaction, and says how many it did. Both see to it that row-level security lets them through."""

    name: str
    left: Callable[[], int]
    reseal: Callable[[int], int]


SEALED: list[SealedRows] = []


def seal_anew(rows: SealedRows) -> None:
    """Called by an app when it is ready: these rows take part in rotation."""
    SEALED.append(rows)


def left_under_older_keys() -> dict[str, int]:
    """For each kind of row, how many are still sealed with older keys."""
    return {rows.name: rows.left() for rows in SEALED}


def go_on() -> Iterator[int]:
    """Seal in batches until nothing is left; gives the size of each batch as it is done."""
    for rows in SEALED:
        while done := rows.reseal(BATCH):
            yield done
