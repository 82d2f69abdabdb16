"""Suggests how a file of persons is read, by the names of its columns in Swedish and English and what stands in them."""

from typing import Any, Final

from vapenvila.rules.person_mark import MARKS_OF, Mark
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.imports.engine.sampling import Sample, SampledColumn
from vapenvila.web.imports.engine.suggestion import plain
from vapenvila.web.people.importing.person_mapping import plain_word

# For each field, names of columns, the best first. Names are compared in small letters without signs.
NAMES: Final = {
    "personnummer": ("personnummer", "person nr", "personnr", "pnr", "personal number", "personal identity number",
                     "samordningsnummer", "person number", "ssn", "civic number"),
    "reference": ("referens", "reference", "ref", "id", "klient id", "klientnummer", "klientnr", "person id", "post id",
                  "löpnummer", "löpnr", "client id", "client number", "record id", "nr", "key"),
    "full_name": ("namn", "name", "full name", "fullständigt namn", "person"),
    "given_name": ("förnamn", "given name", "first name", "tilltalsnamn", "forename", "givenname", "firstname"),
    "surname": ("efternamn", "surname", "last name", "family name", "lastname"),
    "birth_date": ("födelsedatum", "född", "birth date", "date of birth", "dob", "birthdate", "födelsedag"),
    "phone": ("telefon", "telefonnummer", "tel", "mobil", "mobilnummer", "phone", "phone number", "mobile"),
    "address": ("adress", "bostadsadress", "gatuadress", "address", "home address"),
    "case_number": ("ärendenummer", "ärendenr", "diarienummer", "dnr", "aktnummer", "case number", "case no", "case",
                    "akt", "journalnummer"),
    "mark": ("roll", "markering", "status", "kategori", "mark", "role", "brottsroll", "category", "ställning"),
    "need": ("behov", "ändamål", "need", "purpose", "syfte"),
    "source": ("källa", "source", "uppgiftslämnare"),
    "source_on": ("källdatum", "uppgiftsdatum", "datum", "source date", "date", "registrerad", "date of source"),
    "reliability": ("tillförlitlighet", "reliability", "källvärdering", "grade"),
    "need_of_child": ("behov barn", "need of child", "skäl barn", "barn", "child"),
}  # fmt: skip
MARK_WORDS: Final = {
    Mark.SUSPECT: ("misstänkt", "skäligen misstänkt", "suspect", "suspected", "m", "misst"),
    Mark.CONVICTED: ("dömd", "convicted", "klient", "frivårdsklient", "sentenced", "villkorligt frigiven"),
    Mark.VICTIM: ("målsägande", "offer", "brottsoffer", "victim", "mä", "utsatt"),
    Mark.WITNESS: ("vittne", "witness"),
    Mark.RELATIVE: ("anhörig", "närstående", "relative", "förälder", "syskon", "family"),
    Mark.OTHER: ("annan", "övrig", "other", "kontakt", "contact"),
}
MOST_WORDS: Final = 30


def suggested_settings(sample: Sample, agency: AgencyKind) -> dict[str, Any]:
    """Settings as far as they can be told. What cannot be told is left out, for a person to choose."""
    taken: set[str] = set()
    columns: dict[str, str] = {}
    for field, names in NAMES.items():
        found = _column(sample, names, taken)
        if found is not None:
            columns[field] = found.name
            taken.add(found.name)
    if {"given_name", "surname"} & columns.keys():
        columns.pop("full_name", None)
    settings: dict[str, Any] = {"columns": columns, "date_order": _order(sample, columns)}
    mark = sample.column(columns.get("mark", ""))
    if mark is not None:
        settings["marks"] = suggested_marks(mark, agency)
    return settings


def _column(sample: Sample, names: tuple[str, ...], taken: set[str]) -> SampledColumn | None:
    free = {plain(column.name): column for column in sample.columns if column.name not in taken}
    return next((free[name] for name in names if name in free), None)


def words_of_column(column: SampledColumn) -> list[str]:
    """The different words of a column, if they are few enough to be marks."""
    words = dict.fromkeys(plain_word(value) for value, _often in column.values)
    return list(words) if len(words) <= MOST_WORDS else []


def suggested_marks(column: SampledColumn, agency: AgencyKind) -> dict[str, str]:
    """What the words of the column probably mean, among the marks this agency may use."""
    meaning = {word: mark for mark, words in MARK_WORDS.items() for word in words if mark in MARKS_OF[agency]}
    return {word: meaning[word].value for word in words_of_column(column) if word in meaning}


def _order(sample: Sample, columns: dict[str, str]) -> str:
    day = sample.column(columns.get("birth_date") or columns.get("source_on") or "")
    first = day.samples[0] if day is not None and day.samples else ""
    return "ymd" if first[:4].isdigit() or not first else "dmy"
