"""@remembered: a page of the shared picture is made once for all who may see the same, until the picture changes."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone, translation

from vapenvila.web.access.kept_pages import SHELF, KeptPage
from vapenvila.web.access.late_parts import filled
from vapenvila.web.access.requires import Request, View
from vapenvila.web.audit.actions import noted_events
from vapenvila.web.audit.models import Manner
from vapenvila.web.wall.picture_version import picture_version

LONGEST_ADDRESS = 2000


def remembered(*, own: bool = False, minutes: int = 0) -> Callable[[View], View]:
    """For a view below @requires that shows the shared picture and nothing else.

    The page is kept for: programme, version of the picture, address, language, day, and what the reader is here (roles and
    rooms). `own`: the page also depends on the person. `minutes`: it also depends on the time, to so many minutes.
    Whoever sees it, the same events are recorded as when it was made. Only pages that answer 200 to GET and change nothing
    are kept; saved filters, messages, the person's name and tokens are late parts.
    """

    def wrap(view: View) -> View:
        name = f"{view.__module__}.{getattr(view, '__name__', '')}"

        @wraps(view)
        def answered(request: Any, **kwargs: Any) -> HttpResponseBase:
            version = _version(request)
            if version is None:
                return view(request, **kwargs)
            now = timezone.now()
            what = _what(request, name, kwargs, now, own=own, minutes=minutes)
            kept = SHELF.find(request.programme.pk, version, what)
            if kept is None:
                return _made(request, view, kwargs, version, what)
            for event in kept.events:
                event.record_again(by=request.user.pk, at=now)
            return HttpResponse(filled(kept.body, request), headers=dict(kept.headers))

        return answered

    return wrap


def _version(request: Request) -> int | None:
    if request.method != "GET" or len(request.get_full_path()) > LONGEST_ADDRESS:
        return None
    if getattr(request, "simulation", None) is not None:
        return None  # seen as another role: neither kept nor shown from what is kept (decision 0009)
    return picture_version(request.programme.pk)


def _what(
    request: Request, view: str, kwargs: dict[str, Any], now: datetime, *, own: bool, minutes: int
) -> Hashable:
    local = timezone.localtime(now)
    missions = request.reader.missions_in(request.programme.pk, today=local.date())
    return (
        view,
        tuple(sorted(kwargs.items())),
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-History-Restore-Request", ""),
        request.headers.get("HX-Target", ""),
        translation.get_language(),
        local.date(),
        int(now.timestamp() // timedelta(minutes=minutes).total_seconds()) if minutes else None,
        frozenset((mission.room, mission.roles) for mission in missions),
        request.user.pk if own else None,
    )


def _made(request: Any, view: View, kwargs: dict[str, Any], version: int, what: Hashable) -> HttpResponseBase:
    request.made_to_be_kept = True
    try:
        with noted_events() as events:
            response = view(request, **kwargs)
            if isinstance(response, HttpResponse) and hasattr(response, "render"):
                response.render()
    finally:
        request.made_to_be_kept = False
    if not isinstance(response, HttpResponse):
        return response
    body = bytes(response.content)
    only_reads = all(event.manner is Manner.READ for event in events)
    if response.status_code == 200 and not response.cookies and only_reads:
        headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
        SHELF.keep(request.programme.pk, version, what, KeptPage(body, headers, tuple(events)))
    response.content = filled(body, request)
    return response
