"""Shows a page as another role would get it, in a transaction that can change nothing and into which no room is open."""

from collections.abc import Callable
from typing import Any

from django.db import InternalError, connection, transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.decision import Sentence
from vapenvila.rules.role_simulator import TAKES_OUT, WOULD_CHANGE
from vapenvila.web.access.role_simulator.actions import note_page
from vapenvila.web.access.role_simulator.simulation import Simulation
from vapenvila.web.audit.actions import Noted, held_events
from vapenvila.web.audit.models import Manner
from vapenvila.web.wall.acting import rooms_shut

SHOWN_AS = ("text/html", "application/json", "application/geo+json")
_READ_ONLY, _ALREADY_FAILED = "25006", "25P02"  # PostgreSQL's words for both


def only_looking(
    view: Callable[..., HttpResponseBase], request: Any, simulation: Simulation, kwargs: dict[str, Any]
) -> HttpResponseBase:
    """The page, and on record who saw it as whom and why; or the refusal of what changes or takes out something."""
    try:
        with held_events() as events, rooms_shut(), transaction.atomic():
            _read_only()
            answer = view(request, **kwargs)
            if isinstance(answer, HttpResponse) and hasattr(answer, "render"):
                answer.render()
            transaction.set_rollback(True)  # whatever the page did, nothing of it stays
    except InternalError as problem:
        if getattr(problem.__cause__, "sqlstate", "") not in (_READ_ONLY, _ALREADY_FAILED):
            raise
        return _refused(request, WOULD_CHANGE)
    if not _is_page(answer, events):
        _let_go(answer)
        return _refused(request, TAKES_OUT)
    note_page(
        simulation,
        events,
        route=request.resolver_match.view_name if request.resolver_match else "",
        status=answer.status_code,
        by=request.user.pk,
        at=timezone.now(),
    )
    return answer


def _read_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def _is_page(answer: HttpResponseBase, events: list[Noted]) -> bool:
    if answer.streaming or "Content-Disposition" in answer:
        return False
    only_reads = all(event.manner in (Manner.READ, Manner.REFUSED) for event in events)
    return only_reads and answer.get("Content-Type", "text/html").split(";")[0] in SHOWN_AS


def _let_go(answer: HttpResponseBase) -> None:
    """Close the files of an answer nobody gets. Its own close() would end the request, and the connection with it."""
    for close in answer._resource_closers:  # type: ignore[attr-defined]  # Django keeps what it closes there
        close()


def _refused(request: Any, sentence: Sentence) -> HttpResponse:
    return render(request, "403.html", {"reason": gettext(sentence)}, status=403)
