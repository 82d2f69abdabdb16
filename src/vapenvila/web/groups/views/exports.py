"""Taking the list of groups out as a file."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.groups.actions.take_out import CSV_TYPE, take_out
from vapenvila.web.groups.filters import parse_filter
from vapenvila.web.groups.queries.landscape import chosen_lines
from vapenvila.web.groups.views.looking import look


@requires(Right.STATE_GROUPS)
def export(request: Request) -> HttpResponseBase:
    """Ask for purpose, recipient and last day; then give exactly the groups that the list shows."""
    chosen, _problems = parse_filter(request.GET, timezone.localdate())
    looking = look(request, chosen.days)
    lines = chosen_lines(looking.picture, chosen, today=looking.today)
    back = f"{reverse('groups', kwargs={'programme': request.programme.slug})}?{chosen.to_query()}"

    def make(purpose: str, recipient: str, expires: Any) -> HttpResponseBase:
        made, body = take_out(
            lines,
            programme=request.programme,
            names=looking.names,
            chosen=chosen,
            purpose=purpose,
            recipient=recipient,
            expires=expires,
            by=request.user,
            at=looking.now,
        )
        return HttpResponse(
            body,
            content_type=CSV_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{made}"'},
        )

    holds = gettext("Groups of the shared picture: %(filter)s") % {"filter": chosen.in_words()}
    return ordered_copy(request, make, holds=holds, rows=len(lines), back=back)
