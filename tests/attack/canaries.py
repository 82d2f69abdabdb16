"""Marks every text and number of every row with a word of its own, so that whatever shows it tells where it came from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, connection, models, transaction

from tests.attack.days import day_of_its_own, days_in
from tests.attack.left_unmarked import (
    AHEAD,
    COUNTED,
    FILLED_IN,
    MARKED_JSON,
    NO_DAY_OF_ITS_OWN,
    NOT_COUNTED,
    NOT_MARKED,
)
from tests.attack.sealed import DAYS, sealed_columns
from tests.attack.town import Town
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.disclosures.models import DisclosureContent, DisclosureNames
from vapenvila.web.group_audit.models import AuditAnswer, AuditLine
from vapenvila.web.partners.models import Mission
from vapenvila.web.people.models import Identity, PersonChange
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind

WORD = re.compile(r"Kq\d{5}z")
COORDINATE = re.compile(r"\d\.\d{5}77\d{3}")
NUMBER = re.compile(r"(?<!\d)17\d{5}377(?!\d)")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[,.  \u202f'](?=\d{3})")
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LENGTH = len("Kq00000z")


@dataclass(frozen=True, slots=True)
class Canary:
    """Where a word or an identifier stands: field, programme, and the rooms that own it (none = the whole programme)."""

    field: str
    programme: UUID | None
    rooms: frozenset[UUID]
    person: UUID | None = None  # a colleague's own name and address
    protected: bool = False  # the name of somebody whom only the keeper of the record sees
    keeper: UUID | None = None

    @property
    def label(self) -> str:
        """The kind of record."""
        return ".".join(self.field.split(".")[:2])


class Aviary:
    """All canaries by their word or identifier."""

    def __init__(self) -> None:
        self.by_word: dict[str, Canary] = {}
        self.kinds: dict[UUID, AgencyKind] = {}  # whose each room is
        self._days = {True: 0, False: 0}  # given out, ahead and long ago
        self._marked_rows: set[tuple[type[models.Model], object]] = set()

    def mark(self, town: Town) -> None:
        """Write canaries into every row of the town. Needs the owner's hands: some tables take no other changes."""
        programme = town.city.programme.pk
        self.kinds |= {room.pk: kind for kind, room in town.city.rooms.items()}
        self.mark_new_rows(town)
        for person in town.city.people.values():
            self._mark(person, programme, frozenset(), person=person.pk)
        self._mark(town.city.programme, programme, frozenset())
        for room_row in town.city.rooms.values():
            self._mark(room_row.agency, programme, frozenset())
            self.by_word[str(room_row.pk)] = Canary("partners.Room.id", programme, frozenset())
        for mission in Mission.objects.filter(room__programme=programme):
            self.by_word[str(mission.pk)] = Canary("partners.Mission.id", programme, frozenset())

    def mark_new_rows(self, town: Town) -> None:
        """Write canaries into every row behind the wall that has none yet."""
        programme = town.city.programme.pk
        _triggers("DISABLE")
        for model in walled_models():
            for room in (None, *(room.pk for room in town.city.rooms.values())):
                with acting(programmes=[programme], room=room):
                    for row in model._default_manager.all():
                        if (model, row.pk) not in self._marked_rows:
                            self._marked_rows.add((model, row.pk))
                            self._mark(row, programme, _rooms(row))
        _triggers("ENABLE")

    def words_of(self, field: str, programme: UUID, rooms: frozenset[UUID] = frozenset()) -> list[str]:
        """The words that mark this field in the programme (and in these rooms)."""
        return [
            word
            for word, canary in self.by_word.items()
            if canary.field == field and canary.programme == programme and canary.rooms >= rooms
        ]

    def _mark(
        self, row: models.Model, programme: UUID, rooms: frozenset[UUID], person: UUID | None = None
    ) -> None:
        label = type(row)._meta.label
        of_person = row.person if isinstance(row, Identity | PersonChange) else None

        def canary(field: str) -> Canary:
            return Canary(
                f"{label}.{field}", programme, rooms, person,
                protected=of_person is not None and of_person.protective_track,
                keeper=of_person.keeper_id if of_person else None,
            )  # fmt: skip

        self.by_word.setdefault(str(row.pk), canary("id"))
        full: dict[str, Any] = dict(sealed_columns(row, lambda part: self._part(part, canary(part))))
        for field in type(row)._meta.concrete_fields:
            marked = self._marked(field, getattr(row, field.attname), canary(field.name))
            if marked is not None:
                full[str(field.column)] = marked
        _write(type(row), row.pk, full)

    def _part(self, part: str, canary: Canary) -> str:
        """A word for a part of something sealed, or a day."""
        return self._new_day(canary, ahead=False).isoformat() if part in DAYS else self._new(canary)

    def _new_day(self, canary: Canary, *, ahead: bool) -> date:
        day = day_of_its_own(self._days[ahead], ahead=ahead)
        self._days[ahead] += 1
        self.by_word[day.isoformat()] = canary
        return day

    def _new(self, canary: Canary) -> str:
        word = f"Kq{len(self.by_word):05d}z"
        self.by_word[word] = canary
        return word

    def _marked(self, field: Any, value: Any, canary: Canary) -> Any:
        """The marked value, or None when this field is left as it is."""
        kind, may_be_empty = field.get_internal_type(), field.name in ("latitude", "longitude", "population")
        own = field.primary_key or field.is_relation or field.choices
        if canary.field in NOT_MARKED or own:
            return None
        if isinstance(field, models.DateField):
            return self._day(field, value, canary)
        if value is None and not may_be_empty:
            return None
        if kind in ("CharField", "TextField") and (field.max_length or LENGTH) >= LENGTH:
            return self._new(canary)
        if kind == "EmailField":
            return f"{self._new(canary)}@{value.rsplit('@', 1)[1]}"
        if kind == "FloatField" and field.name in ("latitude", "longitude"):
            number = float(f"{int(value or 59)}.{len(self.by_word):05d}77{len(self.by_word) % 900 + 100}")
            self.by_word[f"{number}"[-11:]] = canary
            return number
        if kind in COUNTED and field.name not in NOT_COUNTED:
            count = f"17{len(self.by_word):05d}377"
            self.by_word[count] = canary
            return int(count)
        if kind == "JSONField" and canary.field in MARKED_JSON and value:
            return json.dumps(self._marked_json(value, canary))
        return None

    def _day(self, field: Any, value: Any, canary: Canary) -> Any:
        """A day of its own for what lies in a room. Moments lie ahead: long ago the clocks went by the sun."""
        missing = value is None and field.name not in FILLED_IN
        if missing or not canary.rooms or canary.field in NO_DAY_OF_ITS_OWN:
            return None
        moment = isinstance(field, models.DateTimeField)
        day = self._new_day(canary, ahead=moment or field.name in AHEAD)
        return datetime.combine(day, time(12), UTC) if moment else day

    def _marked_json(self, value: Any, canary: Canary) -> Any:
        if isinstance(value, dict):
            return {key: self._marked_json(part, canary) for key, part in value.items()}
        if isinstance(value, list):
            return [self._marked_json(part, canary) for part in value]
        if isinstance(value, str) and " " in value:
            return self._new(canary)
        return value


