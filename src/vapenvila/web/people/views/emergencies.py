"""Opening a protected record in an emergency, and the inbox of those who sign for it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.web.people.actions.emergency import break_glass, sign_emergency
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.forms.person import EmergencyForm, FindingForm
from vapenvila.web.people.queries.emergencies import emergencies_of_room, emergency
from vapenvila.web.people.views.in_room import RoomRequest, casework, on_record, person_or_404, tell


@casework
def open_in_emergency(request: RoomRequest, person: UUID) -> HttpResponse:
    """The form that opens a protected record for some hours."""
    found = person_or_404(request, person)
    on_record(request, "person.read", found)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            break_glass(
                person=found,
                room=request.person_room,
                reader=request.reader,
                reason=form.cleaned_data["reason"],
                hours=form.cleaned_data["hours"],
                by=request.user,
                at=timezone.now(),
                today=timezone.localdate(),
            )
        except RefusedError as refused:
            tell(form, refused)
        else:
            messages.warning(
                request,
                gettext(
                    "The record is open to you. Its keeper has been told, and somebody will look at this."
                ),
            )
            return redirect("person-record", programme=request.programme.slug, person=found.pk)
    context = {"form": form, "person": found}
    return render(request, "people/emergency.html", context, status=422 if request.method == "POST" else 200)


@casework
def emergencies(request: RoomRequest) -> HttpResponse:
    """Every opened record of the room; those that wait for a signature first."""
    rows = list(emergencies_of_room(request.room.pk)[:200])
    on_record(request, "person.emergencies_listed", rows=len(rows))
    return render(request, "people/emergencies.html", {"rows": rows, "form": FindingForm(auto_id=False)})


@require_POST
@casework
def sign(request: RoomRequest, emergency_id: UUID) -> HttpResponse:
    """Sign for what somebody else did."""
    row = emergency(request.room.pk, emergency_id)
    if row is None:
        raise Http404
    form = FindingForm(request.POST)
    try:
        sign_emergency(
            opened=row,
            room=request.person_room,
            reader=request.reader,
            finding=form.data.get("finding", "")[:500],
            by=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
        )
        messages.success(request, gettext("Signed. The entry stays on record."))
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    return redirect("person-emergencies", programme=request.programme.slug)
