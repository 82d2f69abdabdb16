"""Taking a neighbourhood or a community of the network out as a numbered copy of the room."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.group_map.actions.network_copy import TYPES, NetworkOrder, take_out_network
from vapenvila.web.group_map.network_drawing import MOST_PEOPLE
from vapenvila.web.group_map.queries.network import pseudonyms
from vapenvila.web.group_map.views.network_page import Shown, drawn, kept, shown_around, whole
from vapenvila.web.memberships.views.in_room import on_record, writers
from vapenvila.web.memberships.views.ties import window_of
from vapenvila.web.people.views.in_room import RoomRequest


@writers
def export(request: RoomRequest, person: UUID) -> HttpResponseBase:
    """Ask for the form of the copy, then for purpose, recipient and last day; then give exactly what the page shows."""
    years = window_of(request)
    shown = shown_around(request, whole(request, years), person)
    choice = kept(shown, years)
    query = urlencode(choice)
    address = reverse("network-people", kwargs={"programme": request.programme.slug, "person": person})
    back, words = f"{address}?{query}", _words(request, shown, years)
    if len(shown.chosen) > MOST_PEOPLE:
        messages.error(request, gettext("Too many people to draw one by one, and too many to take out."))
        return redirect(back)
    on_record(
        request, "network.people_read", kind="person", subject=person, rows=len(shown.chosen), years=years
    )
    form = request.GET.get("form", "")
    if form not in TYPES:
        return render(
            request, "group_map/network_export.html", {"back": back, "words": words, "kept": choice}
        )
    drawing, now = drawn(request, shown), timezone.now()

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        order = NetworkOrder(
            format=form, purpose=purpose, recipient=recipient, expires=expires, words=words, query=query,
            start=person, all_people=len(shown.network.people), all_pairs=shown.network.pairs,
        )  # fmt: skip
        name, body = take_out_network(drawing, room=request.room, order=order, by=request.user, at=now)
        answer = HttpResponse(body, content_type=TYPES[form])
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    return ordered_copy(request, make, holds=words, rows=len(drawing.links), back=back)


def _words(request: RoomRequest, shown: Shown, years: int) -> str:
    """What the copy shows, as a sentence."""
    name = pseudonyms(request.room.pk, [shown.person])[shown.person]
    period = ngettext("records of the last year", "records of the last %(n)d years", years) % {"n": years}
    if shown.whole_community:
        return gettext("The community of %(name)s; %(period)s") % {"name": name, "period": period}
    around = ngettext(
        "People at most %(n)d tie away from %(name)s",
        "People at most %(n)d ties away from %(name)s",
        shown.steps,
    ) % {"n": shown.steps, "name": name}
    return gettext("%(around)s; %(period)s") % {"around": around, "period": period}
