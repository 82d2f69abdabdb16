"""Deciding whether an incident is confirmed, on hold or unfounded."""

from datetime import date, datetime

from django.db import transaction

from vapenvila.rules.incident_state import IncidentState, StateChange, may_change_state
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.actions.checks import hold, save
from vapenvila.web.incidents.facts import Change
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.history import STATE, write_history
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.refusals import insist
from vapenvila.web.wall.identifiers import new_id


@transaction.atomic
def change_state(
    *,
    incident: Incident,
    version: int,
    new: IncidentState,
    reason: str,
    hold_review_on: date | None,
    looked_at: bool,
    by: User,
    at: datetime,
    today: date,
) -> Incident:
    """Move the incident to another state. The reason stands with the state and in the history."""
    current = hold(incident, version=version)
    old = IncidentState(current.state)
    wished = StateChange(old, new, reason, hold_review_on)
    insist(may_change_state(wished, merged=current.merged_into_id is not None, today=today), field="state")
    check_texts({"reason": reason}, looked_at=looked_at)
    current.state = new.value
    current.state_reason = reason.strip()
    current.hold_review_on = hold_review_on if new == IncidentState.HOLD else None
    save(current, "state", "state_reason", "hold_review_on")
    entry = Change(STATE, old.value, new.value)
    write_history(current, [entry], reason=reason.strip(), by=by, at=at, together=new_id())
    record(
        act="incident.reclassified",
        by=by.pk,
        at=at,
        subject_kind="incident",
        subject=current.pk,
        programme=current.programme_id,
        details={"number": current.number, "old": old.value, "new": new.value},
    )
    return current
