"""Settling where a file contradicts what people have decided: the register stays, or the file's value is taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.import_conflict import STATE, may_settle, may_take, taken_with
from vapenvila.rules.incident_state import IncidentState
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.imports.actions.background import insist
from vapenvila.web.imports.applying import DAYS_ON_HOLD
from vapenvila.web.imports.models import ConflictDecision, ImportBatch, ImportConflict
from vapenvila.web.incidents.actions.amend import amend_incident
from vapenvila.web.incidents.actions.state import change_state
from vapenvila.web.incidents.facts import TIMES, as_text, from_text
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.refusals import StaleIncident, TextNeedsALook

AT_ONCE: Final = 300  # incidents; each is an act of its own in the history, and the page must answer


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of all open lines of a batch."""

    settled: int
    refused: tuple[tuple[str, str], ...]  # reference, sentence
    left: int  # lines not yet looked at


@transaction.atomic
def keep_register(*, conflict: ImportConflict, by: User, at: datetime) -> int:
    """What the register says stays; nobody is asked about this line again."""
    row = _held(conflict)
    insist(may_settle(settled=row.settled_at is not None))
    return _mark([row], ConflictDecision.KEEP, by, at)


@transaction.atomic
def take_file(*, conflict: ImportConflict, by: User, at: datetime) -> int:
    """The file's value goes into the register by the register's own act; how many lines that settles.

    Facts that belong together (earliest and latest time, place, victims) are taken together.
    """
    row = _held(conflict)
    insist(may_settle(settled=row.settled_at is not None))
    together = ImportConflict.objects.select_for_update().filter(
        batch=row.batch_id, incident=row.incident_id, source_no=row.source_no, settled_at__isnull=True,
        field__in=taken_with(row.field),
    )  # fmt: skip
    lines = list(together) if row.incident_id else [row]
    incident = Incident.objects.filter(pk=row.incident_id).first() if row.incident_id else None
    for line in lines:
        changed = incident is not None and _shown(incident, line.field) != line.register_value
        insist(may_take(line.field, incident_there=incident is not None, changed_since=changed))
    if incident is not None:
        _take(incident, row.batch, lines, by, at)
    return _mark(lines, ConflictDecision.TAKE, by, at)


@transaction.atomic
def keep_all(*, batch: ImportBatch, by: User, at: datetime) -> Settled:
    """What the register says stays, for every open line of the batch."""
    lines = list(ImportConflict.objects.select_for_update().filter(batch=batch, settled_at__isnull=True))
    return Settled(_mark(lines, ConflictDecision.KEEP, by, at), (), 0)


def take_all(*, batch: ImportBatch, by: User, at: datetime) -> Settled:
    """The file's values for the open lines, incident by incident, each as an act of its own; refusals are named."""
    waiting = ImportConflict.objects.filter(batch=batch, settled_at__isnull=True)
    settled, refused, looked_at, incidents = 0, [], set[UUID](), set[UUID | None]()
    for line in list(waiting.select_related("batch")):
        if line.incident_id not in incidents and len(incidents) >= AT_ONCE:
            break
        looked_at.add(line.pk)
        incidents.add(line.incident_id)
        try:
            if waiting.filter(pk=line.pk).exists():
                settled += take_file(conflict=line, by=by, at=at)
        except Exception as problem:
            sentence = refusal_sentence(problem)
            if sentence is None:
                raise
            refused.append((line.source_no, sentence))
    return Settled(settled, tuple(refused), waiting.exclude(pk__in=looked_at).count())


def refusal_sentence(problem: Exception) -> str | None:
    """Why the file's value was not taken, in the person's language; None when it is no refusal."""
    if isinstance(problem, StaleIncident):
        return gettext("Somebody changed the incident at the same moment. Look at it and try again.")
    if isinstance(problem, TextNeedsALook):
        return gettext(
            "The file's text holds what does not belong in the register. Change the incident itself."
        )
    sentence = getattr(problem, "sentence", None)
    return sentence if isinstance(sentence, str) else None


def _held(conflict: ImportConflict) -> ImportConflict:
    found = ImportConflict.objects.select_for_update(of=("self",)).select_related("batch__programme")
    return found.get(pk=conflict.pk)


def _shown(incident: Incident, field: str) -> str:
    value = getattr(incident, field)
    return as_text(value.replace(microsecond=0) if field in TIMES and value else value)


def _take(
    incident: Incident, batch: ImportBatch, lines: list[ImportConflict], by: User, at: datetime
) -> None:
    reason = gettext("The file's value was taken, from import I%(number)d.") % {"number": batch.number}
    facts = {line.field: from_text(line.field, line.file_value) for line in lines if line.field != STATE}
    if facts:
        amend_incident(
            incident=incident, version=incident.version, facts=facts, reason=reason, looked_at=True, by=by, at=at
        )  # fmt: skip
    for line in lines:
        if line.field == STATE:
            _take_state(incident, IncidentState(line.file_value), reason, by, at)


def _take_state(incident: Incident, new: IncidentState, reason: str, by: User, at: datetime) -> None:
    today = timezone.localdate(at)
    change_state(
        incident=incident,
        version=incident.version,
        new=new,
        reason=reason,
        hold_review_on=today + timedelta(days=DAYS_ON_HOLD) if new == IncidentState.HOLD else None,
        looked_at=True,
        by=by,
        at=at,
        today=today,
    )


def _mark(lines: list[ImportConflict], decision: ConflictDecision, by: User, at: datetime) -> int:
    if not lines:
        return 0
    for line in lines:
        line.settled_by, line.settled_at, line.decision = by, at, decision
    ImportConflict.objects.bulk_update(lines, ["settled_by", "settled_at", "decision"], batch_size=1000)
    first = lines[0]
    record(
        act="import_conflict.taken" if decision == ConflictDecision.TAKE else "import_conflict.kept",
        by=by.pk,
        at=at,
        subject_kind="import_batch" if len(lines) > 1 else "import_conflict",
        subject=first.batch_id if len(lines) > 1 else first.pk,
        programme=first.programme_id,
        details={"lines": len(lines), "field": first.field, "row": first.row},
    )
    return len(lines)
