"""The list of groups, and the same as a file."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.groups.filters import parse_filter
from vapenvila.web.groups.queries.landscape import GroupLine, chosen_lines
from vapenvila.web.groups.views.looking import Looking, look, on_record
from vapenvila.web.groups.vocabulary import State

ROWS_PER_PAGE = 50


@requires(Right.READ_GROUPS)
@remembered()
def groups(request: Request) -> HttpResponse:
    """Groups of the picture that the filter lets through, a page at a time. HTMX asks for the table alone."""
    chosen, problems = parse_filter(request.GET, timezone.localdate())
    looking = look(request, chosen.days)
    lines = chosen_lines(looking.picture, chosen, today=looking.today)
    page = Paginator(lines, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    on_record(request, "groups.listed", filter=chosen.to_query(), rows=len(lines), page=page.number)
    context = {
        **frame(looking),
        "problems": problems,
        "chosen": chosen,
        "query": chosen.to_query(),
        "page": page,
        "sort": chosen.sort,
        "states": State.choices,
        "figures": _figures(lines, looking),
    }
    part_only = request.htmx and not request.htmx.history_restore_request
    answer = render(request, "groups/list.html#results" if part_only else "groups/list.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def frame(looking: Looking) -> dict[str, Any]:
    """What the pages of the picture have in common."""
    return {
        "looking": looking,
        "picture": looking.picture,
        "names": looking.names,
        "days": looking.days,
        "today": looking.today,
        "may_state": looking.may_state,
    }


def _figures(lines: list[GroupLine], looking: Looking) -> dict[str, int]:
    """How many groups are shown, by what is said of them."""
    states = Counter(line.state for line in lines)
    return {
        "groups": len(lines),
        "active": states[State.ACTIVE],
        "dormant": states[State.DORMANT],
        "weak": sum(line.weak for line in lines),
        "disputed": sum(line.disputed for line in lines),
    }
