"""What a programme says of the legal grounds, only ever stricter, and who its named managers are."""

from datetime import date, datetime

from django.db import transaction

from vapenvila.rules.decision import say
from vapenvila.rules.legal_ground import LegalGround
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.disclosures.errors import RefusedError
from vapenvila.web.disclosures.models import DoorManager, GroundSwitch, GroundVerification
from vapenvila.web.disclosures.queries.rooms import people_at_the_door
from vapenvila.web.partners.models import Programme, Room


@transaction.atomic
def switch_ground(
    *, programme: Programme, ground: LegalGround, off: bool, reason: str, by: User, at: datetime
) -> GroundSwitch:
    """Switch a ground off, or take that back. What the catalogue itself keeps shut stays shut."""
    if not reason.strip():
        raise RefusedError(say("Say why, so that the next lawyer understands."))
    row = GroundSwitch.objects.create(
        programme=programme, ground_code=ground.code, off=off, reason=reason, by=by, at=at
    )
    _record(
        "legal_ground.switched_off" if off else "legal_ground.switched_back", programme, ground, by=by, at=at
    )
    return row


@transaction.atomic
def verify_ground(
    *, programme: Programme, ground: LegalGround, lawyer: str, on: date, by: User, at: datetime, today: date
) -> GroundVerification:
    """Note that a named lawyer has verified the present wording."""
    if not lawyer.strip():
        raise RefusedError(say("Name the lawyer who verified it."))
    if on > today:
        raise RefusedError(say("The day of the verification has not come yet."))
    row = GroundVerification.objects.create(
        programme=programme,
        ground_code=ground.code,
        fingerprint=ground.fingerprint,
        lawyer=lawyer.strip(),
        verified_on=on,
        by=by,
        at=at,
    )
    _record("legal_ground.verified", programme, ground, by=by, at=at)
    return row


def _record(act: str, programme: Programme, ground: LegalGround, *, by: User, at: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="legal_ground",
        programme=programme.pk,
        details={"ground": ground.code, "fingerprint": ground.fingerprint},
    )


@transaction.atomic
def name_manager(
    *, programme: Programme, room: Room, user: User, first_day: date, by: User, at: datetime, today: date
) -> DoorManager:
    """Name somebody who works at the door of the room as its manager. Nobody names themselves."""
    if user.pk == by.pk:
        raise RefusedError(say("Nobody names themselves. Ask another administrator."))
    if user not in people_at_the_door(room.pk, today=today):
        raise RefusedError(say("The manager works in that room and uses the door there."))
    row = DoorManager.objects.create(
        programme=programme, room=room, user=user, first_day=first_day, by=by, at=at
    )
    record(act="door_manager.named", by=by.pk, at=at, subject_kind="door_manager", subject=row.pk,
           programme=programme.pk, details={"user": str(user.pk), "room": str(room.pk)})  # fmt: skip
    return row


@transaction.atomic
def end_manager(*, manager: DoorManager, by: User, at: datetime, today: date) -> None:
    """End the task from today on: yesterday was its last day, or its first day when that is later."""
    manager.last_day = max(manager.first_day, date.fromordinal(today.toordinal() - 1))
    manager.save(update_fields=["last_day"])
    record(act="door_manager.ended", by=by.pk, at=at, subject_kind="door_manager", subject=manager.pk,
           programme=manager.programme_id)  # fmt: skip
