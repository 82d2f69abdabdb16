"""What imports delete in time: uploaded files with the rows held back, and notes that an import changed or disputed."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import Regime
from vapenvila.web.imports.models import BatchState, ImportBatch, ImportChange, ImportConflict
from vapenvila.web.incidents.models import Incident
from vapenvila.web.retention.due_days import certainly_after, day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope


def due_uploads(scope: Scope, at: datetime) -> Iterator[Due]:
    """Uploads a week old whose file has not gone; one that is being imported just now is left alone."""
    today = day_of(at)
    lying = ImportBatch.objects.filter(programme_id=scope.programme_id, file_deleted_at__isnull=True)
    for batch, uploaded in (
        lying.exclude(state=BatchState.COMMITTING).order_by("pk").values_list("pk", "uploaded_at")
    ):
        facts = RetentionFacts(regime=Regime.UPLOADED_FILE, started=day_of(uploaded))
        if due := due_if_past(batch, facts, today=today):
            yield due


def remove_upload(scope: Scope, due: Due, at: datetime) -> Removed:
    """The folder with the upload and all that was made of it; the batch stays as history of the register."""
    ImportBatch.objects.filter(pk=due.id).update(file_deleted_at=at)
    return Removed(files=(f"imports/{due.id}",))


def due_note_traces(scope: Scope, at: datetime) -> Iterator[Due]:
    """Changes that keep an old note for undoing, and open disputes on one, for incidents past the last day of notes."""
    today = day_of(at)
    horizon = certainly_after(Regime.INCIDENT_TEXT, today=today)
    old = Incident.objects.filter(programme_id=scope.programme_id, occurred_to__date__lte=horizon)
    kept = ImportChange.objects.filter(programme_id=scope.programme_id, before__has_key="note")
    disputed = ImportConflict.objects.filter(programme_id=scope.programme_id, field="note")
    holding = {
        *kept.values_list("incident", flat=True),
        *disputed.order_by().values_list("incident", flat=True),
    }
    for incident, occurred in old.filter(pk__in=holding).order_by("pk").values_list("pk", "occurred_to"):
        facts = RetentionFacts(regime=Regime.INCIDENT_TEXT, started=day_of(occurred))
        if due := due_if_past(incident, facts, today=today):
            yield due


def remove_note_traces(scope: Scope, due: Due, at: datetime) -> Removed:
    """The old note in what an undo would put back, and disputes over it."""
    wordings, _parts = ImportConflict.objects.filter(incident_id=due.id, field="note").delete()
    for change in ImportChange.objects.filter(incident=due.id, before__has_key="note"):
        change.before = {fact: text for fact, text in change.before.items() if fact != "note"}
        change.save(update_fields=["before"])
        wordings += 1
    return Removed(records=0, wordings=wordings)


UPLOADS = Retained(
    code="upload",
    name=_("Uploaded files of incidents"),
    level=Level.PROGRAMME,
    regimes=(Regime.UPLOADED_FILE,),
    due=due_uploads,
    remove=remove_upload,
)
NOTE_TRACES = Retained(
    code="import_note",
    name=_("Notes kept by imports"),
    level=Level.PROGRAMME,
    regimes=(Regime.INCIDENT_TEXT,),
    due=due_note_traces,
    remove=remove_note_traces,
)
