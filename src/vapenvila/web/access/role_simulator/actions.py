"""A simulation begins, shows pages and ends: each on record, as done by the person from their own room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from vapenvila.rules.decision import Decision
from vapenvila.rules.reader import Reader
from vapenvila.rules.role_simulator import SimulatedMission, may_simulate
from vapenvila.web.access.role_simulator.simulation import Simulation, drop, keep
from vapenvila.web.audit.actions import Noted, record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id


def begin(
    request: Any, *, reader: Reader, wanted: SimulatedMission, room: Room, purpose: str, at: datetime
) -> Decision:
    """See the programme as this role from now on, if the rule allows it."""
    programme = request.programme
    decision = may_simulate(reader, wanted, programme.pk, purpose=purpose, today=timezone.localdate(at))
    if decision:
        simulation = Simulation(
            id=new_id(),
            programme=programme.pk,
            slug=programme.slug,
            programme_name=programme.name,
            room=wanted.room.id,
            agency=wanted.room.agency,
            agency_kind=wanted.agency_kind,
            agency_name=room.agency.name,
            role=wanted.role,
            purpose=purpose.strip(),
            began_at=at,
            own_room=request.asked_room,
        )
        keep(request, simulation)
        _record("role_simulator.begun", simulation, by=reader.user, at=at)
    return decision


def end(request: Any, simulation: Simulation, *, why: str, by: UUID, at: datetime) -> None:
    """Be oneself again. `why`: stopped, time, role or sign_out."""
    drop(request)
    _record("role_simulator.ended", simulation, by=by, at=at, why=why)


def note_page(
    simulation: Simulation, events: list[Noted], *, route: str, status: int, by: UUID, at: datetime
) -> None:
    """One page was shown: to whom, as which role, why; and every event the page itself leaves, marked with the role."""
    _record("role_simulator.page_seen", simulation, by=by, at=at, route=route, status=status)
    with acting(user=by, programmes=[simulation.programme], room=simulation.own_room):
        for event in events:
            event.record_again(by=by, at=at, seen_as=simulation.role.value)


def _record(act: str, simulation: Simulation, *, by: UUID, at: datetime, **details: object) -> None:
    with acting(user=by, programmes=[simulation.programme], room=simulation.own_room):
        record(
            act=act,
            by=by,
            at=at,
            manner=Manner.READ,
            subject_kind="role_simulator",
            subject=simulation.id,
            programme=simulation.programme,
            details={
                "role": simulation.role.value,
                "agency": simulation.agency_name,
                "purpose": simulation.purpose,
                **details,
            },
        )
