"""Gives each request an identity that its audit rows share, the language of the person, and nothing to keep on the device."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

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


class NothingKept:
    """Tells browser and proxies to keep no page of somebody signed in: no device ever holds the register (acceptance T32).

    After signing out, the way back shows nothing either.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated  # asked before: signing out makes a stranger of the request
        response = self.get_response(request)
        if signed_in or request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response


class PersonsLanguage:
    """Shows a signed-in person the language of the account, whatever the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", None)  # nobody signed in: LocaleMiddleware has chosen
        if language in dict(settings.LANGUAGES) and language != translation.get_language():
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)
