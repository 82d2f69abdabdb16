"""The parts of the city that have a shape, for drawing and for choosing."""

from typing import Any
from uuid import UUID

from vapenvila.web.incidents.models import Area
from vapenvila.web.partners.models import Programme


def districts_of(programme: Programme) -> dict[UUID, tuple[str, Any]]:
    """Name and shape (GeoJSON, as imported) of every part of the city that has one, by name."""
    rows = Area.objects.filter(programme=programme, geometry__isnull=False).order_by("name", "version")
    return {row.pk: (row.name, row.geometry) for row in rows}
