"""Closed requests go two years after they were closed, or after the restriction they led to was lifted."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from vapenvila.rules.retention import RetentionFacts
from vapenvila.rules.retention_table import Regime
from vapenvila.web.retention.due_days import day_of, due_if_past
from vapenvila.web.retention.registry import Due, Level, Removed, Retained, Scope
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.sealed_words import opened


def due_requests(scope: Scope, at: datetime) -> Iterator[Due]:
    """Requests of the room whose two years are over."""
    for row in RightsRequest.objects.filter(room=scope.room_id, closed_at__isnull=False).order_by("pk"):
        over = row.lifted_at or row.closed_at
        facts = RetentionFacts(regime=Regime.RIGHTS_REQUEST, started=day_of(over) if over else None)
        if due := due_if_past(row.pk, facts, today=day_of(at)):
            yield due


def remove_request(scope: Scope, due: Due, at: datetime) -> Removed:
    """The request with its steps."""
    row = RightsRequest.objects.get(pk=due.id)
    name = opened(row)["requester"]
    links = row.steps.count()
    row.delete()
    return Removed(links=links, identifying=(name,))


REQUESTS = Retained(
    code="rights_request",
    name=_("Closed requests to the rights desk"),
    level=Level.ROOM,
    regimes=(Regime.RIGHTS_REQUEST,),
    due=due_requests,
    remove=remove_request,
)
