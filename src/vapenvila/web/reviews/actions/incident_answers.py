"""Answering the review's questions on an incident: group link per side, conflict, contacts and the retaliation clock."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from vapenvila.rules.blind_sample import may_judge_openly
from vapenvila.rules.retaliation import Stance as StanceRule
from vapenvila.rules.retaliation import may_be_contact_time, may_take_stance
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.groups.queries.names import group_named
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.errors import EditedMeanwhileError, ask
from vapenvila.web.reviews.models import GroupAssessment, IncidentConflict, RetaliationClock, ReviewMeeting
from vapenvila.web.reviews.queries.answers import latest_assessment
from vapenvila.web.reviews.vocabulary import Basis, Expected, GroupLink, Side, Stance
from vapenvila.web.wall.blind import blind_incidents

Row = TypeVar("Row", IncidentConflict, RetaliationClock)

CLOCK_FIELDS = (
    "side_a",
    "side_b",
    "side_a_contact_at",
    "side_b_contact_at",
    "family_contact_at",
    "hospital_contact_at",
    "services_told_at",
    "side_a_contact_by_id",
    "side_b_contact_by_id",
    "family_contact_by_id",
    "hospital_contact_by_id",
    "services_told_by_id",
)
_FREE_TEXT = ("side_a", "side_b")  # names of groups never reach the audit trail


def _says(row: GroupAssessment) -> tuple[str, str, str]:
    return row.status, row.group_name, row.basis_kind


def assess_group_link(
    *,
    incident: Incident,
    side: Side,
    status: GroupLink,
    group_name: str,
    basis_kind: Basis,
    seen: UUID | None,
    meeting: ReviewMeeting | None,
    by: User,
    at: datetime,
) -> GroupAssessment:
    """Judge one side's link to a group. `seen` is the judgement the person had before them; a newer one is a conflict."""
    ask(may_judge_openly(blind=incident.pk in blind_incidents()))
    current = latest_assessment(incident.pk, side)
    if current and _says(current) == (status, group_name, basis_kind):
        return current
    if (current.pk if current else None) != seen:
        raise EditedMeanwhileError(current)
    row = GroupAssessment(
        programme_id=incident.programme_id,
        incident=incident,
        meeting=meeting,
        side=side,
        status=status,
        group_name=group_name,
        group_id=group_named(incident.programme, group_name, known_at=at),
        basis_kind=basis_kind,
        decided_by=by,
        decided_at=at,
        supersedes=current,
    )
    _save_first(row, seen)
    details = {"side": side, "from": current.status if current else "", "to": status, "basis": basis_kind}
    _record(incident, "incident.group_link_assessed", by=by, at=at, details=details)
    return row


