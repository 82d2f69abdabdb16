"""Taking the list of chains out as a numbered copy."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.retaliation_chains.actions.take_out import ChainsOrder, rows_of, take_out
from vapenvila.web.retaliation_chains.queries.sheet import sheet_of
from vapenvila.web.retaliation_chains.views.searching import in_words, query_of, searched
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.EXPORT_INCIDENTS)
def export(request: Request) -> HttpResponseBase:
    """Ask for purpose, recipient and last day; then give exactly what the list shows."""
    _, search = searched(request)
    query = query_of(request)
    address = reverse("retaliation-chains", kwargs={"programme": request.programme.slug})
    back = f"{address}?{query}" if query else address
    if blind_incidents():
        messages.error(
            request,
            gettext(
                "You judge incidents blind now: what is said of them would be missing in the copy. "
                "Let somebody else make it, or finish judging first."
            ),
        )
        return redirect(back)
    now = timezone.now()
    sheet = sheet_of(request.programme, search, now=now)

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        order = ChainsOrder(
            purpose=purpose, recipient=recipient, expires=expires, words=in_words(search), query=query
        )
        name, body = take_out(sheet, programme=request.programme, order=order, by=request.user, at=now)
        answer = HttpResponse(body, content_type="application/zip")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    holds = gettext("Retaliation chains: %(filter)s") % {"filter": in_words(search)}
    return ordered_copy(request, make, holds=holds, rows=sum(1 for _ in rows_of(sheet)), back=back)
