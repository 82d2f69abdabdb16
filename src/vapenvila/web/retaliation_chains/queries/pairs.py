"""What was said of pairs of incidents."""

from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.rules.retaliation_chain import Pair
from vapenvila.web.partners.models import Programme
from vapenvila.web.retaliation_chains.models import RetaliationPair
from vapenvila.web.retaliation_chains.vocabulary import Verdict


def pairs_of(programme: Programme) -> QuerySet[RetaliationPair]:
    """Everything that was said, the newest first; what was taken back too."""
    rows = RetaliationPair.objects.filter(programme=programme)
    return rows.select_related("earlier", "later", "said_by", "withdrawn_by")


def standing(programme: Programme, verdict: Verdict) -> frozenset[Pair]:
    """The pairs for which this word stands now."""
    rows = RetaliationPair.objects.filter(programme=programme, verdict=verdict, withdrawn_at__isnull=True)
    return frozenset(rows.order_by().values_list("earlier", "later"))


def dismissals(programme: Programme) -> list[RetaliationPair]:
    """Suggestions that stand dismissed."""
    return list(pairs_of(programme).filter(verdict=Verdict.DISMISSED, withdrawn_at__isnull=True))


def pairs_with(incident: UUID) -> list[RetaliationPair]:
    """Links in which the incident stands, the earliest first."""
    rows = RetaliationPair.objects.filter(
        Q(earlier=incident) | Q(later=incident), verdict=Verdict.ANSWERS, withdrawn_at__isnull=True
    )
    return list(
        rows.select_related("earlier", "later").order_by(
            "earlier__occurred_from", "later__occurred_from", "pk"
        )
    )


def pair_in(programme: Programme, pair: UUID) -> RetaliationPair | None:
    """This pair, if it belongs to the programme."""
    return pairs_of(programme).filter(pk=pair).first()
