"""Recording that something that must be in place before real persons are registered is done."""

from datetime import date, datetime

from django.db import transaction

from vapenvila.rules.readiness import Readiness, may_record_readiness
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Programme, ReadinessItem


@transaction.atomic
def record_readiness(
    *,
    programme: Programme,
    item: Readiness,
    done_on: date,
    reference: str,
    by: User,
    at: datetime,
    today: date,
) -> ReadinessItem:
    """Put one thing on record as done. An earlier entry stays; the latest counts."""
    decision = may_record_readiness(done_on=done_on, reference=reference, today=today)
    if not decision:
        raise RefusedError(decision)
    row = ReadinessItem.objects.create(
        programme=programme, item=item.value, done_on=done_on, reference=reference.strip(), by=by, at=at
    )
    record(
        act="readiness.recorded",
        by=by.pk,
        at=at,
        subject_kind="readiness",
        subject=row.pk,
        programme=programme.pk,
        details={"item": item.value, "done_on": done_on.isoformat()},
    )
    return row
