"""One incident: facts, sources, state, history, and what other parts of the house know of it."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.counting import counts
from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.incidents.actions.amend import undo_change
from vapenvila.web.incidents.facts import FACTS
from vapenvila.web.incidents.forms.source import SourceForm
from vapenvila.web.incidents.history import STATE
from vapenvila.web.incidents.models import ClassificationEvent, Incident
from vapenvila.web.incidents.queries.choices import area_names, source_names
from vapenvila.web.incidents.queries.counting import count_rules, counted_facts, facts_of_rule
from vapenvila.web.incidents.queries.one import (
    as_known_on,
    change_of,
    history_of,
    incident_by_number,
    merges_of,
    sources_of,
    steps,
)
from vapenvila.web.incidents.refusals import Refused, StaleIncident, TextNeedsALook
from vapenvila.web.incidents.slots import slots
from vapenvila.web.incidents.views.permissions import permissions
from vapenvila.web.incidents.views.state_choices import state_choices


def incident_or_404(request: Request, number: int) -> Incident:
    """The incident with this number in the programme."""
    found = incident_by_number(request.programme, number)
    if found is None:
        raise Http404
    return found


def record_reading(request: Request, found: Incident) -> None:
    """One audit event: who has seen this incident, on whichever page shows it alone."""
    record(
        act="incident.read",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="incident",
        subject=found.pk,
        programme=request.programme.pk,
        details={"number": found.number},
    )


@requires(Right.READ_PICTURE)
@remembered(minutes=5)
def incident(request: Request, number: int) -> HttpResponse:
    """Everything the shared picture knows of one incident."""
    found = incident_or_404(request, number)
    now = timezone.now()
    record_reading(request, found)
    return render(
        request, "incidents/incident.html", {**_context(request, found), "parts": _parts(request, found, now)}
    )


def _context(request: Request, found: Incident) -> dict[str, Any]:
    events = history_of(found)
    may = permissions(request)
    rules = [facts_of_rule(rule) for rule in count_rules(request.programme)]
    return {
        "incident": found,
        "sources": sources_of(found),
        "source_form": SourceForm(names=source_names(request.programme)),
        "merges": merges_of(found),
        "counting": counts(counted_facts(found, request.programme), rules),
        "steps": steps(events),
        "events": len(events),
        "areas": area_names(request.programme),
        "may": may,
        "state_choices": state_choices(found, may["classify"]),
        "undoable": FACTS,
        **_as_known(request, found, events),
    }


def _as_known(request: Request, found: Incident, events: list[ClassificationEvent]) -> dict[str, Any]:
    """What the register said at the end of the day asked for."""
    try:
        day = parse_date(request.GET.get("as_of", ""))
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2200:
        return {"as_of": None}
    moment = timezone.make_aware(datetime.combine(day, time.min)) + timedelta(days=1)
    known = as_known_on(found, events, moment)
    today = as_known_on(found, events, timezone.now())
    rows = (
        [(name, known[name], today is not None and known[name] != today[name]) for name in (STATE, *FACTS)]
        if known
        else []
    )
    return {"as_of": day, "known": rows}


def _parts(request: Request, found: Incident, now: datetime) -> list[str]:
    """What apps above the register show of this incident."""
    return [
        render_to_string(
            slot.template, {**slot.context(found, request.reader, now), "incident": found}, request
        )
        for slot in slots()
    ]


@require_POST
@requires(Right.RECORD_INCIDENTS)
def undo(request: Request, number: int, event: UUID) -> HttpResponse:
    """Undo one change of a fact."""
    found = incident_or_404(request, number)
    change = change_of(found, event)
    if change is None:
        raise Http404
    try:
        version = int(request.POST.get("version") or 0)
        undo_change(event=change, version=version, by=request.user, at=timezone.now())
        messages.success(request, gettext("The change is undone; both stay in the history."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    except (StaleIncident, ValueError):
        messages.error(
            request, gettext("Somebody else changed the incident in the meantime. Look at it again.")
        )
    except TextNeedsALook:
        messages.error(
            request, gettext("The earlier text holds something that may not stand in the register.")
        )
    return redirect("incident", programme=request.programme.slug, number=number)
