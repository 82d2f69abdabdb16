"""The rows held back, kept sealed with the reasons until somebody has corrected them or the week is over."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from vapenvila.web.imports.engine.tables import ROW
from vapenvila.web.people.importing.problems import Problem
from vapenvila.web.people.importing.sealed_files import SealedWriter, forget_held, read_file
from vapenvila.web.people.models.room_file import PieceKind, RoomFileBatch


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row as it stood in the file, and why it was held back."""

    row: int
    cells: dict[str, str | None]
    why: tuple[Problem, ...]


class HeldRowsWriter:
    """Keeps held rows of a batch; those of an earlier check go."""

    def __init__(self, batch: RoomFileBatch) -> None:
        forget_held(batch)
        self._writer = SealedWriter(batch, PieceKind.HELD)
        self.rows = 0

    def write(self, raw: pl.DataFrame, why: dict[int, list[Problem]]) -> None:
        """Keep these rows of the raw table, with what holds each of them back."""
        for cells in raw.filter(pl.col(ROW).is_in(list(why))).iter_rows(named=True):
            row = cells.pop(ROW)
            reasons = [[p.column, p.sentence, p.detail] for p in why[row]]
            self._writer.write(json.dumps([row, cells, reasons], ensure_ascii=False).encode() + b"\n")
            self.rows += 1

    def close(self) -> None:
        """Keep what is left."""
        self._writer.close()


def held_rows(batch: RoomFileBatch) -> Iterator[HeldRow]:
    """The rows held back, one at a time."""
    for line in _lines(read_file(batch, PieceKind.HELD)):
        row, cells, reasons = json.loads(line)
        why = tuple(Problem(row, column, "error", sentence, detail) for column, sentence, detail in reasons)
        yield HeldRow(row, cells, why)


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest
