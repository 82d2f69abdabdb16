"""The keys: files outside the database, each a kind and a number. The highest number is used, all of them open.

A key is called by a fingerprint of itself, so that two installations' keys are never taken for each other. The folder
is read again when it has changed: a running site goes on through a rotation.
"""

import base64
import hashlib
import os
import re
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from vapenvila.web.vault.errors import KeysMissingError

KEY_BYTES = 32
ID_BYTES = 8
_FILE = re.compile(r"(seal|hash|sign)-(\d{4})\.key")


class KeyKind(StrEnum):
    """What a key is for; no key ever serves two ends."""

    SEAL = "seal"
    HASH = "hash"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `id` is a fingerprint that tells nothing about it."""

    kind: KeyKind
    number: int
    id: bytes
    secret: bytes = field(repr=False)


_read: tuple[Path, int, tuple[Key, ...]] | None = None


def folder() -> Path:
    """Where the keys lie: VAPENVILA_KEYS, or `keys` in VAPENVILA_HOME."""
    return Path(settings.KEYS)


def keys_of(kind: KeyKind) -> list[Key]:
    """All keys of a kind, the one in use first."""
    return [key for key in all_keys() if key.kind == kind]


def current(kind: KeyKind) -> Key:
    """The key in use."""
    return keys_of(kind)[0]


def all_keys() -> tuple[Key, ...]:
    """Every key, each kind's newest first. In a demo or test the first ones are made at first use."""
    global _read  # noqa: PLW0603 — one reading per process, renewed when the folder changes
    place = folder()
    changed = _changed_at(place)
    if _read is None or _read[:2] != (place, changed):
        _read = (place, changed, _from(place))
    if len({key.kind for key in _read[2]}) < len(KeyKind):
        if not settings.MAKE_KEYS:
            raise KeysMissingError(f"There are no keys in {place}. Make them once with: vapenvila keys new")
        make_keys(first=True)
        _read = (place, _changed_at(place), _from(place))
    return _read[2]


def read_again() -> None:
    """Forget what was read, for a key that may have come within the same tick of the clock."""
    global _read  # noqa: PLW0603 — see all_keys
    _read = None


def any_made() -> bool:
    """Whether the folder holds a key already."""
    return bool(_from(folder()))


def make_keys(*, first: bool = False) -> None:
    """Make one new key of each kind, to be used from now on. `first`: only where there is none of the kind."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = _from(place)
    for kind in KeyKind:
        numbers = [key.number for key in made if key.kind == kind]
        if not (first and numbers):
            _write(place / f"{kind}-{max(numbers, default=0) + 1:04}.key", secrets.token_bytes(KEY_BYTES))
    _sync(place)


def fingerprint(secret: bytes) -> bytes:
    """What a key is called in sealed values and in `vapenvila keys status`."""
    return hashlib.sha256(b"vapenvila key" + secret).digest()[:ID_BYTES]


def _changed_at(place: Path) -> int:
    try:
        return place.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _from(place: Path) -> tuple[Key, ...]:
    found = []
    for file in sorted(place.iterdir(), reverse=True) if place.is_dir() else []:
        name = _FILE.fullmatch(file.name)
        if name:
            secret = _secret_in(file)
            found.append(Key(KeyKind(name[1]), int(name[2]), fingerprint(secret), secret))
    return tuple(found)


def _secret_in(file: Path) -> bytes:
    if file.stat().st_mode & 0o077:
        raise KeysMissingError(f"The key {file} can be read by others. Make it private with: chmod 600")
    try:
        secret = base64.b64decode(file.read_text(encoding="ascii").strip(), validate=True)
    except (ValueError, UnicodeDecodeError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise KeysMissingError(f"The key {file} is damaged. Put it back from where your keys are kept.")
    return secret


def _write(file: Path, secret: bytes) -> None:
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(base64.b64encode(secret) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(unfinished, file)  # fails when another process was first: then that one's key is used
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def _sync(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
