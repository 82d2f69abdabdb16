"""Keeps a simulation within its bounds on every route there is, those of libraries too: time, programme, only looking."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.decision import Sentence
from vapenvila.rules.role_simulator import LONGEST, OVER, may_leave_programme, may_send
from vapenvila.web.access.role_simulator.actions import end
from vapenvila.web.access.role_simulator.simulation import Simulation, kept

LOOKING = ("GET", "HEAD")
# What one may send meanwhile: it ends the simulation, keeps the session, or chooses the language of the pages.
OPEN = frozenset({"role-simulator-stop", "account_logout", "stay-signed-in", "set-language"})


class RoleSimulator:
    """Middleware, the innermost: gives each request its `simulation`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.simulation = kept(request) if request.user.is_authenticated else None
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before any page: is the time over, is something sent, is it another programme?"""
        simulation = request.simulation
        if simulation is None or request.resolver_match.view_name == "account_logout":
            return None
        now = timezone.now()
        if now - simulation.began_at >= LONGEST:
            return over(request, simulation, OVER, why="time")
        request.asked_programme = simulation.programme  # a refusal is told to the programme
        sent = request.method not in LOOKING and request.resolver_match.view_name not in OPEN
        decision = may_send(simulating=sent)
        if decision:
            decision = may_leave_programme(
                to_another=kwargs.get("programme", simulation.slug) != simulation.slug
            )
        return None if decision else _refused(request, decision.reason)


def over(request: Any, simulation: Simulation, sentence: Sentence, *, why: str) -> HttpResponse:
    """The person is themselves again, and told so on their own start page."""
    end(request, simulation, why=why, by=request.user.pk, at=timezone.now())
    request.simulation = None
    messages.info(request, gettext(sentence))
    address = reverse("this-week", kwargs={"programme": simulation.slug})
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _refused(request: Any, sentence: Sentence) -> HttpResponse:
    if (
        "HX-Request" in request.headers
    ):  # HTMX shows no refused part: the whole page is drawn anew, with the sentence
        messages.error(request, gettext(sentence))
        return HttpResponse(gettext(sentence), status=403, headers={"HX-Refresh": "true"})
    return render(request, "403.html", {"reason": gettext(sentence)}, status=403)


def _signed_out(*, request: Any, user: Any, **_: Any) -> None:
    simulation = kept(request) if request is not None and user is not None else None
    if simulation is not None:
        end(request, simulation, why="sign_out", by=user.pk, at=timezone.now())


def listen() -> None:
    """A sign-out, by hand or because the page lay untouched, ends the simulation on record."""
    user_logged_out.connect(_signed_out, dispatch_uid="role-simulator-signed-out")
