"""Making a set of past incidents to judge, and putting it away."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vapenvila.rules.past_incidents import may_make_set
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incident_coding.models import CodingItem, CodingSet
from vapenvila.web.incident_coding.queries.to_judge import incidents_to_judge
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.errors import ask
from vapenvila.web.wall.blind import blind_incidents

AT_ONCE = 1000


@transaction.atomic
def make_set(
    *, programme: Programme, chosen: IncidentFilter, wanted: Wanted, by: User, at: datetime, today: date
) -> CodingSet:
    """Fix the incidents that the filter lets through now as a set. What its maker judges blind is left out."""
    rows = incidents_to_judge(programme, chosen, wanted, today=today).exclude(pk__in=blind_incidents())
    incidents = list(rows.values_list("pk", flat=True))
    ask(may_make_set(len(incidents)))
    Programme.objects.select_for_update().get(pk=programme.pk)  # two sets never take the same number
    last = CodingSet.objects.filter(programme=programme).aggregate(last=Max("no"))["last"] or 0
    made = CodingSet.objects.create(
        programme=programme, no=last + 1, query=chosen.to_query(), wanted=wanted, made_by=by, made_at=at
    )
    CodingItem.objects.bulk_create(
        (
            CodingItem(programme=programme, coding_set=made, incident_id=incident, place=place)
            for place, incident in enumerate(incidents, start=1)
        ),
        batch_size=AT_ONCE,
    )
    details = {"query": made.query, "incidents": len(incidents)}
    _record("coding_set.made", made, by=by, at=at, details=details)
    return made


@transaction.atomic
def close_set(*, coding_set: UUID, by: User, at: datetime) -> CodingSet:
    """Put a set away. What was judged stays judged; what is left can be chosen anew."""
    row = CodingSet.objects.select_for_update(of=("self",)).get(pk=coding_set)
    if row.closed_at is None:
        row.closed_by, row.closed_at = by, at
        row.save(update_fields=["closed_by", "closed_at"])
        _record("coding_set.closed", row, by=by, at=at, details={})
    return row


def _record(act: str, row: CodingSet, *, by: User, at: datetime, details: dict[str, object]) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="coding_set",
        subject=row.pk,
        programme=row.programme_id,
        details=details,
    )
