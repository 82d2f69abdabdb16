"""Every view carries @requires(right) or @public(reason). A guard walks all routes and fails on one without."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.rooms import room_in_use
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.partners.queries import programme_by_slug, reader_of
from vapenvila.web.wall.acting import act


class Request(HttpRequest):
    """What a view under @requires gets: the signed-in user, the reader and the programme."""

    user: User
    reader: Reader
    programme: Programme
    asked_room: UUID | None  # the room in use; None while somebody with several has not chosen
    htmx: Any  # django-htmx puts its details here


class View(Protocol):
    """A view function."""

    def __call__(self, request: Any, /, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def requires(right: Right) -> Callable[[View], View]:
    """Only for people who have this right today in the programme named in the address (`programme` = its slug).

    A stranger to the programme gets 404, an insider without the right 403 with the rule's sentence; both leave an
    audit row (`refusals.py`). The view runs with row-level security open for this programme and the room in use.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, programme: str, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return _let_in(view, request, right, programme, kwargs)

        guarded.required_right = right  # type: ignore[attr-defined]  # read by the route guard
        return guarded

    return wrap


def _let_in(view: View, request: Any, right: Right, slug: str, kwargs: dict[str, Any]) -> HttpResponseBase:
    today = timezone.localdate()
    reader = reader_of(request.user.pk)
    programme = programme_by_slug(slug)
    request.asked_programme, request.asked_right = (programme.pk if programme else None), right
    if programme is None or programme.pk not in reader.programmes(today=today):
        return render(request, "404.html", status=404)
    decision = may(reader, right, programme.pk, today=today)
    request.asked_room = room_in_use(request, reader, programme.pk, today=today)
    act(user=request.user.pk, programmes=[programme.pk], room=request.asked_room)
    request.reader, request.programme = reader, programme
    if not decision:
        return render(request, "403.html", {"reason": gettext(decision.reason)}, status=403)
    with timezone.override(
        ZoneInfo(programme.time_zone)
    ):  # times are read and written as the programme's clocks show them
        return view(request, **kwargs)


def signed_in(view: View) -> View:
    """For anyone who is signed in, outside any programme (own account, choice of programme)."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        act(user=request.user.pk, programmes=[])
        return view(request, *args, **kwargs)

    guarded.for_signed_in = True  # type: ignore[attr-defined]  # read by the route guard
    return guarded


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody, for the reason given."""

    def wrap(view: View) -> View:
        view.public_because = reason  # type: ignore[attr-defined]  # read by the route guard
        return view

    return wrap
