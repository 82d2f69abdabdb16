"""Linking two incidents by hand, dismissing a suggestion, and taking either back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.one import incident_by_number
from vapenvila.web.retaliation_chains.actions.pairs import dismiss, link, take_back
from vapenvila.web.retaliation_chains.forms.pairs import DismissForm, LinkForm
from vapenvila.web.retaliation_chains.queries.pairs import pair_in
from vapenvila.web.retaliation_chains.queries.speaking import speaks_for
from vapenvila.web.retaliation_chains.views.reading import record_reading
from vapenvila.web.retaliation_chains.vocabulary import Verdict
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.LINK_RETALIATION)
def link_pair(request: Request) -> HttpResponse:
    """Say which incident answers which; `earlier` and `later` may stand in the address."""
    given = {name: request.GET[name] for name in ("earlier", "later") if request.GET.get(name, "").isdigit()}
    form = LinkForm(request.POST or None, initial=given, programme=request.programme)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            earlier, later = form.both
            try:
                link(
                    earlier=earlier,
                    later=later,
                    reason=form.cleaned_data["reason"],
                    speaks=speaks_for(earlier, later, now=timezone.now()),
                    by=request.user,
                    at=timezone.now(),
                )
            except RefusedError as refused:
                form.add_error(None, gettext(refused.reason))
            else:
                messages.success(request, gettext("Linked. The link can be taken back and stays on record."))
                return redirect("retaliation-chain", programme=request.programme.slug, number=later.number)
    record_reading(request, "retaliation_pair.read")
    context = {
        "form": form,
        "earlier": _shown(request, given, "earlier"),
        "later": _shown(request, given, "later"),
    }
    return render(request, "retaliation_chains/link.html", context, status=status)


def _shown(request: Request, given: dict[str, str], name: str) -> Incident | None:
    """The incident named in the address, if there is one."""
    number = int(given.get(name, "0")[:10])
    return incident_by_number(request.programme, number) if 0 < number < 2**31 else None


@requires(Right.LINK_RETALIATION)
def dismiss_pair(request: Request, earlier: int, later: int) -> HttpResponse:
    """Say why the later of two incidents does not answer the earlier."""
    both = [incident_by_number(request.programme, number) for number in (earlier, later)]
    first, second = both
    if first is None or second is None:
        return render(request, "404.html", status=404)
    if blind_incidents() & {first.pk, second.pk}:
        return render(request, "retaliation_chains/judged_blind.html", status=403)
    form = DismissForm(request.POST or None)
    status, speaks = 200, speaks_for(first, second, now=timezone.now())
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                dismiss(
                    earlier=first,
                    later=second,
                    reason=form.cleaned_data["reason"],
                    speaks=speaks,
                    by=request.user,
                    at=timezone.now(),
                )
            except RefusedError as refused:
                form.add_error(None, gettext(refused.reason))
            else:
                messages.success(
                    request, gettext("Dismissed. The pair is not suggested again; the reason is kept.")
                )
                return redirect("retaliation-chains", programme=request.programme.slug)
    record_reading(request, "retaliation_pair.read", first=earlier, second=later)
    context = {"form": form, "earlier": first, "later": second, "speaks": speaks}
    return render(request, "retaliation_chains/dismiss.html", context, status=status)


@requires(Right.LINK_RETALIATION)
@require_POST
def take_pair_back(request: Request, pair: UUID) -> HttpResponse:
    """Take back a link or a dismissal."""
    row = pair_in(request.programme, pair)
    if row is None:
        return render(request, "404.html", status=404)
    try:
        take_back(pair=pair, by=request.user, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    else:
        messages.success(
            request,
            gettext("The link is taken back and stays on record.")
            if row.verdict == Verdict.ANSWERS
            else gettext("The dismissal is taken back. The pair may be suggested again."),
        )
    return redirect("retaliation-chains", programme=request.programme.slug)
