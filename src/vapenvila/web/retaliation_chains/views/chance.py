"""Shootings that seem to answer another, beside what chance alone would bring."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.incidents.vocabulary import Kind
from vapenvila.web.retaliation_chains.engine import Language, beside_chance
from vapenvila.web.retaliation_chains.queries.facts import incidents_since
from vapenvila.web.retaliation_chains.views.reading import record_reading
from vapenvila.web.retaliation_chains.views.searching import query_of, searched
from vapenvila.web.wall.blind import blind_incidents


@requires(Right.TAKE_PART_IN_REVIEW)
@remembered(minutes=10)
def more_than_chance(request: Request) -> HttpResponse:
    """Pairs of blow and answer among the shootings of the period, strict and wide, with the range of chance."""
    form, search = searched(request)
    record_reading(request, "retaliation_chains.chance_read")
    facts = incidents_since(request.programme, search.first, at=timezone.now(), kind=Kind.SHOOTING)
    language: Language = "sv" if (get_language() or "sv").startswith("sv") else "en"
    context = {
        "form": form,
        "search": search,
        "query": query_of(request),
        "rows": beside_chance(
            facts, days=search.days, definitions=_definitions(search.days), language=language
        ),
        "incidents": len(facts),
        "blind": len(blind_incidents()),
        "today": timezone.localdate(),
    }
    return render(request, "retaliation_chains/chance.html", context)


def _definitions(days: int) -> tuple[str, str]:
    """What is counted by the strict and by the wide measure, as the captions of the charts say it."""
    strict = ngettext(
        "strict: confirmed groups, at most %(days)s day between",
        "strict: confirmed groups, at most %(days)s days between",
        days,
    )
    wide = ngettext(
        "wide: suspected groups too, at most %(days)s day between",
        "wide: suspected groups too, at most %(days)s days between",
        days,
    )
    return strict % {"days": days}, wide % {"days": days}
