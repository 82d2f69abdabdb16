"""A file brought into a room lies sealed in that room's own rows; open, it is in memory only."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db.models import QuerySet

from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.people.models.room_file import PieceKind, RoomFileBatch, RoomFilePiece
from vapenvila.web.vault.sealing import Sealer, unseal_bytes
from vapenvila.web.wall.identifiers import new_id

PIECE_BYTES: Final = 1 << 20
MOST_BYTES: Final = 200 * PIECE_BYTES


class SealedWriter:
    """Takes bytes and keeps them sealed, a piece at a time. `close` writes the rest."""

    def __init__(self, batch: RoomFileBatch, kind: PieceKind) -> None:
        self.batch, self.kind = batch, kind
        self.size, self.digest = 0, hashlib.sha256()
        self._sealer, self._waiting, self._number = Sealer(), bytearray(), 0

    def write(self, data: bytes) -> None:
        """Take some more. UnreadableFileError when the whole is larger than accepted."""
        self.size += len(data)
        if self.size > MOST_BYTES:
            raise UnreadableFileError(say("A file may have 200 MB at most. Split it up."))
        self.digest.update(data)
        self._waiting += data
        while len(self._waiting) >= PIECE_BYTES:
            self._keep(bytes(self._waiting[:PIECE_BYTES]))
            del self._waiting[:PIECE_BYTES]

    def close(self) -> None:
        """Keep what is left."""
        if self._waiting:
            self._keep(bytes(self._waiting))
            self._waiting.clear()

    def _keep(self, piece: bytes) -> None:
        pk = new_id()
        sealed = self._sealer.seal_bytes(piece, row=pk, purpose=f"{self.batch.sealed_as}.{self.kind}")
        kept = {"id": pk, "room_id": self.batch.room_id, "batch": self.batch}
        model = self.batch.piece_model()
        model._default_manager.create(**kept, kind=self.kind, number=self._number, piece=sealed)
        self._number += 1


def pieces_of(batch: RoomFileBatch, kind: PieceKind) -> QuerySet[RoomFilePiece]:
    """The sealed pieces of the upload, or of the rows held back from it."""
    of_it = {"batch": batch, "kind": kind}
    return batch.piece_model()._default_manager.filter(**of_it)


def read_file(batch: RoomFileBatch, kind: PieceKind) -> Iterator[bytes]:
    """The pieces of a file, opened one at a time."""
    numbered = pieces_of(batch, kind).order_by("number")
    for pk in list(numbered.values_list("pk", flat=True)):
        piece = numbered.values_list("piece", flat=True).get(pk=pk)
        yield unseal_bytes(bytes(piece), row=pk, purpose=f"{batch.sealed_as}.{kind}")


@contextmanager
def opened_file(batch: RoomFileBatch) -> Iterator[Path]:
    """The upload under a path that exists in memory only, for as long as the block lasts."""
    with _memory() as (place, target):
        digest = hashlib.sha256()
        for piece in read_file(batch, PieceKind.UPLOAD):
            digest.update(piece)
            target(piece)
        if digest.hexdigest() != batch.file_sha256:
            raise UnreadableFileError(say("The file has been deleted. Upload it again."))
        yield place


@contextmanager
def _memory() -> Iterator[tuple[Path, "_Write"]]:
    """On Linux a file without a name in memory; elsewhere a private one that is gone when the block ends."""
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        handle = os.memfd_create("persons", os.MFD_CLOEXEC)
        try:
            yield Path(f"/proc/self/fd/{handle}"), _Write(handle)
        finally:
            os.close(handle)
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "persons"
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            yield place, _Write(handle)
        finally:
            os.close(handle)


class _Write:
    """Writes all of what it is given."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def __call__(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self.handle, view) :]


def forget_files(batch: RoomFileBatch, *, at: datetime, held_too: bool) -> None:
    """Delete the upload; `held_too`: the rows held back as well (the batch is not saved)."""
    pieces_of(batch, PieceKind.UPLOAD).delete()
    if held_too:
        forget_held(batch)
    batch.file_deleted_at = batch.file_deleted_at or at


def forget_held(batch: RoomFileBatch) -> None:
    """Delete the rows held back."""
    pieces_of(batch, PieceKind.HELD).delete()
