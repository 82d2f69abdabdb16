"""Moving a group on the map and undoing it: by mouse, by keyboard or by form, all the same act."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_map.actions.placing import move_group, undo_move
from vapenvila.web.group_map.forms import MoveForm
from vapenvila.web.group_map.queries.places import move_by_id
from vapenvila.web.group_map.scope import period_in, query_on
from vapenvila.web.groups.filters import parse_days
from vapenvila.web.groups.views.looking import group_or_404
from vapenvila.web.incidents.refusals import Refused


@require_POST
@requires(Right.STATE_GROUPS)
def move(request: Request) -> HttpResponse:
    """Put a group somewhere else."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            gettext("The group was not moved: choose it, and write where to as two numbers from 0 to 100."),
        )
        return _back(request)
    group = group_or_404(request, form.cleaned_data["group"])
    move_group(group, form.spot(), by=request.user, at=timezone.now())
    _tell(request, gettext("%(code)s is moved, for everybody. It can be undone.") % {"code": group.code})
    return _back(request)


@require_POST
@requires(Right.STATE_GROUPS)
def undo(request: Request, move: UUID) -> HttpResponse:
    """Put the group back."""
    found = move_by_id(request.programme, move)
    if found is None:
        raise Http404
    try:
        undo_move(found, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        _tell(request, gettext("%(code)s stands where it stood before.") % {"code": found.group.code})
    return _back(request)


def _back(request: Request) -> HttpResponse:
    days, _problems = parse_days(request.GET, timezone.localdate())
    query = query_on(days, period_in(request.GET))
    address = reverse("group-map", kwargs={"programme": request.programme.slug})
    return redirect(f"{address}?{query}" if query else address)


def _tell(request: Request, sentence: str) -> None:
    """Say it on the next whole page. Where HTMX puts a new drawing in, its button to undo says it."""
    if not request.htmx:
        messages.success(request, sentence)
