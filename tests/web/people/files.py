"""Made-up files of persons, and the acts on them in one go."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from tests.cast import City
from tests.web.people.made_up import CASEWORKER, NOW, TODAY, in_room
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.people.actions.importing import check_persons, commit_persons, receive_persons
from vapenvila.web.people.importing.sealed_files import opened_file
from vapenvila.web.people.models import Identity, Person, PersonBatch
from vapenvila.web.people.sealed_identity import opened
from vapenvila.web.people.vocabulary import IDENTITY_FIELDS

HEAD = ("ref", "given", "surname", "pnr", "born", "phone", "mark", "need", "source", "day", "child")
SETTINGS: dict[str, Any] = {
    "source_system": "list",
    "columns": {
        "reference": "ref",
        "given_name": "given",
        "surname": "surname",
        "personnummer": "pnr",
        "birth_date": "born",
        "phone": "phone",
        "mark": "mark",
        "need": "need",
        "source": "source",
        "source_on": "day",
        "need_of_child": "child",
    },
    "marks": {"suspect": "suspect", "victim": "victim", "other": "other", "convicted": "convicted"},
}
ROW: dict[str, str] = {
    "ref": "A1",
    "given": "Påhittad",
    "surname": "Andersson",
    "born": "1990-06-02",
    "mark": "suspect",
    "need": "Made-up need",
    "source": "Made-up source",
    "day": "2026-11-01",
}


def a_row(**cells: str) -> dict[str, str]:
    """A row that is good, but for what is said here."""
    return {**ROW, **cells}


def a_file(*rows: Mapping[str, str]) -> bytes:
    """A CSV file of these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def a_workbook(*rows: Mapping[str, str]) -> bytes:
    """The same rows as a workbook, days as days."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Persons")
        sheet.write_row(0, 0, HEAD)
        for place, row in enumerate(rows, start=1):
            for column, name in enumerate(HEAD):
                text = row.get(name, "")
                if name in ("born", "day") and text:
                    sheet.write_datetime(place, column, datetime.fromisoformat(text))
                else:
                    sheet.write_string(place, column, text)
    return out.getvalue()


def quiet(_step: str, _rows: int) -> None:
    """Tell nobody."""


def received(city: City, file: bytes, kind: AgencyKind = AgencyKind.POLICE) -> PersonBatch:
    """The file in the room, not looked at."""
    return receive_persons(
        room=city.rooms[kind],
        chunks=[file],
        label="Made up",
        by=city.people[CASEWORKER[kind]],
        at=NOW,
        today=TODAY,
    )


def checked(
    city: City,
    file: bytes,
    *,
    kind: AgencyKind = AgencyKind.POLICE,
    settings: Mapping[str, Any] | None = None,
) -> PersonBatch:
    """The file looked through; nothing is registered."""
    with in_room(city, kind):
        batch = received(city, file, kind)
        with opened_file(batch) as path:
            return check_persons(
                batch=batch,
                settings=settings or SETTINGS,
                path=path,
                by=city.people[CASEWORKER[kind]],
                at=NOW,
                today=TODAY,
                progress=quiet,
            )


def imported(
    city: City,
    *rows: Mapping[str, str],
    kind: AgencyKind = AgencyKind.POLICE,
    settings: Mapping[str, Any] | None = None,
) -> PersonBatch:
    """The rows in the room."""
    return committed(city, a_file(*rows), kind=kind, settings=settings)


def committed(
    city: City,
    file: bytes,
    *,
    kind: AgencyKind = AgencyKind.POLICE,
    settings: Mapping[str, Any] | None = None,
) -> PersonBatch:
    """The file in the room."""
    batch = checked(city, file, kind=kind, settings=settings)
    with in_room(city, kind), opened_file(batch) as path:
        return commit_persons(
            batch=batch, path=path, by=city.people[CASEWORKER[kind]], at=NOW, today=TODAY, progress=quiet
        )


def sentences(batch: PersonBatch, severity: str = "error") -> list[tuple[int, str, str]]:
    """Row, column and sentence of what was found."""
    problems = batch.report["problems"] if batch.report else []
    return [(p["row"], p["column"], p["sentence"]) for p in problems if p["severity"] == severity]


def persons_in(city: City, kind: AgencyKind = AgencyKind.POLICE) -> list[Person]:
    """Everybody in a room, in the order they came."""
    with in_room(city, kind):
        return list(Person.objects.order_by("created_at", "pk"))


def identity_of(city: City, person: Person) -> dict[str, str]:
    """What is kept sealed of a person."""
    with in_room(city):
        return opened(Identity.objects.get(person=person), IDENTITY_FIELDS)
