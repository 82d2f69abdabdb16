"""Which past incidents there are to judge."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.vocabulary import GroupLink, Side


def incidents_to_judge(
    programme: Programme, chosen: IncidentFilter, wanted: Wanted, *, today: date
) -> QuerySet[Incident]:
    """Incidents that the filter lets through, the earliest first; what is unfounded is not judged."""
    rows = filtered_incidents(programme, chosen, today=today).exclude(state=State.UNFOUNDED)
    match wanted:
        case Wanted.NOT_JUDGED:
            rows = rows.filter(_lacks(Q()))
        case Wanted.UNKNOWN:
            rows = rows.filter(_lacks(~Q(status=GroupLink.UNKNOWN)))
        case Wanted.ALL:
            pass
    return rows.order_by("occurred_from", "number")


def _lacks(such: Q) -> Q:
    """At least one side has no judgement that stands and is such a one."""
    standing = GroupAssessment.objects.filter(such, incident=OuterRef("pk"), superseded_by__isnull=True)
    both = Q(*(Exists(standing.filter(side=side)) for side in Side))
    return ~both
