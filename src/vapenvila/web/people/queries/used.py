"""Persons that other records in the room are about: a file that brought one of them is not undone any more."""

from collections.abc import Iterable
from uuid import UUID

from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.retention.models import RecordedEvent


def persons_with_recorded_events(room: UUID) -> Iterable[UUID]:
    """Persons with a sentence, an end of supervision or another event on which retention counts."""
    return RecordedEvent.objects.filter(room=room).values_list("person", flat=True)


def persons_on_copies(room: UUID) -> Iterable[UUID]:
    """Persons on whom a copy has left the room."""
    subjects = ExportRecord.objects.filter(room=room, subject__isnull=False).values_list("subject", flat=True)
    return (subject for subject in subjects if subject is not None)
