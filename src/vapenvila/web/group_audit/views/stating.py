"""Offering an agreed answer of a frozen audit to be stated of the group."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.group_audit_questions import question_of
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_audit.actions.stating import state_agreed
from vapenvila.web.group_audit.queries.audits import lines_of
from vapenvila.web.group_audit.queries.stating import beside, finding_in
from vapenvila.web.group_audit.stating import offered
from vapenvila.web.group_audit.views.in_audit import audit_or_404, on_record, tell
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.group_audit.words import answer_words, line_name, names_of
from vapenvila.web.groups.vocabulary import Activity, Strength
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook


class StateForm(forms.Form):
    """What a statement of the picture asks for and the questionnaire does not."""

    strength = forms.ChoiceField(label=_("How strongly it shows"), choices=Strength.choices, required=False)
    activity = forms.ChoiceField(
        label=_("Whether the group acts"),
        choices=[
            (Activity.ACTIVE.value, Activity.ACTIVE.label),
            (Activity.DORMANT.value, Activity.DORMANT.label),
        ],
        required=False,
    )
    looked_at = forms.BooleanField(required=False)


@requires(Right.STATE_GROUPS)
def state_answer(request: Request, audit: UUID, finding: UUID) -> HttpResponseBase:
    """Show what would be stated and with which source; state it when that is confirmed."""
    found = audit_or_404(request, audit)
    row = finding_in(found, finding)
    if row is None or found.state != State.FROZEN or not offered(row.question):
        raise Http404
    on_record(request, "group_audit.read", found)
    question, agreed = question_of(found.questionnaire, row.question), beside(row)[0]
    form = StateForm(
        request.POST if request.method == "POST" else None, initial={"strength": Strength.CLEAR.value}
    )
    if question.code not in ("feuds", "alliances"):
        del form.fields["strength"]
    if question.code != "size" or agreed:
        del form.fields["activity"]
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            group = state_agreed(
                finding=row, activity=data.get("activity", ""), strength=data.get("strength", ""),
                looked_at=data["looked_at"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except (Refused, TextNeedsALook) as stopped:
            warnings = tell(request, stopped, form)
        else:
            messages.success(request, gettext("It is stated. It stays in sight until its review date."))
            return redirect("group", programme=request.programme.slug, group=group.pk)
    context = {
        "audit": found, "finding": row, "question": question, "form": form, "warnings": warnings,
        "name": line_name(row.line), "grade": row.grade(),
        "words": answer_words(question, row.given(), names_of(lines_of(found))),
    }  # fmt: skip
    return render(request, "group_audit/state.html", context, status=422 if request.method == "POST" else 200)
