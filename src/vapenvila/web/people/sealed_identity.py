"""Sealing an identity and opening it. The hashes by which it is found are of its room alone: no other room's match them."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from vapenvila.rules.person_names import pairs_of, sounds_of, words_of
from vapenvila.web.people.models import Identity
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS
from vapenvila.web.vault.hashing import keyed_hash, keyed_hashes
from vapenvila.web.vault.sealing import seal, unseal

BORN_AS = "name and birth date"  # the kind of hash of somebody without a number


def purpose_of(field: str) -> str:
    """What a sealed field is bound to, besides its row."""
    return f"person.{field}"


def fill(identity: Identity, values: Mapping[str, str]) -> Identity:
    """Seal these values into the identity, and make its hashes from all it holds then."""
    for field, value in values.items():
        if field not in IDENTITY_FIELDS:
            raise TypeError(f"not a field of an identity: {field}")
        sealed = seal(value, row=identity.person_id, purpose=purpose_of(field)) if value else b""
        setattr(identity, field, sealed)
    known = {
        **opened(identity, {"given_name", "surname", "personnummer", "case_number"} - set(values)),
        **values,
    }
    names = (known.get("given_name", ""), known.get("surname", ""))
    room = identity.room_id
    identity.name_sounds = [hashed(sound, "sound", room) for sound in sorted(sounds_of(*names))]
    identity.name_pairs = [hashed(pair, "pair", room) for pair in sorted(pairs_of(*names))]
    identity.personnummer_hash = _hash_or_none(known.get("personnummer", ""), "personnummer", room)
    identity.case_number_hash = _hash_or_none(plain_case(known.get("case_number", "")), "case_number", room)
    return identity


def opened(identity: Identity, fields: Iterable[str]) -> dict[str, str]:
    """The fields in clear text. For comparing and sealing anew; what is shown goes through `queries.identity`."""
    return {
        field: unseal(sealed, row=identity.person_id, purpose=purpose_of(field)) if sealed else ""
        for field in fields
        for sealed in [bytes(getattr(identity, field))]
    }


def birth_date_in(values: Mapping[str, str]) -> date | None:
    """The birth date of opened values."""
    return date.fromisoformat(values["birth_date"]) if values.get("birth_date") else None


def born_as(values: Mapping[str, str]) -> str:
    """The whole name in any order and the birth date, as one text; empty where the birth date or the name is not known."""
    words = sorted(words_of(values.get("given_name", ""), values.get("surname", "")))
    born = values.get("birth_date", "")
    return f"{'+'.join(words)}:{born}" if words and born else ""


def plain_case(number: str) -> str:
    """A case number without blanks and in capitals, as it is compared."""
    return "".join(number.split()).upper()


def sought(text: str, kind: str, room: UUID) -> list[bytes]:
    """The hashes under which a text may stand in this room, whichever key it was hashed with."""
    return keyed_hashes(text, purpose=of_room(kind, room))


def hashed(text: str, kind: str, room: UUID) -> bytes:
    """The hash of a text in this room under the key in use, for another part of the house that finds the same persons."""
    return keyed_hash(text, purpose=of_room(kind, room))


def _hash_or_none(text: str, kind: str, room: UUID) -> bytes | None:
    return hashed(text, kind, room) if text else None


def of_room(kind: str, room: UUID) -> str:
    """What a hash is bound to: its kind and its room."""
    return f"person.{kind}:{room}"
