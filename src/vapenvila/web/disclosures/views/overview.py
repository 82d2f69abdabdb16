"""The door: what waits, what was asked, what lies here."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.disclosures.queries.papers import (
    documents_at,
    emergencies_to_review,
    examinations_in,
    owed_confirmations,
    requests_from,
    requests_to,
)
from vapenvila.web.disclosures.views.reading import record_reading, room_here
from vapenvila.web.disclosures.vocabulary import State

A_PAGE = 25


@requires(Right.USE_DOOR)
def door(request: Request) -> HttpResponse:
    """One list at a time: asked of us, asked by us, being tested, documents."""
    record_reading(request, "disclosures.listed")
    room, today = room_here(request), timezone.localdate()
    lists = {
        "in": requests_to(room),
        "tests": examinations_in(room),
        "out": requests_from(room),
        "documents": documents_at(room),
    }
    chosen = request.GET.get("list", "in")
    which = chosen if chosen in lists else "in"
    states = [(value, label) for value, label in State.choices]
    rows, state = lists[which], request.GET.get("state", "")
    if state in State.values:
        rows = rows.filter(state=state)
    tabs = [
        ("in", gettext("Asked of us")),
        ("tests", gettext("Our examinations")),
        ("out", gettext("Asked by us")),
        ("documents", gettext("Documents")),
    ]
    context = {
        "room": room,
        "tabs": tabs,
        "which": which,
        "state": state,
        "states": states,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "owed": owed_confirmations(room, today=today)[:A_PAGE],
        "emergencies": emergencies_to_review(room, today=today),
    }
    return render(request, "disclosures/door.html", context)
