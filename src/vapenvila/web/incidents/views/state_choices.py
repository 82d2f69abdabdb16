"""The buttons that change an incident's state: each with the rule's answer, so that a closed one says why."""

from dataclasses import dataclass

from vapenvila.rules.decision import Decision
from vapenvila.rules.incident_state import SETTLED, IncidentState, may_follow
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.vocabulary import State


@dataclass(frozen=True, slots=True)
class StateChoice:
    """One state that could follow: its name, whether it may, and whether a reason must be written."""

    value: str
    name: str
    decision: Decision
    needs_reason: bool


def state_choices(incident: Incident, may_classify: Decision) -> list[StateChoice]:
    """Every other state. Those who may not classify hear that first."""
    old = IncidentState(incident.state)
    return [
        StateChoice(
            value=new.value,
            name=str(State(new.value).label),
            decision=may_follow(old, new, merged=incident.merged_into_id is not None)
            if may_classify
            else may_classify,
            needs_reason=new == IncidentState.UNFOUNDED or old in SETTLED,
        )
        for new in IncidentState
        if new not in {old, IncidentState.REPORTED}
    ]
