"""Suggests how a file is read, by the names of its columns in Swedish and English."""

from typing import Any, Final

from vapenvila.web.imports.engine.sampling import Sample, SampledColumn
from vapenvila.web.imports.engine.suggestion import plain
from vapenvila.web.memberships.importing.file_mapping import CHOICES, DAYS, FIELDS, known_words
from vapenvila.web.memberships.vocabulary import Holds
from vapenvila.web.people.importing.person_mapping import plain_word
from vapenvila.web.people.importing.recognition import words_of_column

# For each field, names of columns, the best first. Names are compared in small letters without signs.
NAMES: Final = {
    "one": ("person 1", "person a", "first person", "första personen", "pseudonym 1", "pseudonym a", "pnr 1", "person1",
            "personnummer 1", "from", "från", "source person"),
    "other": ("person 2", "person b", "second person", "andra personen", "pseudonym 2", "pseudonym b", "pnr 2", "person2",
              "personnummer 2", "to", "till", "target person"),
    "person": ("pseudonym", "person", "personnummer", "person nr", "pnr", "personal number"),
    "group": ("group", "grupp", "gruppkod", "group code", "kod", "code", "alias"),
    "kind": ("kind", "kind of record", "typ", "type", "slag", "händelsetyp", "record kind"),
    "on": ("day", "date", "datum", "dag", "day of the record", "händelsedatum"),
    "record_ref": ("reference", "record", "number of the record", "referens", "ärendenummer", "diarienummer", "dnr",
                   "case number", "k nummer", "ref", "nr"),
    "role": ("role", "roll", "role in the group", "roll i gruppen"),
    "certainty": ("certainty", "säkerhet", "bedömning", "confidence"),
    "from_on": ("since", "sedan", "från", "from", "fr o m", "från och med", "start"),
    "to_on": ("until", "to", "till", "t o m", "till och med", "slut", "end"),
    "contact_kind": ("planned contact", "planerad kontakt", "contact", "kontakt"),
    "contact_by": ("planned contact by", "kontakt senast", "contact by", "planerad kontakt senast"),
    "evidence_kind": ("kind of evidence", "evidence", "underlag", "typ av underlag", "slag av underlag", "kind", "typ",
                      "type"),
    "evidence_on": ("day of the evidence", "underlagets dag", "evidence date", "datum", "date", "dag", "day"),
    "source": ("source", "källa", "what it is", "vad det är", "handling", "document"),
    "origin": ("origin", "ursprung", "where from", "uppgiftslämnare", "first from", "först från"),
    "reference": ("reference", "referens", "ärendenummer", "målnummer", "dnr", "case number", "number of the record", "ref"),
    "reliability": ("reliability", "tillförlitlighet", "källans tillförlitlighet", "källvärdering", "source grade"),
    "credibility": ("credibility", "sakriktighet", "uppgiftens riktighet", "riktighet", "information grade"),
}  # fmt: skip


def suggested_settings(sample: Sample, holds: Holds) -> dict[str, Any]:
    """Settings as far as they can be told. What cannot be told is left out, for a person to choose."""
    free = {plain(column.name): column for column in sample.columns}
    columns: dict[str, str] = {}
    for name in FIELDS[holds]:
        found = next((free.pop(plain(word)) for word in NAMES[name] if plain(word) in free), None)
        if found is not None:
            columns[name] = found.name
    return {"columns": columns, "date_order": _order(sample, columns)}


def words_to_map(sample: Sample, columns: dict[str, str]) -> dict[str, list[str]]:
    """By field, the words of its column that are not understood by themselves."""
    asked: dict[str, list[str]] = {}
    for name in CHOICES:
        column = sample.column(columns.get(name, ""))
        if column is not None and (words := _unknown(name, column)):
            asked[name] = words
    return asked


def _unknown(name: str, column: SampledColumn) -> list[str]:
    known = known_words(name)
    return [word for word in words_of_column(column) if plain_word(word) not in known]


def _order(sample: Sample, columns: dict[str, str]) -> str:
    day = next((sample.column(columns[name]) for name in DAYS if name in columns), None)
    first = day.samples[0] if day is not None and day.samples else ""
    return "ymd" if first[:4].isdigit() or not first else "dmy"
