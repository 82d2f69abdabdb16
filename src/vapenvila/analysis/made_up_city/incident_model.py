"""Incidents of the made-up city: the register as it stands, its changes, and the truth behind each."""

from dataclasses import dataclass

from vapenvila.analysis.made_up_city.columns import Codes, Columns, Counts, Flags, Indices, Minutes, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Incidents(Columns):
    """The register on the city's last day; `n` incidents in order of `occurred_from`.

    `references`: n unique case numbers, ascending with `reported_at`. `event_type`: EVENT_TYPES.
    `occurred_from` ≤ `occurred_to`: earliest and latest moment it can have happened, equal when the moment
    is known. `reported_at`: when it reached the register, not before `occurred_to`. `area`: index into
    areas. `precision`: PRECISIONS. `longitude`, `latitude`: degrees; NaN where only the area is known.
    `dead`, `serious`, `slight`: victims.
    `weapon`: WEAPONS. `outcome`: OUTCOMES. `motive`: MOTIVES as recorded. `attacker`, `target`: index into
    groups as recorded, −1 when none is. `attacker_certainty`, `target_certainty`: CERTAINTIES; a group
    stands only with suspected or confirmed. `state`: STATES.
    `state_reason`: CHANGE_REASONS of the last change of state, −1 when there was none.
    """

    references: tuple[str, ...]
    event_type: Codes
    occurred_from: Minutes
    occurred_to: Minutes
    reported_at: Minutes
    area: Indices
    precision: Codes
    longitude: Numbers
    latitude: Numbers
    dead: Counts
    serious: Counts
    slight: Counts
    weapon: Codes
    outcome: Codes
    motive: Codes
    attacker: Indices
    target: Indices
    attacker_certainty: Codes
    target_certainty: Codes
    state: Codes
    state_reason: Codes


@dataclass(frozen=True, slots=True, eq=False)
class ClassificationEvents(Columns):
    """Re-classifications, in order of `decided_at`. The register holds the value after the last of them;
    going back through the rows gives what it held on any earlier day.

    `incident`: index into incidents. `field`: CHANGED_FIELDS. `old`, `new`: code in the field's vocabulary,
    or the number of victims. `reason`: CHANGE_REASONS. `decided_at`: after `reported_at`. An incident is
    changed at most once in a field.
    """

    incident: Indices
    field: Codes
    old: Codes
    new: Codes
    reason: Codes
    decided_at: Minutes


@dataclass(frozen=True, slots=True, eq=False)
class IncidentTruth(Columns):
    """Truth by incident of the register; same order and length.

    `real`: False for a report behind which nothing happened. `occurred_at`: the true minute. `longitude`,
    `latitude`: the true place. `event_type`, `motive`: what it really was. `group_related`: happened between
    groups. `attacker`, `target`: true groups (index, −1 none). `retaliation`: answers an earlier incident.
    `parent`: index of that incident, −1 when there is none or it is not in the register.
    """

    real: Flags
    occurred_at: Minutes
    longitude: Numbers
    latitude: Numbers
    event_type: Codes
    motive: Codes
    group_related: Flags
    attacker: Indices
    target: Indices
    retaliation: Flags
    parent: Indices
