"""The network of ties in a room of the police: communities, the people of one, and the neighbourhood of a person."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vapenvila.rules.network_copy import may_take_out_part
from vapenvila.rules.rights import Right
from vapenvila.rules.tie import WINDOWS
from vapenvila.web.group_map.engine import whole_network
from vapenvila.web.group_map.network import Places, WholeNetwork
from vapenvila.web.group_map.network_drawing import MOST_PEOPLE, PeopleDrawing, draw_communities, draw_people
from vapenvila.web.group_map.queries.network import (
    groups_of_people,
    pseudonyms,
    records_between,
    ties_of_room,
)
from vapenvila.web.memberships.views.in_room import may_do, on_record, readers
from vapenvila.web.memberships.views.ties import window_of
from vapenvila.web.people.views.in_room import RoomRequest

STEPS = (1, 2, 3)
PAIRS_ON_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """Whom a page shows: the people within some ties of a person, or the person's community."""

    network: WholeNetwork
    person: UUID
    chosen: Places
    steps: int
    whole_community: bool


@readers
def network(request: RoomRequest) -> HttpResponse:
    """All ties of the window, aggregated: communities as circles."""
    years = window_of(request)
    found = whole(request, years)
    on_record(request, "network.read", rows=len(found.people) if found else 0, years=years)
    context: dict[str, Any] = {**_frame(request, years), "network": found}
    if found is not None:
        groups = groups_of_people(request.room.pk, today=timezone.localdate())
        communities, lines, smaller = draw_communities(found, groups)
        context |= {"communities": communities, "lines": lines, "smaller": smaller}
    return render(request, "group_map/network.html", context)


@readers
def people(request: RoomRequest, person: UUID) -> HttpResponse:
    """The people around one person within some ties, or with ?community=1 the community of that person."""
    years = window_of(request)
    found = whole(request, years)
    shown = shown_around(request, found, person)
    chosen, steps, whole_community = shown.chosen, shown.steps, shown.whole_community
    on_record(request, "network.people_read", kind="person", subject=person, rows=len(chosen), years=years)
    context: dict[str, Any] = {
        **_frame(request, years),
        "person": person,
        "steps": steps,
        "all_steps": STEPS,
        "whole_community": whole_community,
        "people_count": len(chosen),
        "too_many": len(chosen) > MOST_PEOPLE,
        "most": MOST_PEOPLE,
        "name": pseudonyms(request.room.pk, [person]).get(person, ""),
    }
    if not context["too_many"]:
        drawing = drawn(request, shown)
        page = Paginator(drawing.links, PAIRS_ON_A_PAGE).get_page(request.GET.get("page"))
        names = {one.id: one.name for one in drawing.people}
        context |= {"drawing": drawing, "names": names, "page": page}
        if may_do(request, Right.STATE_MEMBERSHIPS):
            of_all = len(shown.network.people)
            context |= {"may_take_out": may_take_out_part(people=len(chosen), of_all=of_all)}
            context |= {"kept": f"?{urlencode(kept(shown, years))}"}
    return render(request, "group_map/network_people.html", context)


@readers
def records(request: RoomRequest, first: UUID, second: UUID) -> HttpResponse:
    """The records behind one line."""
    years = window_of(request)
    ties = records_between(request.room.pk, first, second, today=timezone.localdate(), years=years)
    if not ties:
        raise Http404
    for person in (first, second):
        on_record(request, "network.people_read", kind="person", subject=person, rows=len(ties), years=years)
    names = pseudonyms(request.room.pk, (first, second))
    context = {**_frame(request, years), "ties": ties, "pair": [(one, names[one]) for one in (first, second)]}
    return render(request, "group_map/network_records.html", context)


def whole(request: RoomRequest, years: int) -> WholeNetwork | None:
    """The network of the window; None without a tie."""
    return whole_network(ties_of_room(request.room.pk, today=timezone.localdate(), years=years))


def _frame(request: RoomRequest, years: int) -> dict[str, Any]:
    return {"room": request.room, "years": years, "windows": WINDOWS, "today": timezone.localdate()}


def shown_around(request: RoomRequest, found: WholeNetwork | None, person: UUID) -> Shown:
    """What the address asks for. Http404 for somebody without a tie in the window."""
    place = found.place_of(person) if found else None
    if found is None or place is None:
        raise Http404
    whole_community = request.GET.get("community") == "1"
    steps = next((n for n in STEPS if str(n) == request.GET.get("steps")), STEPS[0])
    community = int(found.community[place])
    chosen = found.members(community) if whole_community else found.around(place, steps)
    return Shown(found, person, chosen, steps, whole_community)


def kept(shown: Shown, years: int) -> list[tuple[str, str]]:
    """What is shown, as names and values of an address."""
    what = ("community", "1") if shown.whole_community else ("steps", str(shown.steps))
    return [("years", str(years)), what]


def drawn(request: RoomRequest, shown: Shown) -> PeopleDrawing:
    """The people and the lines between them."""
    return draw_people(
        shown.network,
        shown.chosen,
        names=pseudonyms(request.room.pk, shown.network.ids(shown.chosen)),
        groups=groups_of_people(request.room.pk, today=timezone.localdate()),
        start=None if shown.whole_community else shown.person,
    )
