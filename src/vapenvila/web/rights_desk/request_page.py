"""The page of one request at the rights desk: what is asked, every step, and what is to be done now."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from vapenvila.rules.rights_request import (
    APPEAL,
    NEXT_STATES,
    RequestState,
    answer_by,
    is_granted_correction,
    is_late,
    is_set_aside,
    law_of,
    may_be_lifted,
    may_extend,
)
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.access.requires import Request
from vapenvila.web.rights_desk.facts import facts_of
from vapenvila.web.rights_desk.forms import AppealForm, DecideForm, ExtendForm, IdentityForm
from vapenvila.web.rights_desk.lifting import in_use
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.queries import changed_since, may_be_named, person_of
from vapenvila.web.rights_desk.sealed_words import opened

LONG_REASON = "the reason is written when it is done"


def show_request(
    request: Request, row: RightsRequest, sent: dict[str, forms.Form] | None = None
) -> HttpResponse:
    """The page of a request: what is asked, by when it is answered, every step, and what can be done next."""
    facts, today = facts_of(row), timezone.localdate()
    person = person_of(row.room, row.person)
    aside, there = is_set_aside(facts) and row.person is not None, in_use(row, today=today)
    named = may_be_named(request.reader, row.room, today=today)
    appeal = APPEAL[law_of(AgencyKind(row.room.agency.kind))]
    context: dict[str, Any] = {
        "row": row,
        "texts": opened(row),
        "due": answer_by(facts),
        "late": is_late(facts, today=today),
        "aside": aside,
        "person": person,
        "may_be_named": named,
        "may_open": there and not aside and named,
        "to_correct": there and is_granted_correction(facts) and facts.state is not RequestState.CLOSED,
        "corrected_at": changed_since(person, row.decided_at) if person and row.decided_at else None,
        "may_be_lifted": may_be_lifted(facts, in_use=there),
        "person_gone": row.person is not None and person is None,
        "steps": [(step, step_words(step.what)) for step in row.steps.select_related("by")],
        "next": {state.value for state in NEXT_STATES[facts.state]},
        "may_extend": may_extend(facts, reason=LONG_REASON, today=today),
        "appeal": appeal,
        "identity_form": IdentityForm(),
        "extend_form": ExtendForm(auto_id="extend_%s"),
        "decide_form": DecideForm(auto_id="decide_%s"),
        "appeal_form": AppealForm(auto_id="appeal_%s"),
        **(sent or {}),
    }
    return render(request, "rights_desk/request.html", context, status=422 if sent else 200)


def step_words(what: str) -> str:
    """The words for a step."""
    words = {
        "received": gettext("Received and registered"),
        "identified": gettext("Identity checked"),
        "extended": gettext("Time made longer"),
        "decided": pgettext("a request", "Decided"),
        "sent": gettext("Answer sent"),
        "appealed": gettext("Appealed"),
        "closed": pgettext("a request", "Closed"),
        "withdrawn": gettext("Withdrawn"),
        "reported": gettext("Report made"),
        "lifted": gettext("Restriction lifted"),
    }
    return words.get(what, what)
