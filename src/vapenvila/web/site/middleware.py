"""Gives each request an identity that all its audit rows share."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from vapenvila.web.audit.actions import current_request
from vapenvila.web.wall.identifiers import new_id


class RequestIdentity:
    """Sets the request's identifier: in the audit trail, on the page of an error, in the header X-Request-Id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        identity = new_id()
        request.identity = identity  # type: ignore[attr-defined]  # shown on error pages
        token = current_request.set(identity)
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = str(identity)
            return response
        finally:
            current_request.reset(token)
