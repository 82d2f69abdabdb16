"""Retaliation clocks with what each shows now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, QuerySet

from vapenvila.rules.retaliation import (
    SERVICES_TOLD_WITHIN,
    ClockState,
    ServicesState,
    clock_state,
    services_state,
)
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Agency, Programme
from vapenvila.web.reviews.models import RetaliationClock
from vapenvila.web.reviews.vocabulary import Stance

BY_AGENCIES = (
    "side_a_contact_by",
    "side_b_contact_by",
    "family_contact_by",
    "hospital_contact_by",
    "services_told_by",
)
_ENDS = ExpressionWrapper(
    F("started_at") + ExpressionWrapper(F("hours") * timedelta(hours=1), output_field=DurationField()),
    output_field=DateTimeField(),
)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What one clock shows."""

    incident: Incident
    clock: RetaliationClock | None
    state: ClockState
    services: ServicesState
    ends_at: datetime | None
    left: timedelta | None  # negative when the time is out
    used_percent: int
    services_hours_left: (
        int  # whole hours until victim support should have been informed, 0 when that has passed
    )

    @property
    def hours_left(self) -> int:
        """Whole hours left, or since the time ran out."""
        return int(abs(self.left).total_seconds() // 3600) if self.left is not None else 0


def face_of(incident: Incident, clock: RetaliationClock | None, *, now: datetime) -> ClockFace:
    """The clock as shown now."""
    told = clock.services_told_at if clock else None
    services = services_state(occurred_at=incident.occurred_from, told_at=told, now=now)
    hours = max(0, int((incident.occurred_from + SERVICES_TOLD_WITHIN - now).total_seconds() // 3600))
    if clock is None or clock.started_at is None:
        return ClockFace(incident, clock, ClockState.NOT_STARTED, services, None, None, 0, hours)
    facts = clock.facts()
    ends_at = facts.ends_at
    assert ends_at is not None  # noqa: S101 — it has started
    used = (now - clock.started_at) / timedelta(hours=clock.hours)
    return ClockFace(
        incident,
        clock,
        clock_state(facts, now=now),
        services,
        ends_at,
        ends_at - now,
        round(100 * min(max(used, 0.0), 1.0)),
        hours,
    )


def started_clocks(programme: Programme, *, closed: bool = False) -> QuerySet[RetaliationClock]:
    """Clocks that have been started; those still open, or the closed ones. The one that runs out first comes first."""
    rows = _started(programme)
    rows = rows.filter(stance=Stance.CLOSED) if closed else rows.exclude(stance=Stance.CLOSED)
    return (
        rows.select_related("incident__area", *BY_AGENCIES)
        .annotate(ends=_ENDS)
        .order_by("-started_at" if closed else "ends", "pk")
    )


def clock_in(programme: Programme, clock: UUID) -> RetaliationClock | None:
    """One started clock of the programme, open or closed."""
    rows = _started(programme).select_related("incident__area", "changed_by", *BY_AGENCIES)
    return rows.filter(pk=clock).first()


def agency_choices(programme: UUID) -> list[tuple[str, str]]:
    """The agencies of the programme, as choices. One query."""
    agencies = Agency.objects.filter(rooms__programme=programme).order_by("name").distinct()
    return [(str(agency.pk), agency.name) for agency in agencies]


def _started(programme: Programme) -> QuerySet[RetaliationClock]:
    """Clocks that have been started, of incidents that stand."""
    return RetaliationClock.objects.filter(
        programme=programme, started_at__isnull=False, incident__merged_into__isnull=True
    ).exclude(incident__state=State.UNFOUNDED)
