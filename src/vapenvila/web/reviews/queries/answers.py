"""What the review has answered about incidents so far."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from vapenvila.rules.retaliation import ClockState, ServicesState, clock_state, services_state
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import GroupAssessment, IncidentConflict, RetaliationClock, ReviewDecision
from vapenvila.web.reviews.queries.clocks import BY_AGENCIES
from vapenvila.web.reviews.vocabulary import Side


@dataclass(slots=True)
class Answers:
    """Everything answered about one incident: latest judgement per side, conflict, clock and decisions."""

    incident: Incident
    links: dict[str, GroupAssessment] = field(default_factory=dict)
    history: list[GroupAssessment] = field(default_factory=list)
    conflict: IncidentConflict | None = None
    clock: RetaliationClock | None = None
    decisions: list[ReviewDecision] = field(default_factory=list)

    @property
    def strict(self) -> bool:
        """Group-member-involved in the strict sense: confirmed on at least one side."""
        return any(link.status == "confirmed" for link in self.links.values())

    @property
    def wide(self) -> bool:
        """Group-member-involved in the wide sense: confirmed or suspected on at least one side."""
        return any(link.status in ("confirmed", "suspected") for link in self.links.values())

    @property
    def unknown(self) -> bool:
        """No side has been judged, or what was judged is unknown."""
        return not self.wide and (
            len(self.links) < len(Side) or any(x.status == "unknown" for x in self.links.values())
        )

    def clock_state(self, now: datetime) -> ClockState:
        """What the retaliation clock shows."""
        return clock_state(self.clock.facts(), now=now) if self.clock else ClockState.NOT_STARTED

    def services_state(self, now: datetime) -> ServicesState:
        """Whether victim support has been informed in time."""
        told = self.clock.services_told_at if self.clock else None
        return services_state(occurred_at=self.incident.occurred_from, told_at=told, now=now)


def latest_assessment(incident: UUID, side: str) -> GroupAssessment | None:
    """The judgement of a side that nothing has superseded."""
    return (
        GroupAssessment.objects.select_related("decided_by")
        .filter(incident=incident, side=side, superseded_by__isnull=True)
        .first()
    )


def answers_for(incidents: Iterable[Incident]) -> dict[UUID, Answers]:
    """Answers of several incidents. Four queries, however many incidents."""
    found = {incident.pk: Answers(incident) for incident in incidents}
    for link in (
        GroupAssessment.objects.filter(incident__in=found)
        .select_related("decided_by")
        .order_by("-decided_at", "-pk")
    ):
        answers = found[link.incident_id]
        answers.history.append(link)
        answers.links.setdefault(link.side, link)
    for conflict in IncidentConflict.objects.filter(incident__in=found).select_related("changed_by"):
        found[conflict.incident_id].conflict = conflict
    clocks = RetaliationClock.objects.filter(incident__in=found)
    for clock in clocks.select_related("changed_by", *BY_AGENCIES):
        found[clock.incident_id].clock = clock
    by_incident = defaultdict(list)
    made = ReviewDecision.objects.filter(incident__in=found).order_by("due_at", "made_at", "pk")
    for decision in made.select_related("owner_agency", "owner_person", "item__meeting"):
        by_incident[decision.incident_id].append(decision)
    for incident, decisions in by_incident.items():
        if incident:
            found[incident].decisions = decisions
    return found
