"""Gives each request an identity that all its audit rows share."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from vapenvila.web.audit.actions import current_request
from vapenvila.web.wall.identifiers import new_id


class RequestIdentity:
    """Sets the request's identifier for the audit trail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current_request.set(new_id())
        try:
            return self.get_response(request)
        finally:
            current_request.reset(token)
