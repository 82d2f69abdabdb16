"""What lies behind one line of the map or one cell of the matrix: what is said of two groups, and what happened."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_map.queries.acts import Act, acts_between
from vapenvila.web.group_map.scope import PERIODS, scope_of
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import group_or_404, on_record
from vapenvila.web.incidents.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One incident between the two, in words."""

    act: Act
    kind: str
    way: str
    strict: bool


@requires(Right.READ_GROUPS)
@remembered()
def between(request: Request, first: UUID, second: UUID) -> HttpResponse:
    """The statements on how two groups stand to one another, and the incidents of the period that both stand in."""
    pair = group_or_404(request, first), group_or_404(request, second)
    if first == second:
        raise Http404
    scope = scope_of(request, timezone.localdate())
    for group in pair:
        on_record(request, "group.read", group)
    picture = scope.looking.picture
    said = [relation for relation in picture.relations if {relation.a, relation.b} == {first, second}]
    acts = acts_between(request.programme, first=scope.first, last=scope.last, known_at=picture.known_at)
    told = [_told(act, pair, scope.looking.names) for act in acts if _both(act, first, second)]
    context: dict[str, Any] = {
        **frame(scope.looking),
        "scope": scope,
        "query": scope.query,
        "problems": scope.problems,
        "periods": PERIODS,
        "pair": pair,
        "said": [row for relation in said for row in (relation, *relation.others)],
        "told": told,
        "all_acts": len(acts),
        "unknown": sum(not (act.offender.group and act.victim.group) for act in acts),
    }
    return render(request, "group_map/between.html", context)


def _both(act: Act, one: UUID, other: UUID) -> bool:
    return {act.offender.group, act.victim.group} == {one, other}


def _told(act: Act, pair: tuple[Group, Group], names: dict[UUID, str]) -> ToldAct:
    against = act.victim.group
    from_group = next(group for group in pair if group.pk != against)
    to_group = next(group for group in pair if group.pk == against)
    way = pgettext("violence", "%(offender)s against %(victim)s") % {
        "offender": names[from_group.pk],
        "victim": names[to_group.pk],
    }
    sure = act.offender.counts(strict=True) and act.victim.counts(strict=True)
    return ToldAct(act, str(Kind(act.kind).label), way, sure)
