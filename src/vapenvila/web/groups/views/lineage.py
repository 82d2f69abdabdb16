"""What became of groups: the table, the drawing, and recording an event."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.group_statement import Says
from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.groups.actions.follow import follow
from vapenvila.web.groups.family_tree import family_tree
from vapenvila.web.groups.filters import parse_days
from vapenvila.web.groups.forms.lineage import LineageForm
from vapenvila.web.groups.picture import LineageSaid
from vapenvila.web.groups.views.entry import statement_page, tell
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import Looking, look, look_today, on_record
from vapenvila.web.groups.wording import count_rule_in_words
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.warnings import text_warnings


@requires(Right.READ_GROUPS)
@remembered()
def lineage(request: Request) -> HttpResponse:
    """Every event of the picture, the latest first, and the family tree they make."""
    days, problems = parse_days(request.GET, timezone.localdate())
    looking = look(request, days)
    on_record(request, "group_lineage.listed", rows=len(looking.picture.lineage))
    context = {
        **frame(looking),
        "problems": problems,
        "events": [_shown(said, looking) for said in reversed(looking.picture.lineage)],
        "tree": family_tree(looking.picture, looking.names),
    }
    return render(request, "groups/lineage.html", context)


def _shown(said: LineageSaid, looking: Looking) -> dict[str, Any]:
    names = looking.names
    return {
        "said": said,
        "before": [(one, names[one]) for one in said.before],
        "after": [(one, names[one]) for one in said.after],
        "counting": count_rule_in_words(said.count_rule, names[said.main] if said.main else ""),
    }


@requires(Right.STATE_GROUPS)
def new_event(request: Request) -> HttpResponse:
    """Record what became of groups; those that came of it get codes in the same act."""
    looking = look_today(request)
    form = LineageForm(
        request.POST or None, groups=looking.names, initial={"before": request.GET.getlist("before")[:1]}
    )
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            follow(
                programme=request.programme,
                saying=form.saying(),
                new_labels=form.cleaned_data["new_labels"],
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
            messages.success(request, gettext("Recorded. Counting follows it from now on."))
            return redirect("group-lineage", programme=request.programme.slug)
    return statement_page(request, Says.LINEAGE, form, None, warnings, looking=looking)
