"""One chain: its line of time, its incidents, who linked them and what was taken back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.retaliation_chains.drawing import draw
from vapenvila.web.retaliation_chains.queries.history import taken_back
from vapenvila.web.retaliation_chains.queries.sheet import chains_of
from vapenvila.web.retaliation_chains.story import story
from vapenvila.web.retaliation_chains.views.reading import record_reading
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.TAKE_PART_IN_REVIEW)
def retaliation_chain(request: Request, number: int) -> HttpResponse:
    """The chain in which the incident with this number stands."""
    now = timezone.now()
    found = next(
        (
            chain
            for chain in chains_of(request.programme, now=now)
            if any(one.row.number == number for one in chain.incidents)
        ),
        None,
    )
    if found is None:
        return render(request, "404.html", status=404)
    record_reading(request, "retaliation_chain.read", incident=number)
    context = {
        "chain": found,
        "drawing": draw(found),
        "steps": story(found),
        "taken_back": taken_back(request.programme, [one.row.pk for one in found.incidents]),
        "blind": len(blind_incidents()),
        "may_link": may(
            request.reader, Right.LINK_RETALIATION, request.programme.pk, today=timezone.localdate(now)
        ),
    }
    return render(request, "retaliation_chains/chain.html", context)
