"""What the last day of a person's record is computed from: who holds it, the mark, the reviews and the noted events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vapenvila.rules.person_mark import SUSPECTED, Mark
from vapenvila.rules.retention import Registration, RetentionFacts, SentencePeriod
from vapenvila.rules.retention_event import Event, EventKind, days_of
from vapenvila.rules.retention_table import FALLBACK, REGIMES, Clock, Regime
from vapenvila.rules.roles import AgencyKind

_CARRIES = {
    EventKind.REGISTERED: Regime.POLICE_SHARED,
    EventKind.REGISTERED_SERIOUS: Regime.POLICE_SHARED_SERIOUS,
    EventKind.CASE_CLOSED: Regime.POLICE_SHARED_CASE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One person's record as the law of deletion sees it. `reviews`: days on which new evidence kept it."""

    agency: AgencyKind
    mark: Mark
    registered_on: date
    reviewed_on: date
    reviews: tuple[date, ...] = ()
    events: tuple[Event, ...] = ()
    erased_on: date | None = None


def regime_of(agency: AgencyKind, mark: Mark, events: Sequence[Event] = ()) -> Regime:
    """The row of the law that is the ceiling: a closed case has its own, whatever the registration says."""
    if agency is not AgencyKind.POLICE:
        return FALLBACK[agency]
    suspected, closed = mark in SUSPECTED, days_of(events, EventKind.CASE_CLOSED)
    if closed and not days_of(events, EventKind.REGISTERED, EventKind.REGISTERED_SERIOUS)[-1:] > closed[-1:]:
        return Regime.POLICE_SHARED_CASE if suspected else Regime.POLICE_CASE
    return Regime.POLICE_SHARED if suspected else Regime.POLICE_NO_FIXED_LIMIT


def _started(regime: Regime, record: PersonRecord) -> date | None:
    clock = REGIMES[regime].clock
    if clock is Clock.REGISTERED:
        return record.registered_on
    if clock is Clock.CASE_CLOSED:
        return days_of(record.events, EventKind.CASE_CLOSED)[-1]
    if clock is Clock.SUPERVISION_ENDED:
        return _supervision_ended(record.events)
    return (
        record.reviewed_on
    )  # the regimes of persons have no other clocks than the latest note or confirmation


def _supervision_ended(events: Sequence[Event]) -> date | None:
    ended = days_of(events, EventKind.SUPERVISION_ENDED)
    began = days_of(events, EventKind.SUPERVISION_BEGAN)
    if not ended or (began and began[-1] > ended[-1]):
        return None
    return ended[-1]


def retention_facts(record: PersonRecord) -> RetentionFacts:
    """The facts that `last_day` asks for."""
    regime = regime_of(record.agency, record.mark, record.events)
    duties = [event for event in record.events if event.kind is EventKind.PRESERVE]
    objections = days_of(record.events, EventKind.OBJECTION)
    return RetentionFacts(
        regime=regime,
        started=_started(regime, record),
        sentences=tuple(
            SentencePeriod(one.first_day, one.last_day)
            for one in record.events
            if one.kind is EventKind.SENTENCE
        ),
        registrations=_registrations(record, regime),
        preserve=any(duty.last_day is None for duty in duties),
        preserve_until=max((duty.last_day for duty in duties if duty.last_day), default=None),
        erased_on=min([*objections, *([record.erased_on] if record.erased_on else [])], default=None),
    )


def _registrations(record: PersonRecord, regime: Regime) -> tuple[Registration, ...]:
    if not REGIMES[regime].chains:
        return ()
    reviews = [Registration(day, regime) for day in record.reviews]
    noted = [Registration(one.first_day, _CARRIES[one.kind]) for one in record.events if one.kind in _CARRIES]
    return tuple(reviews + noted)
