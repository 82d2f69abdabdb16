"""Rows past their last day, for the tests of the deletion."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from tests.cast import City
from tests.web.imports.register import an_upload
from tests.web.incidents.made_up import an_incident
from vapenvila.rules.roles import Role
from vapenvila.web.imports import storage
from vapenvila.web.imports.models import ImportBatch, ImportChange, ImportConflict
from vapenvila.web.incidents.facts import Change
from vapenvila.web.incidents.history import write_history
from vapenvila.web.incidents.models import Incident
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=6 * 365)


def a_noted_incident(city: City, *, when: datetime = LONG_AGO, note: str = "Two men were seen.") -> Incident:
    """An incident whose note had another wording before."""
    incident = an_incident(city, when=when)
    with acting(programmes=[city.programme.pk]):
        Incident.objects.filter(pk=incident.pk).update(note=note)
        write_history(
            incident,
            [Change("note", "One man was seen.", note)],
            reason="",
            by=city.people[Role.COORDINATOR],
            at=NOW,
            together=new_id(),
        )
    return incident


def a_note_kept_by_an_import(city: City, incident: Incident) -> ImportBatch:
    """A batch that would put an old note back when undone, and disputes the present one."""
    with acting(programmes=[city.programme.pk]):
        batch = an_upload(city, by=city.people[Role.COORDINATOR])
        ImportChange.objects.create(
            programme=city.programme,
            batch=batch,
            incident=incident.pk,
            kind=ImportChange.Kind.UPDATED,
            before={"note": "An older note.", "place": "Torget"},
            version_after=2,
        )
        ImportConflict.objects.create(
            programme=city.programme, batch=batch, incident=incident, source_no="A1", row=2, field="note",
            register_value="One.", file_value="Two.",
        )  # fmt: skip
    return batch


def an_old_upload(city: City, *, days: int = 9) -> tuple[ImportBatch, Path]:
    """An upload nobody imported, with its folder on the disk."""
    with acting(programmes=[city.programme.pk]):
        batch = an_upload(city, by=city.people[Role.COORDINATOR])
        ImportBatch.objects.filter(pk=batch.pk).update(uploaded_at=NOW - timedelta(days=days))
    folder = storage.folder_of(batch.pk)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "upload").write_bytes(b"kind;place\n")
    assert Path(settings.HOME) in folder.parents
    return batch, folder