def _save_first(row: GroupAssessment, seen: UUID | None) -> None:
    """Save the judgement, unless somebody else superseded the same one in the same instant."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        newer = latest_assessment(row.incident_id, row.side)
        if (newer.pk if newer else None) == seen:
            raise
        raise EditedMeanwhileError(newer) from error


def write_conflict(
    *,
    incident: Incident,
    conflict: str,
    retaliation_expected: Expected,
    expected_from: str,
    expected_against: str,
    version: int,
    by: User,
    at: datetime,
) -> IncidentConflict:
    """Say which conflict lies behind and whether retaliation is expected. "Yes" starts the retaliation clock."""
    ask(may_judge_openly(blind=incident.pk in blind_incidents()))
    row = _held(IncidentConflict, incident, by=by, at=at)
    values = {
        "conflict": conflict,
        "retaliation_expected": retaliation_expected,
        "expected_from": expected_from,
        "expected_against": expected_against,
    }
    if _write(row, values, version=version, by=by, at=at):
        _record(
            incident, "incident.conflict_written", by=by, at=at, details={"expected": retaliation_expected}
        )
    if retaliation_expected == Expected.YES:
        start_clock(incident=incident, by=by, at=at)
    return row


def start_clock(*, incident: Incident, by: User | None, at: datetime) -> RetaliationClock:
    """Start the retaliation clock, counted from the violence itself. One that has been started goes on as it is."""
    clock = _held(RetaliationClock, incident, by=by, at=at)
    if clock.started_at is None:
        _write(clock, {"started_at": incident.occurred_from}, version=clock.version, by=by, at=at)
        _record(incident, "retaliation_clock.started", by=by, at=at)
    return clock


def write_contacts(
    *, incident: Incident, values: dict[str, Any], version: int, by: User, at: datetime
) -> RetaliationClock:
    """Write which groups stand against each other, when each was contacted and by which agency; family, hospital and
    victim support too. What `values` does not name stays as it is.
    """
    clock = _held(RetaliationClock, incident, by=by, at=at)
    before = {name: getattr(clock, name) for name in CLOCK_FIELDS}
    values = {name: _same_minute(before[name], values[name]) for name in CLOCK_FIELDS if name in values}
    for name, value in values.items():
        if isinstance(value, datetime) and value != before[name]:
            ask(may_be_contact_time(value, occurred_at=incident.occurred_from, now=at))
    changed = _write(clock, values, version=version, by=by, at=at)
    if changed:
        told = [name for name in changed if name not in _FREE_TEXT]
        details = {
            "fields": changed,
            "before": {name: _code(before[name]) for name in told},
            "after": {name: _code(values[name]) for name in told},
        }
        _record(incident, "retaliation_clock.contacts_written", by=by, at=at, details=details)
    return clock


def _same_minute(stored: Any, sent: Any) -> Any:
    """The stored time where the sent one only lacks its seconds: pages show and send whole minutes."""
    if isinstance(stored, datetime) and isinstance(sent, datetime):
        return stored if stored.replace(second=0, microsecond=0) == sent else sent
    return sent


def _code(value: Any) -> str | None:
    """A time or an agency's identifier as the audit trail keeps it."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)


def take_stance(
    *, incident: Incident, stance: Stance, reason: str, hours: int, version: int, by: User, at: datetime
) -> RetaliationClock:
    """Say how the conflict stands now and within how many hours both sides are to be contacted."""
    clock = _held(RetaliationClock, incident, by=by, at=at)
    if stance != clock.stance:
        ask(may_take_stance(StanceRule(clock.stance), StanceRule(stance), reason=reason))
    values = {
        "stance": stance,
        "closed_reason": reason if stance == Stance.CLOSED else "",
        "hours": hours,
        "started_at": clock.started_at or incident.occurred_from,
    }
    if _write(clock, values, version=version, by=by, at=at):
        _record(incident, "retaliation_clock.stance_taken", by=by, at=at, details={"stance": stance})
    return clock


def _held(model: type[Row], incident: Incident, *, by: User | None, at: datetime) -> Row:
    """The incident's row, made at first use, held against others until the transaction ends."""
    model.objects.get_or_create(
        incident=incident,
        defaults={"programme_id": incident.programme_id, "changed_by": by, "changed_at": at, "version": 0},
    )
    return model.objects.select_for_update(of=("self",)).select_related("changed_by").get(incident=incident)


def _write(
    row: IncidentConflict | RetaliationClock,
    values: dict[str, Any],
    *,
    version: int,
    by: User | None,
    at: datetime,
) -> list[str]:
    """Write what differs and give its names. Raises when somebody else has written since `version` was read."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return []
    if row.version != version:
        raise EditedMeanwhileError(row)
    for name in changed:
        setattr(row, name, values[name])
    row.version, row.changed_by, row.changed_at = row.version + 1, by, at
    row.save(update_fields=[*changed, "version", "changed_by", "changed_at"])
    return changed


def _record(
    incident: Incident, act: str, *, by: User | None, at: datetime, details: dict[str, Any] | None = None
) -> None:
    record(
        act=act,
        by=by.pk if by else None,
        at=at,
        subject_kind="incident",
        subject=incident.pk,
        programme=incident.programme_id,
        details=details,
    )
