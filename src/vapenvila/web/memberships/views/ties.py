"""Ties: the list of a window, writing one down, taking one away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.rights import Right
from vapenvila.rules.tie import WINDOW, WINDOWS
from vapenvila.web.memberships.actions.ending import remove_tie
from vapenvila.web.memberships.actions.tying import tie_persons
from vapenvila.web.memberships.forms.tie import RemoveTieForm, TieForm
from vapenvila.web.memberships.queries.ties import tie_in, ties_listed
from vapenvila.web.memberships.views.in_room import may_do, on_record, readers, writers
from vapenvila.web.memberships.vocabulary import TieKind
from vapenvila.web.people.errors import RefusedError, TextNeedsALookError
from vapenvila.web.people.models import Person
from vapenvila.web.people.views.in_room import RoomRequest, tell, text_warnings
from vapenvila.web.people.views.listing import find_persons

ROWS_PER_PAGE = 50


def window_of(request: RoomRequest) -> int:
    """The chosen window in years; three where none of the known is chosen."""
    chosen = request.GET.get("years", "")
    return int(chosen) if chosen.isdigit() and int(chosen) in WINDOWS else WINDOW


@readers
def ties(request: RoomRequest) -> HttpResponse:
    """Ties of the room within the window, newest record first."""
    years, kind = window_of(request), request.GET.get("kind", "")
    kind = kind if kind in TieKind.values else ""
    rows = ties_listed(request.room.pk, today=timezone.localdate(), years=years, kind=kind)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    on_record(request, "tie.listed", ties=page.paginator.count, years=years)
    context = {
        "room": request.room,
        "page": page,
        "rows": [
            {
                "tie": tie,
                "one": tie.person_a.merged_into or tie.person_a,
                "other": tie.person_b.merged_into or tie.person_b,
            }
            for tie in page
        ],
        "years": years,
        "windows": WINDOWS,
        "kind": kind,
        "kinds": TieKind.choices,
        "may_state": may_do(request, Right.STATE_MEMBERSHIPS),
        "may_import": may_do(request, Right.IMPORT_MEMBERSHIPS),
    }
    return render(request, "memberships/ties.html", context)


@writers
def new_tie(request: RoomRequest) -> HttpResponse:
    """Tie two people of the own room who stand on one record."""
    form = TieForm(request.POST or None, initial={"one": request.GET.get("one", "")})
    warnings: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        one, other = _person(request, form, "one"), _person(request, form, "other")
        if one is not None and other is not None:
            try:
                _tie(request, form, one, other)
            except RefusedError as refused:
                tell(form, refused)
            except TextNeedsALookError as stopped:
                warnings = text_warnings(stopped, form.data)
            else:
                messages.success(request, gettext("Written down."))
                return redirect("ties", programme=request.programme.slug)
    context = {"form": form, "room": request.room, "warnings": warnings}
    return render(
        request, "memberships/new_tie.html", context, status=422 if request.method == "POST" else 200
    )


def _person(request: RoomRequest, form: TieForm, field: str) -> Person | None:
    """The one person of the room whom a pseudonym or number names."""
    found, by = find_persons(request, form.cleaned_data[field])
    on_record(request, "person.searched", by=by, found=len(found), purpose="casework")
    if len(found) == 1 and by != "name":
        return found[0]
    form.add_error(field, gettext("Nobody in this room has this pseudonym or number. Find the person first."))
    return None


def _tie(request: RoomRequest, form: TieForm, one: Person, other: Person) -> None:
    tie_persons(
        room=request.room,
        one=one,
        other=other,
        kind=form.tie_kind(),
        on=form.cleaned_data["on"],
        record_ref=form.cleaned_data["record_ref"],
        looked_at=form.cleaned_data["looked_at"],
        by=request.user,
        at=timezone.now(),
    )


@writers
def tie_remove(request: RoomRequest, tie: UUID) -> HttpResponse:
    """Take a tie away that was written down wrongly."""
    row = tie_in(request.room.pk, tie, today=timezone.localdate(), years=max(WINDOWS))
    if row is None:
        raise Http404
    on_record(request, "tie.read", kind="tie", subject=row.pk)
    form = RemoveTieForm(request.POST or None)
    warnings: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            remove_tie(tie=row, **form.cleaned_data, by=request.user, at=timezone.now())
        except RefusedError as refused:
            tell(form, refused)
        except TextNeedsALookError as stopped:
            warnings = text_warnings(stopped, form.data)
        else:
            messages.success(request, gettext("The tie is taken away."))
            return redirect("ties", programme=request.programme.slug)
    context = {
        "form": form,
        "tie": row,
        "one": row.person_a.merged_into or row.person_a,
        "other": row.person_b.merged_into or row.person_b,
        "warnings": warnings,
    }
    return render(
        request, "memberships/remove_tie.html", context, status=422 if request.method == "POST" else 200
    )
