"""Marks every text of every row with a word of its own, so that whatever shows it tells where it came from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction

from tests.attack.town import Town
from vapenvila.web.partners.models import Mission
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind

WORD = re.compile(r"Kq\d{5}z")
NUMBER = re.compile(r"\d\.\d{5}77\d{3}")  # coordinates that stand in no other row
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LENGTH = len("Kq00000z")

# Texts that the code reads as words of its own and not as what somebody wrote: a canary there breaks the row, not the wall.
NOT_MARKED = {
    "accounts.User.password": "a hash",
    "accounts.User.language": "a code",
    "accounts.User.agency_provider": "a code that settings name",
    "partners.Programme.slug": "part of every address; one who asks for it knows it",
    "partners.Programme.time_zone": "a name of the time-zone database",
    "incidents.SavedFilter.query": "a filter that is read back",
    "incidents.ExportPackage.query": "a filter that is read back",
    "imports.ImportBatch.profile": "a name of a file of ours",
    "imports.ImportBatch.problem": "a sentence of ours",
    "incidents.ClassificationEvent.field": "a name of a field",
    "imports.ImportConflict.field": "a name of a field",
    "jobs.JobProgress.leads_to": "an address of ours",
    "jobs.JobProgress.sentence": "a sentence of ours",
    "reviews.ReviewDecision.owner_role": "a code",
}
# JSON whose texts somebody wrote.
MARKED_JSON = {"reviews.ReviewMeeting.minutes"}


@dataclass(frozen=True, slots=True)
class Canary:
    """Where a word or an identifier stands: field, programme, and the rooms that own it (none = the whole programme)."""

    field: str
    programme: UUID | None
    rooms: frozenset[UUID]
    person: UUID | None = None  # a colleague's own name and address

    @property
    def label(self) -> str:
        """The kind of record."""
        return self.field.rsplit(".", 1)[0]


class Aviary:
    """All canaries by their word or identifier."""

    def __init__(self) -> None:
        self.by_word: dict[str, Canary] = {}

    def mark(self, town: Town) -> None:
        """Write canaries into every row of the town. Needs the owner's hands: some tables take no other changes."""
        programme = town.city.programme.pk
        for model in walled_models():
            _triggers(model, "DISABLE")
            for room in (None, *(room.pk for room in town.city.rooms.values())):
                with acting(programmes=[programme], room=room):
                    for row in model._default_manager.all():
                        if str(row.pk) not in self.by_word and _in_programme(row, programme):
                            self._mark(row, programme, _rooms(row))
            _triggers(model, "ENABLE")
        for person in town.city.people.values():
            self._mark(person, programme, frozenset(), person=person.pk)
        self._mark(town.city.programme, programme, frozenset())
        for room_row in town.city.rooms.values():
            self._mark(room_row.agency, programme, frozenset())
            self.by_word[str(room_row.pk)] = Canary("partners.Room.id", programme, frozenset())
        for mission in Mission.objects.filter(room__programme=programme):
            self.by_word[str(mission.pk)] = Canary("partners.Mission.id", programme, frozenset())

    def _mark(
        self, row: models.Model, programme: UUID, rooms: frozenset[UUID], person: UUID | None = None
    ) -> None:
        model = type(row)
        label = model._meta.label
        self.by_word[str(row.pk)] = Canary(f"{label}.id", programme, rooms, person)
        full: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            canary = Canary(f"{label}.{field.name}", programme, rooms, person)
            marked = self._marked(field, getattr(row, field.attname), canary)
            if marked is not None:
                full[str(field.column)] = marked
        said = {column: value for column, value in full.items() if _in_column(row, column)}
        try:
            _write(model, row.pk, full)
        except IntegrityError:  # a text that must stay empty beside the row's other facts
            _write(model, row.pk, said)

    def a_word_of(self, field: str, programme: UUID) -> str:
        """One of the words that mark this field in the programme."""
        return next(
            word
            for word, canary in self.by_word.items()
            if canary.field == field and canary.programme == programme and WORD.fullmatch(word)
        )

    def _new(self, canary: Canary) -> str:
        word = f"Kq{len(self.by_word):05d}z"
        self.by_word[word] = canary
        return word

    def _marked(self, field: Any, value: Any, canary: Canary) -> Any:
        """The marked value, or None when this field is left as it is."""
        if canary.field in NOT_MARKED or field.choices or field.primary_key or field.is_relation:
            return None
        kind = field.get_internal_type()
        if (
            kind in ("CharField", "TextField")
            and value is not None
            and (field.max_length or LENGTH) >= LENGTH
        ):
            return self._new(canary)
        if kind == "EmailField":
            return f"{self._new(canary)}@{value.rsplit('@', 1)[1]}"
        if (
            kind == "FloatField"
            and value is not None
            and field.name in ("lat", "lon", "latitude", "longitude")
        ):
            number = float(f"{int(value)}.{len(self.by_word):05d}77{len(self.by_word) % 900 + 100}")
            self.by_word[f"{number}"[-11:]] = canary
            return number
        if kind == "JSONField" and canary.field in MARKED_JSON and value:
            return json.dumps(self._marked_json(value, canary))
        return None

    def _marked_json(self, value: Any, canary: Canary) -> Any:
        if isinstance(value, dict):
            return {key: self._marked_json(part, canary) for key, part in value.items()}
        if isinstance(value, list):
            return [self._marked_json(part, canary) for part in value]
        if isinstance(value, str) and " " in value:
            return self._new(canary)
        return value


def _triggers(model: type[models.Model], word: str) -> None:
    """Histories are append-only by triggers; the marks are written past them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {word} TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _in_programme(row: Any, programme: UUID) -> bool:
    return _in_column(row, "programme_id") in (None, programme)


def _in_column(row: Any, column: str) -> Any:
    """The value in a column, whatever the field is called; None where there is no such column."""
    return next((getattr(row, f.attname) for f in row._meta.concrete_fields if f.column == column), None)


def _rooms(row: Any) -> frozenset[UUID]:
    kind = kind_of(type(row))
    if kind is RowKind.DOOR:
        return frozenset({_in_column(row, "from_room_id"), _in_column(row, "to_room_id")})
    room = _in_column(row, "room_id")
    return frozenset({room} if room else ())


def _write(model: type[models.Model], key: Any, values: dict[str, Any]) -> None:
    """Past the rights and triggers of the application, with the rows' own checks kept."""
    columns = ", ".join(f'"{column}" = %s' for column in values)
    pk = model._meta.pk.column if model._meta.pk else "id"
    if not values:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{pk}" = %s', [*values.values(), key]
        )


def words_in(text: str) -> Iterator[str]:
    """Canaries and identifiers that stand in a text."""
    yield from WORD.findall(text)
    yield from IDENTIFIER.findall(text)
    yield from NUMBER.findall(text)
