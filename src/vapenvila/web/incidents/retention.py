"""What the register of incidents deletes in time: free notes with every earlier wording. The figures stay."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import Regime
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.incidents.models import ClassificationEvent, Incident
from vapenvila.web.retention.due_days import certainly_after, day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope


def due_notes(scope: Scope, at: datetime) -> Iterator[Due]:
    """Incidents with a note, or an earlier wording of one, past the last day."""
    today = day_of(at)
    horizon = certainly_after(Regime.INCIDENT_TEXT, today=today)
    old = Incident.objects.filter(programme_id=scope.programme_id, occurred_to__date__lte=horizon)
    noted = old.exclude(note="") | old.filter(
        pk__in=ClassificationEvent.objects.filter(programme_id=scope.programme_id, field="note").values(
            "incident"
        )
    )
    for incident, occurred in noted.order_by("pk").values_list("pk", "occurred_to").distinct():
        facts = RetentionFacts(regime=Regime.INCIDENT_TEXT, started=day_of(occurred))
        if due := due_if_past(incident, facts, today=today):
            yield due


def remove_note(scope: Scope, due: Due, at: datetime) -> Removed:
    """The note and every wording it had. The incident counts as before."""
    wordings, _parts = ClassificationEvent.objects.filter(incident_id=due.id, field="note").delete()
    Incident.objects.filter(pk=due.id).update(note="", version=F("version") + 1)
    copies = ExportRecord.objects.filter(
        programme=scope.programme_id,
        kind=ExportKind.INCIDENTS,
        recalled_at__isnull=True,
        destroyed_confirmed_at__isnull=True,
        expires_on__gte=day_of(at),
    ).count()
    return Removed(wordings=wordings, copies=copies)


NOTES = Retained(
    code="incident_note",
    name=_("Free notes on incidents"),
    level=Level.PROGRAMME,
    regimes=(Regime.INCIDENT_TEXT,),
    due=due_notes,
    remove=remove_note,
)
