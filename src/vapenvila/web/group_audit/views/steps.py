"""The steps an audit takes: open for answers, lay on the table, take over what is alike, leave the rest open, freeze."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_audit.actions.freezing import freeze
from vapenvila.web.group_audit.actions.planning import open_answering
from vapenvila.web.group_audit.actions.settling import agree_where_all_do, leave_rest_open, open_settling
from vapenvila.web.group_audit.forms.steps import LayForm, RestForm
from vapenvila.web.group_audit.models import GroupAudit
from vapenvila.web.group_audit.queries.audits import missing_of, parts_of
from vapenvila.web.group_audit.views.in_audit import audit_or_404, tell, to_audit
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook

Written = Mapping[str, Any]  # as a form cleans it


@dataclass(frozen=True, slots=True)
class Step:
    """`act`: takes the step and gives the sentence for it. `form`: what it asks for, for the audit. `title`: of its page."""

    act: Callable[[Request, GroupAudit, Written], str]
    form: Callable[[Request, GroupAudit], forms.Form]
    title: str | Promise


@requires(Right.LEAD_GROUP_AUDIT)
@require_POST
def step(request: Request, audit: UUID, step: str) -> HttpResponseBase:
    """Take a step; what is refused comes back with all that was written."""
    found = audit_or_404(request, audit)
    if step not in STEPS:
        raise Http404
    chosen = STEPS[step]
    form, warnings = chosen.form(request, found), []
    if form.is_valid():
        try:
            sentence = chosen.act(request, found, form.cleaned_data)
        except (Refused, TextNeedsALook) as stopped:
            warnings = tell(request, stopped, form if form.fields else None)
        else:
            messages.success(request, sentence)
            return to_audit(request, found)
    if not form.fields:
        return to_audit(request, found)
    context = {"audit": found, "form": form, "warnings": warnings, "title": chosen.title}
    return render(request, "group_audit/small_form.html", context, status=422)


def _open(request: Request, audit: GroupAudit, written: Written) -> str:
    open_answering(audit=audit.pk, by=request.user, at=timezone.now())
    return gettext("The agencies can answer now, each for itself.")


def _lay(request: Request, audit: GroupAudit, written: Written) -> str:
    open_settling(
        audit=audit.pk,
        held_on=written["held_on"],
        without=written["without"],
        by=request.user,
        at=timezone.now(),
    )
    return gettext("The answers lie on the table. Now the room settles where they differ.")


def _alike(request: Request, audit: GroupAudit, written: Written) -> str:
    taken = agree_where_all_do(audit=audit.pk, by=request.user, at=timezone.now())
    return ngettext("%(n)d question is taken over.", "%(n)d questions are taken over.", taken) % {"n": taken}


def _rest(request: Request, audit: GroupAudit, written: Written) -> str:
    left = leave_rest_open(
        audit=audit.pk,
        follow_up=written["follow_up"],
        looked_at=written["looked_at"],
        by=request.user,
        at=timezone.now(),
    )
    return ngettext("%(n)d question is left open.", "%(n)d questions are left open.", left) % {"n": left}


def _freeze(request: Request, audit: GroupAudit, written: Written) -> str:
    freeze(audit=audit.pk, by=request.user, at=timezone.now())
    return gettext("The audit is frozen. It never changes from now on.")


def _nothing(request: Request, audit: GroupAudit) -> forms.Form:
    return forms.Form(request.POST)


def _how_to_lay(request: Request, audit: GroupAudit) -> forms.Form:
    return LayForm(request.POST, missing=missing_of(parts_of(audit)))


def _how_to_rest(request: Request, audit: GroupAudit) -> forms.Form:
    return RestForm(request.POST)


STEPS = {
    "open": Step(_open, _nothing, _("Open for answers")),
    "lay": Step(_lay, _how_to_lay, _("Lay the answers on the table")),
    "alike": Step(_alike, _nothing, _("Take over what is alike")),
    "rest": Step(_rest, _how_to_rest, _("Leave the rest open")),
    "freeze": Step(_freeze, _nothing, _("Freeze the audit")),
}
