"""Counts of groups for those who see figures and no group."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vapenvila.rules.rights import Right, may
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.groups.filters import parse_days
from vapenvila.web.groups.queries.landscape import lines_of
from vapenvila.web.groups.views.looking import look, on_record
from vapenvila.web.groups.vocabulary import LineageKind, RelationKind, State

YEAR = timedelta(days=365)


@requires(Right.SEE_FIGURES)
@remembered()
def figures(request: Request) -> HttpResponse:
    """How many groups act, how many feud, and what became of some; no group, no name, no place."""
    days, problems = parse_days(request.GET, timezone.localdate())
    looking = look(request, days)
    picture = looking.picture
    on_record(request, "groups.counted")
    lines = lines_of(picture)
    since = picture.on - YEAR
    lately = [said for said in picture.lineage if said.ground.from_on > since]
    context: dict[str, Any] = {
        "days": looking.days,
        "may_read": may(request.reader, Right.READ_GROUPS, request.programme.pk, today=looking.today),
        "today": looking.today,
        "picture_on": picture.on,
        "problems": problems,
        "since": since + timedelta(days=1),
        "states": _counted(State.choices, Counter(line.state.value for line in lines)),
        "relations": _counted(RelationKind.choices, Counter(said.kind for said in picture.relations)),
        "events": _counted(LineageKind.choices, Counter(said.kind.value for said in lately)),
        "groups": len(lines),
        "pairs": len(picture.relations),
        "changes": len(lately),
        "weak": sum(line.weak for line in lines),
        "disputed": sum(line.group.disputed for line in lines),
        "disputed_pairs": sum(said.disputed for said in picture.relations),
    }
    return render(request, "groups/figures.html", context)


def _counted(choices: list[tuple[str, Any]], found: Counter[str]) -> list[tuple[Any, int]]:
    return [(name, found[value]) for value, name in choices]
