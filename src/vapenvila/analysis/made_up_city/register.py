"""The register on the last day: first codings, the re-classifications since, and the truth beside them."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.made_up_city.calendar_frame import Frame
from vapenvila.analysis.made_up_city.columns import Codes, Counts, Dates, Flags, Indices
from vapenvila.analysis.made_up_city.incident_model import ClassificationEvents, Incidents, IncidentTruth
from vapenvila.analysis.made_up_city.reclassification import Held, Reclassifications
from vapenvila.analysis.made_up_city.recording import Place, Side, Times
from vapenvila.analysis.made_up_city.true_incidents import Marks, Origins
from vapenvila.analysis.made_up_city.vocabulary import (
    CERTAINTIES,
    CHANGED_FIELDS,
    EVENT_TYPES,
    OUTCOMES,
    STATES,
)

_CONFIRMED, _HOLD, _UNFOUNDED = (STATES.index(word) for word in ("confirmed", "hold", "unfounded"))
_UNKNOWN = CERTAINTIES.index("unknown")


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Everything drawn about `n` incidents, before the register is put together."""

    origins: Origins
    marks: Marks
    times: Times
    place: Place
    attacker: Side
    target: Side
    motive: Codes
    weapon: Codes
    first_type: Codes
    never_noticed: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The register, its history, the truth by row, and the times of what has not been reported yet."""

    incidents: Incidents
    events: ClassificationEvents
    truth: IncidentTruth
    unreported: Dates


@dataclass(frozen=True, slots=True, eq=False)
class _Coded:
    event_type: Held
    state: Held
    dead: Held
    serious: Held
    attacker: Held
    target: Held


def make_register(seen: Seen, frame: Frame, rng: np.random.Generator) -> Register:
    """Code every incident as the register holds it and keep those reported inside the window."""
    changes = Reclassifications(seen.times.reported_at, frame.end_minute, rng)
    coded = _code(seen, changes)
    reported_at = seen.times.reported_at
    known = reported_at < frame.end_minute
    order = np.lexsort((reported_at, seen.times.occurred_from))
    order = order[known[order]]
    position = np.full(len(known) + 1, -1, dtype=np.int32)
    position[order] = np.arange(len(order), dtype=np.int32)
    events = changes.events(position[:-1])
    return Register(
        incidents=_incidents(seen, coded, order, events),
        events=events,
        truth=_truth(seen, order, position),
        unreported=seen.times.occurred_at[~known & seen.origins.real],
    )


def _code(seen: Seen, changes: Reclassifications) -> _Coded:
    real, marks = seen.origins.real, seen.marks
    hold = np.where(real, changes.some(0.15), changes.some(0.5))
    state = np.where(hold, _HOLD, _CONFIRMED).astype(np.int16)
    unfounded = np.full_like(state, _UNFOUNDED)
    confirmed = np.full_like(state, _CONFIRMED)
    doubtful = changes.some(0.5)
    at = changes.moments(3.0, 30.0)
    state = changes.apply(~real & doubtful, "state", state, unfounded, "no_traces_found", at)
    state = changes.apply(~real & ~doubtful, "state", state, unfounded, "witness_withdrew", at)
    state = changes.apply(
        real & hold, "state", state, confirmed, "forensic_result", changes.moments(7.0, 45.0)
    )
    first, true = seen.first_type.astype(np.int16), marks.event_type.astype(np.int16)
    event_type = changes.apply(
        ~seen.never_noticed, "event_type", first, true, "coding_mistake", changes.moments(1.0, 90.0)
    )
    later = (marks.dead > 0) & changes.some(0.08)
    died_at = changes.moments(1.0, 30.0)
    dead = changes.apply(later, "victims_dead", marks.dead - later, marks.dead, "victim_died_later", died_at)
    serious = changes.apply(
        later, "victims_serious", marks.serious + later, marks.serious, "victim_died_later", died_at
    )
    attacker = _linked_later(seen.attacker, "attacker_certainty", changes)
    target = _linked_later(seen.target, "target_certainty", changes)
    return _Coded(event_type, state, dead, serious, attacker, target)


def _linked_later(side: Side, field: str, changes: Reclassifications) -> Held:
    """For a quarter of the named groups the record first said unknown."""
    later = (side.group >= 0) & changes.some(0.25)
    final = side.certainty.astype(np.int16)
    first = np.where(later, _UNKNOWN, final).astype(np.int16)
    return changes.apply(later, field, first, final, "investigation_linked_group", changes.moments(3.0, 60.0))


def _outcome(event_type: Held, dead: Held, hurt: Counts) -> Codes:
    burns = np.isin(event_type, [EVENT_TYPES.index("explosion"), EVENT_TYPES.index("arson")])
    unhurt = np.where(burns, OUTCOMES.index("property"), OUTCOMES.index("no_injury"))
    alive = np.where(hurt > 0, OUTCOMES.index("injured"), unhurt)
    return np.where(dead > 0, OUTCOMES.index("fatal"), alive).astype(np.int8)


def _state_reason(events: ClassificationEvents, count: int) -> Codes:
    of_state = events.field == CHANGED_FIELDS.index("state")
    reason = np.full(count, -1, dtype=np.int8)
    reason[events.incident[of_state]] = events.reason[of_state]
    return reason


def _incidents(seen: Seen, coded: _Coded, order: Indices, events: ClassificationEvents) -> Incidents:
    marks, times, place = seen.marks, seen.times, seen.place
    number = np.empty(len(order), dtype=np.int64)
    number[np.argsort(times.reported_at[order], kind="stable")] = np.arange(1, len(order) + 1)
    attacker = np.where(coded.attacker == _UNKNOWN, -1, seen.attacker.group)
    target = np.where(coded.target == _UNKNOWN, -1, seen.target.group)
    return Incidents(
        references=tuple(f"HITTEPA-{value:06d}" for value in number.tolist()),
        event_type=coded.event_type[order].astype(np.int8),
        occurred_from=times.occurred_from[order],
        occurred_to=times.occurred_to[order],
        reported_at=times.reported_at[order],
        area=marks.area[order],
        precision=place.precision[order],
        longitude=place.longitude[order],
        latitude=place.latitude[order],
        dead=coded.dead[order],
        serious=coded.serious[order],
        slight=marks.slight[order],
        weapon=seen.weapon[order],
        outcome=_outcome(coded.event_type, coded.dead, coded.serious + marks.slight)[order],
        motive=seen.motive[order],
        attacker=attacker[order].astype(np.int32),
        target=target[order].astype(np.int32),
        attacker_certainty=coded.attacker[order].astype(np.int8),
        target_certainty=coded.target[order].astype(np.int8),
        state=coded.state[order].astype(np.int8),
        state_reason=_state_reason(events, len(order)),
    )


def _truth(seen: Seen, order: Indices, position: Indices) -> IncidentTruth:
    origins, marks = seen.origins, seen.marks
    return IncidentTruth(
        real=origins.real[order],
        occurred_at=seen.times.occurred_at[order],
        longitude=np.round(marks.longitude[order], 6),
        latitude=np.round(marks.latitude[order], 6),
        event_type=marks.event_type[order],
        motive=marks.motive[order],
        group_related=origins.attacker[order] >= 0,
        attacker=origins.attacker[order],
        target=origins.target[order],
        retaliation=origins.parent[order] >= 0,
        parent=position[origins.parent[order]],
    )
