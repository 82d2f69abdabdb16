"""Sealing and hashing of many identities with keys that are looked up once. What it makes equals `sealed_identity.fill`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from vapenvila.rules.person_names import sound_of, words_of
from vapenvila.web.people.importing.row_checks import CheckedRow
from vapenvila.web.people.sealed_identity import BORN_AS, born_as, of_room, plain_case, purpose_of
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS
from vapenvila.web.vault.hashing import Hasher
from vapenvila.web.vault.sealing import Sealer

REFERENCE = "person.reference"
_sound_of = lru_cache(maxsize=65_536)(sound_of)


@dataclass(frozen=True, slots=True)
class BulkSealing:
    """Seals and hashes for one room."""

    room: UUID
    sealer: Sealer = field(default_factory=Sealer)
    hasher: Hasher = field(default_factory=Hasher)

    def sealed(self, person: UUID, values: Mapping[str, str]) -> list[bytes]:
        """The fields of an identity in their order, sealed; empty ones stay empty."""
        return [
            self.sealer.seal(values[name], row=person, purpose=purpose_of(name)) if values.get(name) else b""
            for name in IDENTITY_FIELDS
        ]

    def sealed_reference(self, person: UUID, reference: str) -> bytes:
        """What a source calls the person."""
        return self.sealer.seal(reference, row=person, purpose=REFERENCE)

    def found_by(
        self, values: Mapping[str, str]
    ) -> tuple[list[bytes], list[bytes], bytes | None, bytes | None]:
        """Hashes of sounds, of pairs of sounds, of the personal number and of the case number."""
        sounds = sorted(
            {_sound_of(w) for w in words_of(values.get("given_name", ""), values.get("surname", ""))}
        )
        case = plain_case(values.get("case_number", ""))
        return (
            [self._hash(sound, "sound") for sound in sounds],
            [self._hash(pair, "pair") for pair in _pairs(sounds)],
            self._hash(values["personnummer"], "personnummer") if values.get("personnummer") else None,
            self._hash(case, "case_number") if case else None,
        )

    def pairs(self, values: Mapping[str, str]) -> list[bytes]:
        """Under every key: what a record of the same name may be found by."""
        sounds = sorted(
            {_sound_of(w) for w in words_of(values.get("given_name", ""), values.get("surname", ""))}
        )
        return [h for pair in _pairs(sounds) for h in self.hashes(pair, "pair")]

    def born_as(self, values: Mapping[str, str]) -> list[bytes]:
        """Under every key: the whole name with the birth date; empty where one of them is not known."""
        whole = born_as(values)
        return self.hashes(whole, BORN_AS) if whole else []

    def hashes(self, text: str, kind: str) -> list[bytes]:
        """Under every key, the one in use first."""
        return self.hasher.hashes(text, purpose=of_room(kind, self.room))

    def content(self, row: CheckedRow) -> bytes:
        """A hash of all that the row says, so that a row that says nothing new is known unopened."""
        return self._hash(json.dumps([sorted(row.cells.items()), sorted(row.clears)]), "content")

    def _hash(self, text: str, kind: str) -> bytes:
        return self.hasher.hash(text, purpose=of_room(kind, self.room))


def _pairs(sounds: list[str]) -> Iterable[str]:
    first = sounds[:7]
    pairs = [f"{one}+{other}" for place, one in enumerate(first) for other in first[place + 1 :]]
    return pairs or first
