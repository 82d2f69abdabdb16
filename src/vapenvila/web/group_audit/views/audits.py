"""All audits, a new one, and one of them."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from vapenvila.rules.group_audit import may_answer_for, may_take_part
from vapenvila.rules.group_audit_questions import questions_of
from vapenvila.rules.rights import Right
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_audit.actions.planning import plan_audit
from vapenvila.web.group_audit.forms.plan import HandInForm, PlanForm, ProposeForm
from vapenvila.web.group_audit.forms.steps import LayForm, RestForm
from vapenvila.web.group_audit.queries.audits import area_in, audits_of, missing_of, parts_of
from vapenvila.web.group_audit.queries.scope import groups_taken
from vapenvila.web.group_audit.queries.snapshots import frozen_before, hash_fits
from vapenvila.web.group_audit.queries.standing import audit_age
from vapenvila.web.group_audit.views.in_audit import (
    audit_or_404,
    may_here,
    on_record,
    room_in_use,
    tell,
    to_audit,
)
from vapenvila.web.group_audit.views.lines_shown import shown_lines
from vapenvila.web.group_audit.views.paper import MOST_PRINTED
from vapenvila.web.group_audit.vocabulary import State, Takes
from vapenvila.web.groups.queries.districts import districts_of
from vapenvila.web.incidents.queries.choices import area_names
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.partners.queries import rooms_of


@requires(Right.READ_GROUPS)
def audits(request: Request) -> HttpResponseBase:
    """Every audit, and how old the newest frozen one is."""
    on_record(request, "group_audit.listed")
    context = {
        "audits": list(audits_of(request.programme)),
        "age": audit_age(request.programme, today=timezone.localdate()),
        "may_lead": may_here(request, Right.LEAD_GROUP_AUDIT),
    }
    return render(request, "group_audit/audits.html", context)


@requires(Right.LEAD_GROUP_AUDIT)
def new_audit(request: Request) -> HttpResponseBase:
    """Plan an audit."""
    drawn = districts_of(request.programme)  # in a part of the city without a shape no group is at home
    areas = [(str(pk), name) for pk, name in area_names(request.programme).items() if pk in drawn]
    rooms = {str(r.pk): r for r in rooms_of(request.programme) if may_take_part(AgencyKind(r.agency.kind))}
    choices = [(key, room.agency.name) for key, room in rooms.items()]
    own = [key for key, room in rooms.items() if may_answer_for(AgencyKind(room.agency.kind))]
    form = PlanForm(request.POST or None, areas=areas, rooms=choices, initial={"rooms": own})
    warnings = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        area = area_in(request.programme, data["area"])
        try:
            made = plan_audit(
                programme=request.programme,
                planned_on=data["planned_on"],
                area=area,
                takes=Takes(data["takes"]),
                agenda=data["agenda"],
                rooms=[rooms[key] for key in data["rooms"]],
                looked_at=data["looked_at"],
                by=request.user,
                at=timezone.now(),
            )
        except (Refused, TextNeedsALook) as stopped:
            warnings = tell(request, stopped, form)
        else:
            return to_audit(request, made)
    context = {"form": form, "warnings": warnings}
    return render(request, "group_audit/plan.html", context, status=422 if request.method == "POST" else 200)


@requires(Right.READ_GROUPS)
def audit(request: Request, audit: UUID) -> HttpResponseBase:
    """One audit: who takes part, what is asked, how far it has come, and what can be done now."""
    found = audit_or_404(request, audit)
    on_record(request, "group_audit.read", found)
    parts, room = parts_of(found), room_in_use(request)
    own = next((part for part in parts if room is not None and part.room_id == room.pk), None)
    lines, planned = shown_lines(request, found, room), found.state == State.PLANNED
    context = {
        "audit": found,
        "parts": parts,
        "own": own if own and may_answer_for(AgencyKind(own.room.agency.kind)) else None,
        **lines,
        "printed_by_page": lines["groups_all"] > MOST_PRINTED,
        "taken": groups_taken(found, at=timezone.now()) if planned else None,
        "questions": questions_of(found.questionnaire),
        "may_lead": may_here(request, Right.LEAD_GROUP_AUDIT),
        "may_answer": may_here(request, Right.ANSWER_GROUP_AUDIT),
        "propose": ProposeForm(),
        "hand_in": HandInForm(),
        "lay": LayForm(initial={"held_on": timezone.localdate()}, missing=missing_of(parts)),
        "rest": RestForm(),
        "fits": found.state != State.FROZEN or hash_fits(found),
        "before": frozen_before(request.programme, found),
        "states": State.choices,
    }
    return render(request, "group_audit/audit.html", context)
