"""The file of a backup: a tar with the dump, a manifest of what is in it, and the manifest's own checksum."""

import hashlib
import json
import os
import tarfile
from dataclasses import asdict, dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any

from vapenvila.web.site.backup.connection import BackupProblemError

KIND = "vapenvila backup 1"
DUMP, MANIFEST, SEAL = "database.dump", "manifest.json", "manifest.sha256"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    kind: str
    made_at: str
    version: str
    postgres: int
    dump_sha256: str
    tables: dict[str, dict[str, Any]]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(int(table["rows"]) for table in self.tables.values())


def sha256_of(file: BufferedReader) -> str:
    """Hash of everything in the file."""
    return hashlib.file_digest(file, "sha256").hexdigest()


def write(file: Path, manifest: Manifest, dump: Path) -> None:
    """Write the archive beside the place it goes to, readable by its owner only, and move it there when it is whole."""
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with (
            open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
            tarfile.open(fileobj=out, mode="w") as tar,
        ):
            _add(tar, MANIFEST, text)
            _add(tar, SEAL, hashlib.sha256(text).hexdigest().encode())
            tar.add(dump, arcname=DUMP)
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, BytesIO(content))


def read(file: Path, dump: Path) -> Manifest:
    """Check the archive from end to end, put its dump at `dump`, and give its manifest."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            text, seal = _content(tar, MANIFEST), _content(tar, SEAL)
            manifest = Manifest(**json.loads(text))
            packed = tar.extractfile(DUMP)
            if manifest.kind != KIND or packed is None:
                raise KeyError(DUMP)
            with dump.open("wb") as out:
                while part := packed.read(1 << 20):
                    out.write(part)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as problem:
        raise BackupProblemError(f"{file} cannot be read: {problem.strerror}.") from None
    except (tarfile.ReadError, KeyError, TypeError, ValueError):
        raise BackupProblemError(f"{file} is no backup of Vapenvila, or its beginning is damaged.") from None
    except (tarfile.TarError, EOFError, OSError):
        raise BackupProblemError(f"{file} is damaged: it ends too early.") from None
    with dump.open("rb") as content:
        whole = sha256_of(content) == manifest.dump_sha256
    if hashlib.sha256(text).hexdigest().encode() != seal or not whole:
        raise BackupProblemError(f"{file} is damaged: its checksum does not match.")
    return manifest


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member.read()