def _triggers(word: str) -> None:
    """Histories are append-only by triggers; the marks are written past them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in walled_models():
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {word} TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _column(row: Any, column: str) -> Any:
    """The value in a column, whatever the field is called; None where there is no such column."""
    return next((getattr(row, f.attname) for f in row._meta.concrete_fields if f.column == column), None)


# Tables of the shared picture whose rows may be one room's alone (a second policy narrows them).
OF_ONE_ROOM = {"audit.ExportRecord": "room", "audit.ExportApproval": "room"}
# While agencies answer an audit, these are one room's alone; once the answers lie on the table, everybody's at it.
OWN_UNTIL_SETTLING = (AuditAnswer, AuditLine)


def _rooms(row: Any) -> frozenset[UUID]:
    """The rooms in which a row is seen; none where the whole programme sees it."""
    kind = kind_of(type(row))
    if isinstance(row, DisclosureContent) and row.closed_to_receiver:
        return frozenset({row.from_room_id})
    if isinstance(row, DisclosureNames):
        return frozenset({row.room_id})
    if kind is RowKind.DOOR:
        return frozenset({_column(row, "from_room_id"), _column(row, "to_room_id")})
    if isinstance(row, OWN_UNTIL_SETTLING):
        on_the_table = row.audit.state in ("settling", "frozen")
        return frozenset() if row.room_id is None or on_the_table else frozenset({row.room_id})
    name = OF_ONE_ROOM.get(row._meta.label, "room_id")
    room = _column(row, name) if kind is RowKind.ROOM or row._meta.label in OF_ONE_ROOM else None
    return frozenset({room} if room else ())


def _write(model: type[models.Model], key: Any, values: dict[str, Any]) -> None:
    """Past the rights and triggers of the application, with the rows' own checks kept: what they refuse stays unmarked."""
    if not values:
        return
    try:
        _update(model, key, values)
    except (IntegrityError, DataError):
        for column, value in values.items():
            try:
                _update(model, key, {column: value})
            except (IntegrityError, DataError):  # a part that must stay as it is beside the row's other facts
                continue


def _update(model: type[models.Model], key: Any, values: dict[str, Any]) -> None:
    columns = ", ".join(f'"{column}" = %s' for column in values)
    pk = model._meta.pk.column if model._meta.pk else "id"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{pk}" = %s', [*values.values(), key]
        )


def words_in(text: str) -> Iterator[str]:
    """Canaries and identifiers that stand in a text."""
    yield from WORD.findall(text)
    yield from IDENTIFIER.findall(text)
    yield from COORDINATE.findall(text)
    yield from days_in(text)
    yield from NUMBER.findall(BETWEEN_DIGITS.sub("", text))
