"""Sealing a text for one row and one purpose (AES-256-GCM), and opening it again.

A sealed value is: version (1 byte), fingerprint of the key (8), nonce (12), ciphertext with its tag. Row and purpose are
bound to it: copied to another row or another field it does not open.
"""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vapenvila.web.vault.errors import LostKeyError, TamperedError
from vapenvila.web.vault.keys import ID_BYTES, Key, KeyKind, current, keys_of, read_again

VERSION = b"\x01"
NONCE_BYTES = 12
HEADER_BYTES = len(VERSION) + ID_BYTES


class Sealer:
    """Seals many values with the key that is in use when it is made."""

    def __init__(self) -> None:
        key = current(KeyKind.SEAL)
        self._header = VERSION + key.id
        self._cipher = AESGCM(key.secret)

    def seal(self, text: str, *, row: UUID, purpose: str) -> bytes:
        """The text sealed for this row (its identifier) and this purpose ("person.surname")."""
        return self.seal_bytes(text.encode(), row=row, purpose=purpose)

    def seal_bytes(self, data: bytes, *, row: UUID, purpose: str) -> bytes:
        """The same for bytes, such as a piece of a file."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        bound = _bound(self._header, row, purpose)
        return self._header + nonce + self._cipher.encrypt(nonce, data, bound)


def seal(text: str, *, row: UUID, purpose: str) -> bytes:
    """The text sealed with the key in use, for this row (its identifier) and this purpose ("person.surname")."""
    return Sealer().seal(text, row=row, purpose=purpose)


def unseal(sealed: bytes, *, row: UUID, purpose: str) -> str:
    """The text again. Raises LostKeyError when its key is gone, TamperedError when it is not what was sealed here."""
    return unseal_bytes(sealed, row=row, purpose=purpose).decode()


def unseal_bytes(sealed: bytes, *, row: UUID, purpose: str) -> bytes:
    """The bytes again; raises the same errors."""
    sealed = bytes(sealed)
    header, rest = sealed[:HEADER_BYTES], sealed[HEADER_BYTES:]
    if header[:1] != VERSION or len(rest) <= NONCE_BYTES:
        raise TamperedError("This is not a sealed value. It has been changed outside the program.")
    key = _key(header[1:])
    try:
        return AESGCM(key.secret).decrypt(
            rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(header, row, purpose)
        )
    except InvalidTag:
        raise TamperedError(
            "A sealed value does not belong where it stands: it has been changed or moved outside the program."
        ) from None


def key_of(sealed: bytes) -> bytes:
    """Fingerprint of the key that a value is sealed with."""
    return bytes(sealed)[1:HEADER_BYTES]


def _bound(header: bytes, row: UUID, purpose: str) -> bytes:
    return header + row.bytes + purpose.encode()


def _key(wanted: bytes) -> Key:
    for _attempt in range(2):
        for key in keys_of(KeyKind.SEAL):
            if key.id == wanted:
                return key
        read_again()
    raise LostKeyError(
        f"A value is sealed with the key {wanted.hex()}, which is not in the folder of keys. "
        "Put that key back from where your keys are kept."
    )
