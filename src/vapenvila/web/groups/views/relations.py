"""Relations between groups: the table in which they are read, stated and changed, all by keyboard."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.group_statement import Says
from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.groups.actions.state import state
from vapenvila.web.groups.filters import parse_days
from vapenvila.web.groups.picture import RelationSaid
from vapenvila.web.groups.views.coming_back import back_or
from vapenvila.web.groups.views.entry import statement_page, tell
from vapenvila.web.groups.views.forms_of import form_for, saying_in
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import Looking, look, look_today, on_record
from vapenvila.web.groups.vocabulary import RelationKind
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.warnings import text_warnings

ROWS_PER_PAGE = 100


@requires(Right.READ_GROUPS)
@remembered()
def relations(request: Request) -> HttpResponse:
    """Every relation of the picture, one pair a row, the firmest statement first; a hundred pairs a page."""
    days, problems = parse_days(request.GET, timezone.localdate())
    looking = look(request, days)
    wished = request.GET.get("kind", "")
    kind = wished if wished in RelationKind.values else ""
    shown = [said for said in looking.picture.relations if not kind or _says(said, kind)]
    shown.sort(key=lambda said: (list(RelationKind.values).index(said.kind), _pair(said, looking)))
    page = Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    on_record(request, "group_relation.listed", kind=kind, rows=len(shown), page=page.number)
    context = {
        **frame(looking),
        "problems": problems,
        "kinds": RelationKind.choices,
        "kind": kind,
        "page": page,
        "disputed": sum(said.disputed for said in shown),
    }
    return render(request, "groups/relations.html", context)


def _says(said: RelationSaid, kind: str) -> bool:
    """Whether any source in sight says this of the pair."""
    return kind in {said.kind, *(other.kind for other in said.others)}


def _pair(said: RelationSaid, looking: Looking) -> tuple[str, str]:
    return looking.names[said.a], looking.names[said.b]


def _chosen(request: Request) -> dict[str, Any]:
    """Groups and kind that were chosen where the relation was drawn; the form checks them like any others."""
    return {name: request.GET[name] for name in ("one", "other", "kind") if name in request.GET}


@requires(Right.STATE_GROUPS)
def new_relation(request: Request) -> HttpResponse:
    """State how two groups stand to one another."""
    looking = look_today(request)
    form = form_for(Says.RELATION, request, looking, initial=_chosen(request))
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            state(
                programme=request.programme,
                saying=saying_in(form, None),
                ground=form.ground(),
                looked_at=form.cleaned_data["looked_at"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            tell(form, refused)
        except TextNeedsALook as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            messages.success(request, gettext("It is stated. It stays in sight until its review date."))
            return back_or(request, redirect("group-relations", programme=request.programme.slug))
    return statement_page(request, Says.RELATION, form, None, warnings, looking=looking)
