"""The home address of somebody who works here, kept as a keyed hash that the log review compares and nobody can read."""

from vapenvila.rules.street_address import street_and_number
from vapenvila.web.vault.hashing import keyed_hash, keyed_hashes

_PURPOSE = "account.home_address"


def hash_of_home(address: str) -> bytes:
    """What is kept of a street and number; empty bytes where the text holds none."""
    place = street_and_number(address)
    return keyed_hash(place, purpose=_PURPOSE) if place else b""


def is_home(kept: bytes, address: str) -> bool | None:
    """Whether an address is the one kept; None where one of them is not known. Also under keys in use before."""
    place = street_and_number(address)
    if not kept or not place:
        return None
    return bytes(kept) in keyed_hashes(place, purpose=_PURPOSE)
