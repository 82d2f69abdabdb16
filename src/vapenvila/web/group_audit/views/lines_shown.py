"""Which groups of an audit a page shows: the filter in the address, the page, and the words for them."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vapenvila.web.access.requires import Request
from vapenvila.web.group_audit.models import AuditLine, GroupAudit
from vapenvila.web.group_audit.queries.lines import (
    LINES_A_PAGE,
    LineStanding,
    Show,
    chosen_lines,
    lines_standing,
)
from vapenvila.web.group_audit.vocabulary import State
from vapenvila.web.group_audit.words import line_name
from vapenvila.web.partners.models import Room

WORDS: dict[Show, str | Promise] = {
    Show.ALL: _("All groups"),
    Show.UNANSWERED: _("Not all questions answered"),
    Show.LEFT: _("Something left to settle"),
    Show.APART: _("Agencies differ"),
    Show.OPEN: _("Something left open"),
}
OFFERED = {
    State.ANSWERING: (Show.ALL, Show.UNANSWERED),
    State.SETTLING: (Show.ALL, Show.LEFT, Show.APART, Show.OPEN),
    State.FROZEN: (Show.ALL, Show.APART, Show.OPEN),
}
FEW = 60  # groups that stand side by side as buttons


def shown_lines(request: Request, audit: GroupAudit, room: Room | None) -> dict[str, Any]:
    """The page of groups that the address asks for, with what its filter needs to be drawn again."""
    offered = OFFERED.get(State(audit.state), (Show.ALL,))
    asked = request.GET.get("show", "")
    show = next((one for one in offered if one.value == asked), Show.ALL)
    words = " ".join(request.GET.get("q", "").split())[:120]
    standing = lines_standing(audit, room)
    found = chosen_lines(standing, audit=audit, show=show, words=words)
    page: Page[LineStanding] = Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "groups_all": len(standing),
        "show": show.value,
        "q": words,
        "shows": [(one.value, WORDS[one]) for one in offered],
        "filtered": bool(words or show.value),
        "lines_query": request.GET.urlencode(),
    }


def page_of(request: Request, lines: Sequence[AuditLine]) -> tuple[Page[AuditLine], str]:
    """A page of the groups whose name the address looks for, and the words it looks for."""
    words = " ".join(request.GET.get("q", "").split())[:120]
    found = [line for line in lines if words.casefold() in line_name(line).casefold()]
    return Paginator(found, LINES_A_PAGE).get_page(request.GET.get("page")), words


def beside(lines: Sequence[AuditLine], line: AuditLine) -> Sequence[AuditLine]:
    """The groups that stand beside one as buttons: all where they are few, otherwise those just before and after it."""
    if len(lines) <= FEW:
        return lines
    place = next((n for n, one in enumerate(lines) if one.pk == line.pk), 0)
    return lines[max(place - 5, 0) : place + 6]
