"""Records of the own room that may be one person's: look, merge, undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.web.people.actions.merge import merge_persons, undo_merge
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.forms.person import MergeForm
from vapenvila.web.people.models import Person
from vapenvila.web.people.queries.duplicates import COMPARED, duplicates_in_room
from vapenvila.web.people.queries.identity import identity_fields
from vapenvila.web.people.queries.persons import merge_in_room
from vapenvila.web.people.views.in_room import (
    RoomRequest,
    casework,
    casework_with_lists,
    on_record,
    person_or_404,
    tell,
)


@casework_with_lists
def duplicates(request: RoomRequest) -> HttpResponse:
    """Pairs that may be one person, by pseudonym. Where there is no list there is no such page either."""
    if not request.has_list:
        return render(request, "403.html", {"reason": gettext(request.has_list.reason)}, status=403)
    pairs = duplicates_in_room(request.room.pk, today=timezone.localdate())
    on_record(request, "person.duplicates_listed", pairs=len(pairs))
    return render(request, "people/duplicates.html", {"pairs": pairs, "room": request.room})


@casework
def compare(request: RoomRequest) -> HttpResponse:
    """From two records that a search found to their page side by side."""
    try:
        chosen = [UUID(text) for text in request.GET.getlist("person")]
    except ValueError:
        raise Http404 from None
    if len(set(chosen)) != 2:
        messages.error(request, gettext("Tick two records to compare."))
        return redirect("persons", programme=request.programme.slug)
    one, other = (person_or_404(request, person) for person in chosen)
    return redirect("person-pair", programme=request.programme.slug, first=one.pk, second=other.pk)


@casework
def pair(request: RoomRequest, first: UUID, second: UUID) -> HttpResponse:
    """Two records side by side, and the merge."""
    one, other = person_or_404(request, first), person_or_404(request, second)
    form = MergeForm(request.POST or None, initial={"keep": str(one.pk)})
    form.fields["keep"].choices = [(str(p.pk), p.pseudonym) for p in (one, other)]  # type: ignore[attr-defined]  # a choice field
    if request.method == "POST" and form.is_valid():
        kept, absorbed = (one, other) if form.cleaned_data["keep"] == str(one.pk) else (other, one)
        try:
            merge_persons(
                kept=kept,
                absorbed=absorbed,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except RefusedError as refused:
            tell(form, refused)
        else:
            messages.success(request, gettext("The two are one record now. It can be undone."))
            return redirect("person-record", programme=request.programme.slug, person=kept.pk)
    sides = [_side(request, row) for row in (one, other)]
    context = {"form": form, "sides": sides}
    return render(request, "people/pair.html", context, status=422 if request.method == "POST" else 200)


def _side(request: RoomRequest, row: Person) -> dict[str, Any]:
    try:
        who: dict[str, str] | None = identity_fields(
            row, (*COMPARED, "personnummer"), reader=request.reader, purpose="duplicate"
        )
    except RefusedError:
        on_record(request, "person.read", row)
        who = None
    return {"person": row, "who": who}


@require_POST
@casework
def merge_undo(request: RoomRequest, merge: UUID) -> HttpResponse:
    """Make two records two again."""
    row = merge_in_room(request.room.pk, merge)
    if row is None:
        raise Http404
    try:
        undo_merge(merge=row, by=request.user, at=timezone.now())
        messages.success(request, gettext("The merge is undone: the two are two records again."))
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    return redirect("person-record", programme=request.programme.slug, person=row.kept_id)
