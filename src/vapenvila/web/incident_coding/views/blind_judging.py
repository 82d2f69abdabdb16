"""One incident of a blind sample: what the register knows, two questions, and nothing of what others judged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incident_coding.actions.blind import judge_blind
from vapenvila.web.incident_coding.models import BlindItem
from vapenvila.web.incident_coding.queries.blind import (
    SampleProgress,
    item_to_judge,
    next_to_judge,
    sample_in,
)
from vapenvila.web.incident_coding.queries.known_groups import known_group_names
from vapenvila.web.incident_coding.views.answers import GROUPS_LIST
from vapenvila.web.incident_coding.views.reading import record_reading
from vapenvila.web.incidents.queries.one import sources_of
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.forms.answers import GroupLinkForm
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side

Forms = dict[Side, GroupLinkForm]


@requires(Right.TAKE_PART_IN_REVIEW)
def blind_incident(request: Request, sample: UUID, number: int) -> HttpResponse:
    """Judge both sides at once; then on to the next. Only the sample's second coder, and each side once."""
    found, item = sample_in(request.programme, sample), item_to_judge(sample, number)
    if found is None or item is None or found.row.second_coder_id != request.user.pk:
        return render(request, "404.html", status=404)
    given = list(item.judgements.all())
    if given or not found.open:
        record_reading(request, "blind_sample.read", subject_kind="blind_sample", subject=sample)
        context = {"found": found, "item": item, "incident": item.incident, "given": given}
        return render(request, "incident_coding/blind_given.html", context)
    forms, status = _forms(request, item), 200
    if request.method == "POST":
        status = 422
        valid = [form.is_valid() for form in forms.values()]  # each of them, so that each says what it lacks
        if all(valid):
            refused = _judge(request, item, forms)
            if refused is None:
                return _onward(request, found, item)
            messages.error(request, gettext(refused.reason))
    record_reading(request, "blind_sample.read", subject_kind="blind_sample", subject=sample)
    return _show(request, found, item, forms, status)


def _forms(request: Request, item: BlindItem) -> Forms:
    """Two forms of the weekly review; nothing is chosen beforehand, not even "unknown"."""
    about: dict[str, Any] = {"programme": item.programme_id, "incident": item.incident, "at": timezone.now()}
    sent = request.POST if request.method == "POST" else None  # nothing sent is an answer to refuse, too
    forms = {}
    for side in Side:
        initial = {"basis_kind": Basis.NONE}
        form = GroupLinkForm(sent, prefix=side.value, auto_id="%s", initial=initial, **about)
        form.fields["status"].choices = [("", "–"), *GroupLink.choices]  # type: ignore[attr-defined]  # a choice field
        form.fields["group_name"].widget.attrs["list"] = GROUPS_LIST
        forms[side] = form
    return forms


@transaction.atomic
def _judge(request: Request, item: BlindItem, forms: Forms) -> RefusedError | None:
    try:
        for side, form in forms.items():
            judge_blind(
                item=item,
                side=side,
                status=GroupLink(form.cleaned_data["status"]),
                group_name=form.cleaned_data["group_name"],
                basis_kind=Basis(form.cleaned_data["basis_kind"]),
                by=request.user,
                at=timezone.now(),
            )
    except RefusedError as refused:
        transaction.set_rollback(True)
        return refused
    return None


def _onward(request: Request, found: SampleProgress, item: BlindItem) -> HttpResponse:
    slug, sample = request.programme.slug, found.row.pk
    number = next_to_judge(sample, after=item.place)
    if number is None:
        messages.success(
            request, gettext("The whole sample is judged. Thank you; what was hidden is open now.")
        )
        return redirect("coding-agreement", programme=slug, sample=sample)
    messages.success(request, gettext("No. %(number)d is judged.") % {"number": item.incident.number})
    return redirect("blind-incident", programme=slug, sample=sample, number=number)


def _show(
    request: Request, found: SampleProgress, item: BlindItem, forms: Forms, status: int
) -> HttpResponse:
    context = {
        "found": found,
        "item": item,
        "incident": item.incident,
        "sources": sources_of(item.incident),
        "forms": [
            (side.label, form, keys) for (side, form), keys in zip(forms.items(), ("1–4", "5–8"), strict=True)
        ],
        "groups": known_group_names(request.programme),
    }
    return render(request, "incident_coding/blind_incident.html", context, status=status)
