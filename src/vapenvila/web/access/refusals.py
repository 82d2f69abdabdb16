"""Writes every refused attempt of a signed-in person to the trail, after the response, in a transaction of its own.

A request that ends in 404 or 403 by an exception has rolled back all it wrote; the attempt must stay on record all the
same (acceptance S16).
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.wall.acting import acting

REFUSED = (403, 404)


class RefusalsOnRecord:
    """Middleware: one event "page.refused" for each 403 and each 404 at a known route, with the route and the object."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in REFUSED and request.resolver_match is not None:
            user = getattr(request, "user", None)
            if user is not None and user.is_authenticated:
                _record(request, response, user.pk)
        return response


def _record(request: HttpRequest, response: HttpResponse, user: UUID) -> None:
    match = request.resolver_match
    objects = [value for value in (match.kwargs if match else {}).values() if isinstance(value, UUID)]
    details: dict[str, Any] = {
        "route": match.view_name if match else "",
        "method": request.method,
        "status": response.status_code,
    }
    right = getattr(request, "asked_right", None)
    if right is not None:
        details["right"] = right.value
    programme, room = getattr(request, "asked_programme", None), getattr(request, "asked_room", None)
    simulation = getattr(request, "simulation", None)
    if simulation is not None:  # refused to the role; done by the person, from their own room
        details |= {"seen_as": simulation.role.value, "purpose": simulation.purpose}
        room = simulation.own_room
    with acting(user=user, programmes=[programme] if programme else [], room=room):
        record(
            act="page.refused",
            by=user,
            at=timezone.now(),
            manner=Manner.REFUSED,
            subject=objects[-1] if objects else None,
            programme=programme,
            details=details,
        )
