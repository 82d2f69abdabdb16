"""Uploaded files of persons and the rows held back from them: a week, never longer."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import Regime
from vapenvila.web.imports.models import BatchState
from vapenvila.web.people.importing.sealed_files import forget_files
from vapenvila.web.people.models import PersonBatch, PersonFilePiece
from vapenvila.web.retention.due_days import day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope


def due_files(scope: Scope, at: datetime) -> Iterator[Due]:
    """Files of persons a week old, and the rows held back from them; one that is being imported just now is left alone."""
    lying = PersonFilePiece.objects.filter(room=scope.room_id).values("batch")
    batches = PersonBatch.objects.filter(pk__in=lying).exclude(state=BatchState.COMMITTING)
    for batch, uploaded in batches.order_by("pk").values_list("pk", "uploaded_at"):
        facts = RetentionFacts(regime=Regime.UPLOADED_FILE, started=day_of(uploaded))
        if due := due_if_past(batch, facts, today=day_of(at)):
            yield due


def remove_file(scope: Scope, due: Due, at: datetime) -> Removed:
    """The sealed pieces; the batch stays, which holds no value of any cell."""
    batch = PersonBatch.objects.get(pk=due.id)
    pieces = PersonFilePiece.objects.filter(batch=batch).count()
    forget_files(batch, at=at, held_too=True)
    batch.save(update_fields=["file_deleted_at"])
    return Removed(links=pieces)


PERSON_FILES = Retained(
    code="person_file",
    name=_("Uploaded files of persons"),
    level=Level.ROOM,
    regimes=(Regime.UPLOADED_FILE,),
    due=due_files,
    remove=remove_file,
)
