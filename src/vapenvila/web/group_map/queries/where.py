"""Where the incidents of a period happened, as far as their own place is known."""

from collections.abc import Iterable
from uuid import UUID

from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.pictures.places import POINT_PRECISIONS
from vapenvila.web.partners.models import Programme


def placed(programme: Programme, incidents: Iterable[UUID]) -> list[Incident]:
    """These incidents, the newest first; without a point where only the area is known."""
    rows = Incident.objects.filter(programme=programme, pk__in=list(incidents)).select_related("area")
    shown = list(
        rows.only("number", "kind", "precision", "latitude", "longitude", "occurred_from", "area__name")
    )
    for row in shown:
        if row.precision not in POINT_PRECISIONS:
            row.latitude = row.longitude = None
    return shown
