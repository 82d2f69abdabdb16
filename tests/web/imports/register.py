"""Imports into a made-up city's register, for the tests of commit and undo."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from tests.cast import City
from tests.web.imports.files import HEADER, NOW, PLAIN, write
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.imports import storage
from vapenvila.web.imports.actions.check import prepared_batch
from vapenvila.web.imports.actions.commit import commit_batch
from vapenvila.web.imports.actions.receive import open_batch, receive_file
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.models import ImportBatch
from vapenvila.web.incidents.models import Incident
from vapenvila.web.wall.acting import act
from vapenvila.web.wall.identifiers import new_id

ROWS = (
    "A1,2024-01-05 21:30,55.6,13.0,shot,0,2,first",
    "A2,2024-02-06 01:10,55.61,13.01,blast,,,",
    "A3,2024-03-07,,,shot,1,0,third",
)


def enter(city: City) -> None:
    """Act in this city until the test ends."""
    act(user=city.people[Role.POLICE_ANALYST].pk, programmes=[city.programme.pk])


def analyst(city: City) -> User:
    """The person who imports."""
    return city.people[Role.POLICE_ANALYST]


def imported_file(
    city: City, path: Path, mapping: Mapping[str, object], *, at: datetime = NOW, by: UUID | None = None
) -> ImportBatch:
    """A file in the register."""
    chosen = mapping_from(mapping)
    batch = open_batch(
        pk=new_id(),
        programme=city.programme,
        file=storage.describe(path),
        profile="",
        source_system=chosen.source_system,
        at=at,
    )
    prepared = prepared_batch(batch=batch, mapping=chosen, path=path, at=at, progress=lambda *_: None)
    return commit_batch(batch=batch, prepared=prepared, by=by, at=at, progress=lambda *_: None)


def imported(
    city: City, folder: Path, *rows: str, mapping: Mapping[str, object] = PLAIN, later: int = 0
) -> ImportBatch:
    """Rows in the register; `later` = days after the first import."""
    path = write(folder, HEADER + "\n".join(rows) + "\n")
    return imported_file(city, path, mapping, at=NOW + timedelta(days=later))


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    """New, updated, unchanged, for decision."""
    return (batch.created, batch.updated, batch.unchanged, batch.conflicts)


def incident(reference: str) -> Incident:
    """The incident with this reference."""
    return Incident.objects.get(sources__source_no=reference)


def an_upload(city: City, *, by: User) -> ImportBatch:
    """A small file that was uploaded and not yet checked."""
    content = (HEADER + "\n".join(ROWS) + "\n").encode()
    return receive_file(programme=city.programme, name="x.csv", chunks=[content], label="", by=by, at=NOW)
