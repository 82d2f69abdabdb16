"""Keyed hashes (HMAC-SHA-256): the same text has the same hash, and without the key nobody can try texts out."""

import hmac

from vapenvila.web.vault.keys import Key, KeyKind, current, keys_of


def keyed_hash(text: str, *, purpose: str) -> bytes:
    """Hash of the text under the key in use, 32 bytes. The purpose keeps equal texts of different fields apart."""
    return _hash(current(KeyKind.HASH), text, purpose)


def keyed_hashes(text: str, *, purpose: str) -> list[bytes]:
    """Hashes under every key there is, the one in use first: finds rows that a rotation has not reached yet."""
    return [_hash(key, text, purpose) for key in keys_of(KeyKind.HASH)]


class Hasher:
    """Hashes many texts with the keys there are when it is made."""

    def __init__(self) -> None:
        self._keys = keys_of(KeyKind.HASH)

    def hash(self, text: str, *, purpose: str) -> bytes:
        """Hash under the key in use."""
        return _hash(self._keys[0], text, purpose)

    def hashes(self, text: str, *, purpose: str) -> list[bytes]:
        """Hashes under every key, the one in use first."""
        return [_hash(key, text, purpose) for key in self._keys]


def _hash(key: Key, text: str, purpose: str) -> bytes:
    return hmac.digest(key.secret, purpose.encode() + b"\x00" + text.encode(), "sha256")
