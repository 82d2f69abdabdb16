"""What was ever said of the incidents of a chain, taken back or not."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.retaliation_chains.queries.pairs import pairs_of


def taken_back(programme: Programme, incidents: Iterable[UUID]) -> list[RetaliationPair]:
    """Links and dismissals of these incidents that were taken back, the newest first."""
    members = list(incidents)
    rows = pairs_of(programme).filter(withdrawn_at__isnull=False)
    return list(rows.filter(Q(earlier__in=members) | Q(later__in=members)))
