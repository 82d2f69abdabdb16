"""Correcting what the register says about an incident. The old value stays in the history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incidents.actions.checks import check_time_and_place, check_victims, hold, save
from vapenvila.web.incidents.facts import FACTS, TEXTS, Change, changes, facts_of, from_text
from vapenvila.web.incidents.free_text import check_texts
from vapenvila.web.incidents.history import write_history
from vapenvila.web.incidents.models import ClassificationEvent, Incident
from vapenvila.web.incidents.refusals import Refused
from vapenvila.web.wall.identifiers import new_id

VICTIMS = frozenset({"outcome", "dead", "injured_serious", "injured_slight", "injured_unknown"})


@transaction.atomic
def amend_incident(
    *,
    incident: Incident,
    version: int,
    facts: Mapping[str, Any],
    reason: str,
    looked_at: bool,
    by: User,
    at: datetime,
) -> Incident:
    """Change the named facts. `version` is the one the person saw: if somebody was faster, nothing is saved.

    A change that changes nothing is no act: nothing is written and the version stays.
    """
    current = hold(incident, version=version)
    _refuse_merged(current)
    made = changes(facts_of(current), facts)
    if not made:
        return current
    if not reason.strip():
        raise Refused(gettext("Write why the incident is changed."), field="reason")
    for change in made:
        setattr(current, change.field, facts[change.field])
    _check(current, made, now=at)
    texts = {change.field: getattr(current, change.field) for change in made if change.field in TEXTS}
    check_texts({**texts, "reason": reason}, looked_at=looked_at)
    save(current, *(change.field for change in made))
    write_history(current, made, reason=reason.strip(), by=by, at=at, together=new_id())
    _audit("incident.amended", current, made, by, at)
    return current


def undo_change(*, event: ClassificationEvent, version: int, by: User, at: datetime) -> Incident:
    """Set a fact back to what it was before this change: a new correction in the history, never a silent one."""
    if event.field not in FACTS:
        raise Refused(
            gettext("Only changes of facts can be undone here. Change the state or undo the merge instead.")
        )
    current = hold(event.incident, version=version)
    if changes(facts_of(current), {event.field: from_text(event.field, event.new)}):
        raise Refused(gettext("The fact has been changed again since. Undo the later change first."))
    return amend_incident(
        incident=current,
        version=version,
        facts={event.field: from_text(event.field, event.old)},
        reason=gettext("The change was undone."),
        looked_at=True,
        by=by,
        at=at,
    )


def _refuse_merged(current: Incident) -> None:
    if current.merged_into is not None:
        raise Refused(
            gettext("The incident is merged into #%(number)d. Change that one, or undo the merge first.")
            % {"number": current.merged_into.number}
        )


def _check(current: Incident, made: tuple[Change, ...], *, now: datetime) -> None:
    check_time_and_place(current, current.programme, now=now)
    if VICTIMS & {change.field for change in made}:
        check_victims(current)


def _audit(act: str, incident: Incident, made: tuple[Change, ...], by: User, at: datetime) -> None:
    """Before and after of each fact; free text is named only, it stands in the history."""
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="incident",
        subject=incident.pk,
        programme=incident.programme_id,
        details={
            "number": incident.number,
            "changed": {c.field: None if c.field in TEXTS else [c.old, c.new] for c in made},
        },
    )
