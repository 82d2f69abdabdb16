"""Setting up a programme, its status, its agencies and rooms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from vapenvila.rules.programme_status import ProgrammeStatus, may_change_status
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Agency, Programme, ProgrammeStatusChange, Room
from vapenvila.web.partners.queries import paused_from


def set_up_programme(*, programme: Programme, values: dict[str, Any], by: UUID, at: datetime) -> list[str]:
    """Change settings of the programme; the fields that changed. Before and after are on record."""
    changed = {field: value for field, value in values.items() if getattr(programme, field) != value}
    if not changed:
        return []
    details = {field: [_plain(getattr(programme, field)), _plain(value)] for field, value in changed.items()}
    for field, value in changed.items():
        setattr(programme, field, value)
    programme.save(update_fields=list(changed))
    record(
        act="programme.set_up",
        by=by,
        at=at,
        subject_kind="programme",
        subject=programme.pk,
        programme=programme.pk,
        details=details,
    )
    return list(changed)


def change_status(
    *, programme: Programme, new: ProgrammeStatus, reason: str, by: UUID, at: datetime
) -> ProgrammeStatusChange:
    """One step on the programme's road, with its reason. Raises RefusedError when the step may not follow."""
    now = ProgrammeStatus(Programme.objects.select_for_update().get(pk=programme.pk).status)
    decision = may_change_status(now, new, paused_from=paused_from(programme), reason=reason)
    if not decision:
        raise RefusedError(decision)
    change = ProgrammeStatusChange.objects.create(
        programme=programme, old=now.value, new=new.value, reason=reason.strip(), by_id=by, at=at
    )
    programme.status = new.value
    programme.save(update_fields=["status"])
    record(
        act="programme.status_changed",
        by=by,
        at=at,
        subject_kind="programme",
        subject=programme.pk,
        programme=programme.pk,
        details={"status": [now.value, new.value]},
    )
    return change


def add_agency(*, programme: Programme, name: str, kind: str, by: UUID | None, at: datetime) -> Room:
    """A room for an agency in this programme; the agency is made when no agency has this name."""
    agency, made = Agency.objects.get_or_create(name=name, defaults={"kind": kind})
    room = Room.objects.create(programme=programme, agency=agency)
    record(
        act="room.opened",
        by=by,
        at=at,
        subject_kind="room",
        subject=room.pk,
        programme=programme.pk,
        details={"agency": str(agency.pk), "kind": agency.kind, "new_agency": made},
    )
    return room


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return str(getattr(value, "pk", value))
