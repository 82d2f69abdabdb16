"""Possible duplicates: the list of pairs, two side by side, merge and undo, and "these are different"."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.incidents.actions.merge import (
    merge_incidents,
    reopen_pair,
    settle_as_different,
    undo_merge,
)
from vapenvila.web.incidents.facts import FACTS, as_text
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.choices import area_names
from vapenvila.web.incidents.queries.duplicates import (
    merge_by_id,
    merges,
    possible_duplicates,
    references,
    settled_pair,
    settled_pairs,
)
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.one import incident_or_404, record_reading
from vapenvila.web.incidents.views.warnings import text_warnings

DAYS_BACK = 90


@requires(Right.MERGE_INCIDENTS)
@remembered()
def duplicates(request: Request) -> HttpResponse:
    """Pairs that may be one incident, in a period; below them what was decided before."""
    today = timezone.localdate()
    last = _day(request, "to") or today
    first = _day(request, "from") or last - timedelta(days=DAYS_BACK)
    pairs = possible_duplicates(request.programme, first_day=min(first, last), last_day=max(first, last))
    record(
        act="incident.duplicates_listed",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        programme=request.programme.pk,
        details={"from": first.isoformat(), "to": last.isoformat(), "pairs": len(pairs)},
    )
    context = {
        "pairs": pairs,
        "first_day": first,
        "last_day": last,
        "settled": settled_pairs(request.programme),
        "merges": merges(request.programme),
    }
    return render(request, "incidents/duplicates.html", context)


def _day(request: Request, name: str) -> date | None:
    try:
        day = parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2200 else None


@requires(Right.MERGE_INCIDENTS)
def pair(request: Request, first: int, second: int) -> HttpResponse:
    """Two incidents side by side. The one chosen to be kept takes up the other."""
    one, other = incident_or_404(request, first), incident_or_404(request, second)
    if one.pk == other.pk:
        raise Http404
    answer = _decide(request, one, other) if request.method == "POST" else None
    if isinstance(answer, HttpResponse):
        return answer
    for found in (one, other):
        record_reading(request, found)
    rows = [
        {"field": name, "one": as_text(getattr(one, name)), "other": as_text(getattr(other, name))}
        for name in ("state", *FACTS)
    ]
    known = references([one, other])
    context = {
        "one": one,
        "other": other,
        "rows": rows,
        "areas": area_names(request.programme),
        "one_sources": known[one.pk],
        "other_sources": known[other.pk],
        "problem": answer or {},
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "incidents/pair.html", context, status=422 if answer else 200)


def _decide(request: Request, one: Incident, other: Incident) -> HttpResponse | dict[str, Any]:
    """Carry out what was chosen; what stands in the way otherwise."""
    wish = request.POST.get("wish")
    try:
        if wish == "different":
            settle_as_different(first=one, second=other, by=request.user, at=timezone.now())
            messages.success(request, gettext("Noted: they are different. They are not suggested again."))
            return redirect("incident-duplicates", programme=request.programme.slug)
        kept, absorbed = (other, one) if wish == "keep-other" else (one, other)
        merge_incidents(
            kept=kept,
            absorbed=absorbed,
            reason=request.POST.get("reason", "")[:300],
            looked_at=bool(request.POST.get("looked_at")),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        return {"sentence": refused.sentence}
    except TextNeedsALook as stopped:
        return {"warnings": text_warnings(stopped, request.POST)}
    messages.success(
        request,
        gettext("#%(absorbed)d is merged into #%(kept)d. It can be undone at any time.")
        % {"absorbed": absorbed.number, "kept": kept.number},
    )
    return redirect("incident", programme=request.programme.slug, number=kept.number)


@require_POST
@requires(Right.MERGE_INCIDENTS)
def undo(request: Request, merge: UUID) -> HttpResponse:
    """Make a merge undone."""
    row = merge_by_id(request.programme, merge)
    if row is None:
        raise Http404
    try:
        undo_merge(merge=row, reason="", by=request.user, at=timezone.now())
        messages.success(request, gettext("The merge is undone. Each incident has its own sources again."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("incident", programme=request.programme.slug, number=row.kept.number)


@require_POST
@requires(Right.MERGE_INCIDENTS)
def reopen(request: Request, pair: UUID) -> HttpResponse:
    """Take back that two incidents are different."""
    row = settled_pair(request.programme, pair)
    if row is None:
        raise Http404
    reopen_pair(pair=row, by=request.user, at=timezone.now())
    messages.success(request, gettext("The pair is open again."))
    return redirect("incident-duplicates", programme=request.programme.slug)
