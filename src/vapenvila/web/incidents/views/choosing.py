"""What list, map, calendar, timeline, charts and export need to show and use the same filter."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.free_text import ALWAYS_REFUSED, SENTENCES, screen
from vapenvila.web.access.requires import Request
from vapenvila.web.incidents.filter_words import chips, in_words, labels
from vapenvila.web.incidents.filters import (
    CHOICES,
    PARAMETERS,
    Counts,
    IncidentFilter,
    ParsedFilter,
    parse_filter,
)
from vapenvila.web.incidents.queries.choices import area_names, saved_filters, source_names

ALWAYS_OPEN = ("kinds", "states", "victims")
UNDER_MORE = ("weapons", "motives", "outcomes", "precisions")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filter of this request with what was wrong in it, and the names of areas to say it in words."""

    chosen: IncidentFilter
    problems: tuple[str, ...]
    areas: dict[UUID, str]

    @property
    def words(self) -> str:
        """The filter as one line."""
        return in_words(self.chosen, self.areas)


def chosen_in(request: Request) -> Chosen:
    """Read the filter from the address. A search for a person's number is not carried out and not kept."""
    asked = _asked_for(request)
    return Chosen(asked.chosen, asked.problems, area_names(request.programme))


def _asked_for(request: Request) -> ParsedFilter:
    parsed = parse_filter(request.GET)
    refused = [f for f in screen(parsed.chosen.text) if f.finding in ALWAYS_REFUSED]
    if not refused:
        return parsed
    told = gettext(SENTENCES[refused[0].finding])
    return ParsedFilter(parsed.chosen.without("text"), (*parsed.problems, told))


def saved_filters_part(request: Request) -> str:
    """Own and shared filters: a late part, because it differs between people who see the same incidents."""
    context = {
        "request": request,
        "csrf_token": get_token(request),
        "programme": request.programme,
        "saved_filters": saved_filters(request.programme, request.user),
        "query": _asked_for(request).chosen.to_query(),
    }
    return get_template("incidents/parts/saved_filters.html").render(context)


def filter_context(request: Request, now: Chosen) -> dict[str, Any]:
    """For `incidents/parts/filter.html`, `chips.html` and `tabs.html`."""
    chosen = now.chosen
    names = labels()
    groups = [
        {
            "name": PARAMETERS[field],
            "label": names[field],
            "choices": CHOICES[field].choices,
            "chosen": getattr(chosen, field),
        }
        for field in (*ALWAYS_OPEN, *UNDER_MORE)
    ]
    return {
        "chosen": chosen,
        "problems": now.problems,
        "chips": chips(chosen, now.areas),
        "query": chosen.to_query(),
        "groups": groups[: len(ALWAYS_OPEN)],
        "more_groups": groups[len(ALWAYS_OPEN) :],
        "more_chosen": any(getattr(chosen, field) for field in (*UNDER_MORE, "areas", "sources")),
        "counts_choices": Counts.choices,
        "areas": now.areas,
        "sources": source_names(request.programme),
        "today": timezone.localdate(),
    }
