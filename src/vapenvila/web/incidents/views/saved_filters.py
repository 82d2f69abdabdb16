"""Saving and removing filters."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.actions.saved_filters import forget_filter, save_filter
from vapenvila.web.incidents.filters import parse_filter
from vapenvila.web.incidents.queries.choices import saved_filters
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook


@require_POST
@requires(Right.READ_PICTURE)
def keep_filter(request: Request) -> HttpResponse:
    """Keep the present filter under a name."""
    chosen = parse_filter(QueryDict(request.POST.get("query", ""))).chosen
    try:
        save_filter(
            programme=request.programme,
            name=request.POST.get("name", ""),
            chosen=chosen,
            shared=bool(request.POST.get("shared")),
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, gettext("The filter is saved."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    except TextNeedsALook:
        messages.error(request, gettext("A filter cannot be saved with a personal identity number in it."))
    return redirect(f"{reverse('incidents', args=[request.programme.slug])}?{chosen.to_query()}")


@require_POST
@requires(Right.READ_PICTURE)
def remove_filter(request: Request, saved: UUID) -> HttpResponse:
    """Let go of one's own filter."""
    row = saved_filters(request.programme, request.user).filter(pk=saved).first()
    if row is None:
        raise Http404
    try:
        forget_filter(saved=row, by=request.user, at=timezone.now())
        messages.success(request, gettext("The filter is removed."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("incidents", programme=request.programme.slug)
