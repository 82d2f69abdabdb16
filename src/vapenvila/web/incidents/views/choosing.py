"""What list, map, calendar, timeline, charts and export need to show and use the same filter."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.free_text import ALWAYS_REFUSED, SENTENCES, screen
from vapenvila.web.access.requires import Request
from vapenvila.web.incidents.filter_words import chips, in_words, labels
from vapenvila.web.incidents.filters import CHOICES, PARAMETERS, Counts, IncidentFilter, parse_filter
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
    parsed = parse_filter(request.GET)
    chosen, problems = parsed.chosen, list(parsed.problems)
    refused = [f for f in screen(chosen.text) if f.finding in ALWAYS_REFUSED]
    if refused:
        chosen = chosen.without("text")
        problems.append(gettext(SENTENCES[refused[0].finding]))
    return Chosen(chosen, tuple(problems), area_names(request.programme))


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
        "saved_filters": saved_filters(request.programme, request.user),
        "today": timezone.localdate(),
    }
