"""Every view carries @requires(right) or @public(reason). A guard walks all routes and fails on one without."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.decision import Decision
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.role_simulator import may_go_on
from vapenvila.web.access.role_simulator.middleware import over
from vapenvila.web.access.role_simulator.only_looking import only_looking
from vapenvila.web.access.role_simulator.simulation import Simulation
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
    simulation: Simulation | None  # the role this person sees the programme as just now (decision 0009)
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
    simulation = getattr(request, "simulation", None)
    if simulation is not None:
        return _let_look(view, request, reader, programme, simulation, kwargs)
    decision = may(reader, right, programme.pk, today=today)
    request.asked_room = room_in_use(request, reader, programme.pk, today=today)
    act(user=request.user.pk, programmes=[programme.pk], room=request.asked_room)
    request.reader, request.programme = reader, programme
    if not decision:
        return _refused(request, decision)
    with _clocks_of(programme):
        return view(request, **kwargs)


def _let_look(
    view: View,
    request: Any,
    reader: Reader,
    programme: Programme,
    simulation: Simulation,
    kwargs: dict[str, Any],
) -> HttpResponseBase:
    """As another role: its rights, but no room is open, whatever room the role would be held in."""
    now, today = timezone.now(), timezone.localdate()
    going_on = may_go_on(reader, programme.pk, began_at=simulation.began_at, now=now, today=today)
    if not going_on:
        return over(request, simulation, going_on.reason, why="role")
    act(user=request.user.pk, programmes=[programme.pk], room=None)
    request.reader, request.programme = simulation.reader(request.user.pk, today=today), programme
    request.asked_room = simulation.room
    decision = may(request.reader, request.asked_right, programme.pk, today=today)
    if not decision:
        return _refused(request, decision)
    with _clocks_of(programme):
        return only_looking(view, request, simulation, kwargs)


def _refused(request: Any, decision: Decision) -> HttpResponseBase:
    return render(request, "403.html", {"reason": gettext(decision.reason)}, status=403)


def _clocks_of(programme: Programme) -> AbstractContextManager[None]:
    """Times are read and written as the programme's clocks show them."""
    return timezone.override(ZoneInfo(programme.time_zone))


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
