"""The signed file itself: what it holds, how it is signed, and every reason why one is not taken in."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vapenvila.web.disclosures.sealed_words import canonical, sha256_of
from vapenvila.web.vault.signing import public_key, sign, verify

FORMAT, VERSION = "vapenvila-disclosure", 1
BODY_KEYS = {"nonce", "made_at", "valid_until", "sender", "recipient", "programme", "head", "document"}


class NotTakenInError(Exception):
    """The file is refused; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class KnownSender:
    """A registered server: its public key and the agency it may speak for."""

    key_id: str
    public_key: bytes
    agency: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What a signed file says, before anybody has checked it."""

    body: dict[str, Any]
    key_id: str
    signature: bytes


def write_letter(body: dict[str, Any]) -> bytes:
    """The file: the body with the name of this server's key and its signature over the canonical bytes of the body."""
    key_id, signature = sign(canonical(body))
    told = {
        "format": FORMAT,
        "version": VERSION,
        "key_id": key_id,
        "signature": signature.hex(),
        "body": body,
    }
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False).encode()


def read_letter(data: bytes) -> Letter:
    """What the file says. Raises when it is no such file."""
    try:
        told = json.loads(data)
        letter = Letter(told["body"], str(told["key_id"]), bytes.fromhex(told["signature"]))
        wrong = told["format"] != FORMAT or told["version"] != VERSION or set(letter.body) != BODY_KEYS
    except (ValueError, KeyError, TypeError, AttributeError):
        wrong = True
    if wrong:
        raise NotTakenInError("This is not a disclosure file that this version can read.")
    return letter


def check_letter(letter: Letter, sender: KnownSender | None, *, now: datetime) -> None:
    """Unknown sender, changed content, wrong voice, too late: each refused with its own sentence, in that order."""
    if sender is None:
        raise NotTakenInError(
            f"The sender's key {letter.key_id} is not registered here. Compare fingerprints with the agency by phone first."
        )
    if not verify(canonical(letter.body), letter.signature, sender.public_key):
        raise NotTakenInError("The file was changed after it was signed. Nothing of it is taken in.")
    if letter.body["sender"].get("agency") != sender.agency:
        raise NotTakenInError(f"The key belongs to {sender.agency} and cannot speak for another agency.")
    if letter.body["head"].get("sha256") != sha256_of(letter.body["document"]):
        raise NotTakenInError("The document does not agree with its own hash. Nothing of it is taken in.")
    if datetime.fromisoformat(letter.body["valid_until"]) < now:
        raise NotTakenInError(
            "The file is too old: its time to be taken in has run out. Ask the sender for a new one."
        )


def own_key() -> tuple[str, str]:
    """Fingerprint and public key of this server, in hexadecimal, to be given to partners."""
    key_id, public = public_key()
    return key_id, public.hex()
