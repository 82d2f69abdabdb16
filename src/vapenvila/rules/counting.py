"""Whether an incident counts: by its state, its kind and the version of the counting rule it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.incident_state import IncidentState


@dataclass(frozen=True, slots=True)
class CountRuleFacts:
    """One adopted version: which kinds count, for events from the first to the last day (None = still in force)."""

    version: int
    kinds: frozenset[str]
    valid_from: date
    valid_to: date | None

    def covers(self, day: date) -> bool:
        """Whether the version was in force on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class CountedFacts:
    """What the answer depends on. `version` = the rule version the incident was coded under, None = by its day."""

    kind: str
    state: IncidentState
    occurred_on: date
    version: int | None
    merged: bool


def rule_for(incident: CountedFacts, rules: Sequence[CountRuleFacts]) -> CountRuleFacts | None:
    """The version an incident is counted under: the one it was coded under, else the one in force on its day."""
    if incident.version is not None:
        return next((rule for rule in rules if rule.version == incident.version), None)
    return next((rule for rule in rules if rule.covers(incident.occurred_on)), None)


def counts(incident: CountedFacts, rules: Sequence[CountRuleFacts]) -> Decision:
    """Whether the incident is part of the official count."""
    if incident.merged:
        return refuse(say("It is merged into another incident, which is counted instead."))
    if incident.state != IncidentState.CONFIRMED:
        return refuse(say("Only confirmed incidents count."))
    rule = rule_for(incident, rules)
    if rule is None:
        return refuse(say("No counting rule was in force on the day of the incident."))
    if incident.kind not in rule.kinds:
        return refuse(say("The counting rule does not count this kind of incident."))
    return allow(say("It is confirmed and of a kind that the counting rule counts."))


def may_adopt_rule(
    *, valid_from: date, newest: CountRuleFacts | None, kinds: frozenset[str], today: date
) -> Decision:
    """Whether a new version may be adopted: only for the future, so that coded data keep their version.

    The very first version may also cover the past: there is nothing yet that it could re-code.
    """
    if not kinds:
        return refuse(say("Choose at least one kind of incident that counts."))
    if newest is None:
        return allow(say("The first counting rule may be adopted."))
    if valid_from <= today:
        return refuse(say("A new version holds from a coming day; what is already coded keeps its version."))
    if valid_from <= newest.valid_from:
        return refuse(say("A later version is already adopted. Choose a day after it begins."))
    return allow(say("The new version may be adopted."))
