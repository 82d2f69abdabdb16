"""Taking the map of groups out as a numbered copy."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_map.actions.take_out import TYPES, MapOrder, take_out
from vapenvila.web.group_map.scope import scope_of
from vapenvila.web.group_map.views.map_page import map_context
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.STATE_GROUPS)
def export(request: Request) -> HttpResponseBase:
    """Ask for the form of the copy, then for purpose, recipient and last day; then give exactly what the map shows."""
    scope = scope_of(request, timezone.localdate())
    address = reverse("group-map", kwargs={"programme": request.programme.slug})
    back = f"{address}?{scope.query}" if scope.query else address
    form = request.GET.get("form", "")
    if form not in TYPES:
        return render(request, "group_map/export.html", {"scope": scope, "back": back})
    if blind_incidents():
        messages.error(
            request,
            gettext(
                "You judge incidents blind now: what others judged of them would be missing in the copy. "
                "Let somebody else make it, or finish judging first."
            ),
        )
        return redirect(back)
    context = map_context(request, scope)
    words = scope.in_words()

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        order = MapOrder(
            format=form,
            purpose=purpose,
            recipient=recipient,
            expires=expires,
            words=words,
            query=scope.query,
        )
        name, body = take_out(
            context, programme=request.programme, order=order, by=request.user, at=scope.looking.now
        )
        answer = HttpResponse(body, content_type=TYPES[form])
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    drawing = context["drawing"]
    rows = len(drawing.groups) + len(drawing.relations)
    holds = gettext("The map of groups: %(filter)s") % {"filter": words}
    return ordered_copy(request, make, holds=holds, rows=rows, back=back)
