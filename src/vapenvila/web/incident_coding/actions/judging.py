"""Noting that an incident of a set has been judged, and putting an earlier judgement of a side back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from vapenvila.web.accounts.models import User
from vapenvila.web.incident_coding.models import CodingItem
from vapenvila.web.reviews.actions.incident_answers import assess_group_link
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.queries.answers import latest_assessment
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side


def note_judged(*, items: list[CodingItem], by: User, at: datetime) -> int:
    """Note those whose both sides have been judged as done; the judgements are on record already. Gives how many."""
    open_items = {item.incident_id: item for item in items if item.done_at is None}
    standing = GroupAssessment.objects.filter(incident__in=open_items, superseded_by__isnull=True)
    sides: dict[UUID, set[str]] = {}
    for incident, side in standing.values_list("incident", "side"):
        sides.setdefault(incident, set()).add(side)
    done = [item.pk for pk, item in open_items.items() if sides.get(pk, set()) >= set(Side.values)]
    return CodingItem.objects.filter(pk__in=done, done_at__isnull=True).update(done_by=by, done_at=at)


@transaction.atomic
def put_back(*, judgement: GroupAssessment, seen: UUID | None, by: User, at: datetime) -> GroupAssessment:
    """Judge a side again as it was judged then: the history keeps all three. `seen` as in `assess_group_link`."""
    return assess_group_link(
        incident=judgement.incident,
        side=Side(judgement.side),
        status=GroupLink(judgement.status),
        group_name=judgement.group_name,
        basis_kind=Basis(judgement.basis_kind),
        seen=seen,
        meeting=None,
        by=by,
        at=at,
    )


def standing_of(judgement: GroupAssessment) -> GroupAssessment | None:
    """The judgement of the same side that stands now."""
    return latest_assessment(judgement.incident_id, judgement.side)
