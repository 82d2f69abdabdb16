"""The page on which one chooses a role to see through, and the way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from vapenvila.rules.rights import Right
from vapenvila.rules.role_simulator import LONGEST, SimulatedMission
from vapenvila.rules.roles import AgencyKind
from vapenvila.rules.room_access import RoomFacts
from vapenvila.web.access.fresh_proof import fresh_proof
from vapenvila.web.access.requires import Request, requires, signed_in
from vapenvila.web.access.role_simulator.actions import begin, end
from vapenvila.web.access.role_simulator.forms import SeeAs
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import rooms_of


@require_http_methods(["GET", "POST"])
@requires(Right.SIMULATE_ROLE)
@fresh_proof
def see_as(request: Request) -> HttpResponse:
    """Ask for role, room and purpose; then show the start page as that role gets it."""
    rooms = {str(room.pk): room for room in rooms_of(request.programme)}
    form = SeeAs(request.POST or None, rooms=rooms.values())
    if request.method == "POST" and form.is_valid():
        room = rooms[form.cleaned_data["room"]]
        decision = begin(
            request,
            reader=request.reader,
            wanted=_wanted(form, room),
            room=room,
            purpose=form.cleaned_data["purpose"],
            at=timezone.now(),
        )
        if decision:
            return redirect("this-week", programme=request.programme.slug)
        form.add_error(None, gettext(decision.reason))
    context = {"form": form, "minutes": int(LONGEST.total_seconds() // 60)}
    status = 422 if request.method == "POST" else 200
    return render(request, "access/role_simulator.html", context, status=status)


def _wanted(form: SeeAs, room: Room) -> SimulatedMission:
    return SimulatedMission(
        role=form.chosen_role(),
        room=RoomFacts(id=room.pk, agency=room.agency_id, programme=room.programme_id),
        agency_kind=AgencyKind(room.agency.kind),
    )


@require_POST
@signed_in
def stop(request: Request) -> HttpResponse:
    """Be oneself again, and back where one began."""
    simulation = request.simulation
    if simulation is None:
        return redirect("start")
    end(request, simulation, why="stopped", by=request.user.pk, at=timezone.now())
    messages.success(
        request, gettext("You are yourself again. Every page you saw stands on the audit trail.")
    )
    return redirect("role-simulator", programme=simulation.slug)
