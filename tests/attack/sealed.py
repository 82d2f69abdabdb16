"""Words of canaries within what holds many (sealed, or settings), put there as the application does it.

A sealed field without a line here fails the attack (`unmarked.py`): whoever adds one says how a word gets into it.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from vapenvila.web.disclosures.actions.examining import SEALED as EXAMINATION
from vapenvila.web.disclosures.actions.freezing import CONTENT
from vapenvila.web.disclosures.models import (
    Consent,
    Disclosure,
    DisclosureContent,
    DisclosureRequest,
    Examination,
    ReceivedNote,
)
from vapenvila.web.disclosures.sealed_words import (
    ConsentWords,
    ExaminationWords,
    NamedPerson,
    RequestWords,
    seal_words,
    sha256_of,
)
from vapenvila.web.memberships.models import MembershipBatch, MembershipFilePiece, SavedMembershipMapping
from vapenvila.web.people.actions.amend import BEFORE
from vapenvila.web.people.importing.bulk_sealing import REFERENCE
from vapenvila.web.people.models import (
    Identity,
    PersonBatch,
    PersonChange,
    PersonFilePiece,
    PersonReference,
    SavedPersonMapping,
)
from vapenvila.web.people.sealed_identity import fill
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.sealed_words import SEALED as OF_REQUEST
from vapenvila.web.rights_desk.sealed_words import put
from vapenvila.web.vault.sealing import Sealer, seal

Word = Callable[[str], str]
"""Given the name of a field (or of a part of it), a new word that marks it; a day where it is one of `DAYS`."""

HASHES = (
    "name_sounds",
    "name_pairs",
    "personnummer_hash",
    "case_number_hash",
)  # of what is sealed beside them
OF_IDENTITY = ("given_name", "surname", "personnummer", "birth_date", "phone", "address", "case_number")
DAYS = ("birth_date", "mapping.source_on", "settings.source_on")  # what is read back as a day


def _identity(row: Identity, word: Word) -> Mapping[str, Any]:
    fill(row, {field: word(field) for field in OF_IDENTITY})
    return {name: getattr(row, name) for name in (*OF_IDENTITY, *HASHES)}


def _change(row: PersonChange, word: Word) -> Mapping[str, Any]:
    before = {field: word("before") for field in row.fields}
    return {"before": seal(json.dumps(before), row=row.person_id, purpose=BEFORE)}


def _request(row: DisclosureRequest, word: Word) -> Mapping[str, Any]:
    words = RequestWords(_persons(row.fields, word), word("sealed.purpose"))
    return {"sealed": seal_words(words, row=row.pk, purpose="disclosures.request")}


def _examination(row: Examination, word: Word) -> Mapping[str, Any]:
    told = ("facts", "purpose", "reasons", "reservation", "danger")
    words = ExaminationWords(
        persons=_persons(row.fields, word), **{name: word(f"sealed.{name}") for name in told}
    )
    return {"sealed": seal_words(words, row=row.pk, purpose=EXAMINATION)}


def _consent(row: Consent, word: Word) -> Mapping[str, Any]:
    parts = ("name", "personal_number", "purpose", "form_of_work", "document", "reservation")
    words = ConsentWords(**{name: word(f"sealed.{name}") for name in parts})
    return {"sealed": seal_words(words, row=row.pk, purpose="disclosures.consent")}


def _content(row: DisclosureContent, word: Word) -> Mapping[str, Any]:
    """A document like the frozen one; the hash on its head is made to agree."""
    notice = {"en": "Made up", "sv": "Made up", "provision": "OSL"}
    document = {
        "number": 1, "from": "Made up", "to": "Made up", "handed_over_at": "2026-03-02T12:00:00+00:00", "request": None,
        "corrects": None, "purpose": word("sealed.purpose"), "ground": {**notice, "code": "consent"}, "catalogue": "se 1",
        "outcome": "disclosed", "emergency": False, "fields": list(row.disclosure.fields),
        "persons": [
            {"name": p.name, "personal_number": p.personal_number, "reference": p.reference, "values": dict(p.values)}
            for p in _persons(row.disclosure.fields, word)
        ],
        "facts": word("sealed.facts"), "reservation": word("sealed.reservation"), "decided_by": [], "notice": notice,
    }  # fmt: skip
    Disclosure.objects.filter(pk=row.pk).update(sha256=sha256_of(document))
    return {"sealed": seal_words(document, row=row.pk, purpose=CONTENT)}


def _reference(row: PersonReference, word: Word) -> Mapping[str, Any]:
    return {"reference": seal(word("reference"), row=row.person_id, purpose=REFERENCE)}


def _piece(row: PersonFilePiece | MembershipFilePiece, word: Word) -> Mapping[str, Any]:
    """A small file whose one line is marked."""
    table = f"Förnamn;Efternamn\n{word('piece')};{word('piece')}\n".encode()
    return {"piece": Sealer().seal_bytes(table, row=row.pk, purpose=f"{row.batch.sealed_as}.{row.kind}")}


def _mapping(of: str, word: Word) -> Mapping[str, Any]:
    """How a file is read, and what holds for all its rows: why these persons are kept, and from whom one knows."""
    told = {name: word(f"{of}.{name}") for name in ("source_system", "need", "source", "source_on")}
    columns = {"reference": "Förnamn", "surname": "Efternamn"}
    return {of: json.dumps({**told, "columns": columns, "mark_for_all": "other"})}


def _batch(_row: PersonBatch | MembershipBatch, word: Word) -> Mapping[str, Any]:
    return _mapping("mapping", word)


def _saved_mapping(_row: SavedPersonMapping | SavedMembershipMapping, word: Word) -> Mapping[str, Any]:
    return _mapping("settings", word)


def _note(row: ReceivedNote, word: Word) -> Mapping[str, Any]:
    return {"sealed": seal_words({"note": word("sealed.note")}, row=row.pk, purpose="disclosures.note")}


def _rights_request(row: RightsRequest, word: Word) -> Mapping[str, Any]:
    put(row, **{field: word(field) for field in OF_REQUEST})
    return {field: getattr(row, field) for field in OF_REQUEST}


def _persons(fields: list[str], word: Word) -> tuple[NamedPerson, ...]:
    who = [word(f"sealed.{name}") for name in ("name", "personal_number", "reference")]
    return (NamedPerson(who[0], who[1], who[2], {field: word("sealed.value") for field in fields}),)


SEALS: dict[type[models.Model], Callable[[Any, Word], Mapping[str, Any]]] = {
    Identity: _identity,
    PersonChange: _change,
    PersonReference: _reference,
    PersonFilePiece: _piece,
    MembershipFilePiece: _piece,
    PersonBatch: _batch,
    SavedPersonMapping: _saved_mapping,
    MembershipBatch: _batch,
    SavedMembershipMapping: _saved_mapping,
    DisclosureRequest: _request,
    Examination: _examination,
    Consent: _consent,
    DisclosureContent: _content,
    ReceivedNote: _note,
    RightsRequest: _rights_request,
}


def sealed_columns(row: models.Model, word: Word) -> Mapping[str, Any]:
    """What to write into the sealed columns of this row; nothing where it has none."""
    model = type(row)
    return SEALS[model](row, word) if model in SEALS else {}
