"""Signatures of this installation (Ed25519), so that a document that travels can be checked where it arrives."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vapenvila.web.vault.keys import Key, KeyKind, current, fingerprint


def sign(data: bytes) -> tuple[str, bytes]:
    """Name of the signing key in use, and its signature (64 bytes) of the data."""
    key = current(KeyKind.SIGN)
    return key_name(_public(key)), _private(key).sign(data)


def public_key() -> tuple[str, bytes]:
    """Name of the signing key in use, and its public half (32 bytes), to be given to those who check."""
    public = _public(current(KeyKind.SIGN))
    return key_name(public), public


def key_name(public_key: bytes) -> str:
    """What a public key is called: a fingerprint of itself, so that nobody can give two keys one name."""
    return fingerprint(public_key).hex()


def verify(data: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether the signature is that of this public key under exactly these data."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(key: Key) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key.secret)


def _public(key: Key) -> bytes:
    return _private(key).public_key().public_bytes_raw()
