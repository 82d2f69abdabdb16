"""Uploaded files: kept outside the web root until they are imported or a week old, in a folder of their
own."""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import polars as pl
from django.conf import settings

from vapenvila.web.imports.engine import limits
from vapenvila.web.imports.engine.sentences import UnreadableFileError, say
from vapenvila.web.imports.engine.spool import Spool

KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is remembered of a file: its name only as a hash."""

    name_hash: str
    sha256: str
    size: int


def folder_of(batch: UUID) -> Path:
    """The batch's folder: the upload and what was made of it."""
    return Path(settings.HOME) / "imports" / str(batch)


def uploaded_file(batch: UUID) -> Path:
    """The upload itself. Its kind is told by its content, so it needs no ending."""
    return folder_of(batch) / "upload"


def workspace(batch: UUID) -> Path:
    """Where the file is spooled while it is checked."""
    return folder_of(batch) / "work"


def store(batch: UUID, name: str, chunks: Iterable[bytes]) -> StoredFile:
    """Keep an upload; readable by this service only."""
    folder = folder_of(batch)
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with uploaded_file(batch).open("wb") as target:
        for chunk in chunks:
            size += len(chunk)
            if size > limits.MAX_FILE_BYTES:
                remove(batch)
                raise UnreadableFileError(say("The file is larger than 2,048 MB. Split it up."))
            digest.update(chunk)
            target.write(chunk)
    return StoredFile(hashlib.sha256(name.encode()).hexdigest(), digest.hexdigest(), size)


def describe(path: Path) -> StoredFile:
    """The same for a file that lies on this machine and is read where it is."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
    return StoredFile(hashlib.sha256(path.name.encode()).hexdigest(), digest.hexdigest(), path.stat().st_size)


def keep_held_rows(batch: UUID) -> None:
    """After the import: delete the upload; only the rows held back stay, with their reasons, until the week is over."""
    spool = Spool(workspace(batch), fresh=False)
    held = spool.read_one("held")["row"] if spool.paths("held") else pl.Series("row", [], dtype=pl.UInt32)
    if held.is_empty():
        remove(batch)
        return
    uploaded_file(batch).unlink(missing_ok=True)
    spool.keep_only(("raw", "issues", "held"))
    for path in spool.paths("raw"):
        pl.read_parquet(path).filter(pl.col("row").is_in(held.implode())).write_parquet(path)


def remove_forgotten(*, before: datetime) -> None:
    """Delete the folders of uploads older than this."""
    for folder in (Path(settings.HOME) / "imports").glob("*"):
        if folder.is_dir() and datetime.fromtimestamp(folder.stat().st_mtime, UTC) < before:
            shutil.rmtree(folder, ignore_errors=True)


def remove(batch: UUID) -> None:
    """Delete the upload and everything made of it."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)
