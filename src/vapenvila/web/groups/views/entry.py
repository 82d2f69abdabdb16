"""Giving a group its code, and stating something of a group."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.group_statement import Says
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.groups.actions.add_group import add_group
from vapenvila.web.groups.actions.state import state
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.views.coming_back import address_back, back_or
from vapenvila.web.groups.views.forms_of import StatementForm, form_for, saying_in
from vapenvila.web.groups.views.list import frame
from vapenvila.web.groups.views.looking import group_or_404, look_today, on_record
from vapenvila.web.groups.vocabulary import Says as SaysWords
from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.incidents.views.warnings import text_warnings


@require_POST
@requires(Right.STATE_GROUPS)
def new_group(request: Request) -> HttpResponse:
    """The next code. What is known of the group is said on its page."""
    made = add_group(programme=request.programme, by=request.user, at=timezone.now())
    messages.success(
        request,
        gettext("%(code)s is a group now. Say what is known of it: until then no list shows it.")
        % {"code": made.code},
    )
    return redirect("group", programme=request.programme.slug, group=made.pk)


@requires(Right.STATE_GROUPS)
def new_statement(request: Request, group: UUID, says: str) -> HttpResponse:
    """State one thing of a group."""
    found, kind = group_or_404(request, group), said_kind(says)
    on_record(request, "group.read", found)
    looking = look_today(request)
    form = form_for(kind, request, looking, initial={"one": str(found.pk)})
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            state(
                programme=request.programme,
                saying=saying_in(form, found.pk),
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
            return back_or(request, redirect("group", programme=request.programme.slug, group=found.pk))
    return statement_page(request, kind, form, found, warnings, looking=looking)


def statement_page(
    request: Request,
    kind: Says,
    form: StatementForm,
    group: Group | None,
    warnings: list[dict[str, Any]],
    **more: Any,
) -> HttpResponse:
    """The page of one form that says something of groups."""
    context = {
        **frame(more.pop("looking")),
        "form": form,
        "says": kind.value,
        "title": SaysWords(kind.value).label,
        "group": group,
        "warnings": warnings,
        "back": address_back(request),
        **more,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "groups/statement.html", context, status=status)


def said_kind(word: str) -> Says:
    """Which kind of statement the address names; what became of groups has pages of its own."""
    if word not in {Says.NAME, Says.AREA, Says.ACTIVITY, Says.RELATION}:
        raise Http404
    return Says(word)


def tell(form: StatementForm, refused: Refused) -> None:
    """Put the rule's sentence at the field it is about."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
