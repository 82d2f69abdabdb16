"""Which events move a last day: only those the law knows, that have happened, with source and decider, per agency."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vapenvila.rules.person_mark import SUSPECTED, Mark
from vapenvila.rules.person_retention import PersonRecord, regime_of, retention_facts
from vapenvila.rules.retention import (
    KEPT,
    KEPT_UNTIL,
    NOT_STARTED,
    PAUSED,
    REGISTERED_ANEW,
    STILL_PAUSED,
    LastDay,
    last_day,
)
from vapenvila.rules.retention_event import (
    EVENTS,
    Event,
    EventKind,
    EventWish,
    KeepingGround,
    RecordHere,
    is_later,
    kinds_for,
    may_end,
    may_note,
    may_withdraw,
)
from vapenvila.rules.retention_table import REGIMES, Clock, Regime
from vapenvila.rules.roles import AgencyKind

TODAY = date(2026, 11, 25)
POLICE, PROBATION, SOCIAL = AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL
K = EventKind


def _wish(
    kind: EventKind, first: date = date(2026, 5, 1), last: date | None = None, **more: str
) -> EventWish:
    decided = {"ground": KeepingGround.ARCHIVE.value, "decided_by": "Made-up archive"}
    texts = {"source": "Made-up register 7", **(decided if EVENTS[kind].decided else {}), **more}
    return EventWish(event=Event(kind, first, last), **texts)


def _may(
    wish: EventWish, agency: AgencyKind = POLICE, *, suspected: bool = True, noted: tuple[Event, ...] = ()
) -> bool:
    return bool(may_note(wish, RecordHere(agency=agency, suspected=suspected, noted=noted), today=TODAY))


def _last(agency: AgencyKind, *events: Event, mark: Mark = Mark.SUSPECT, **more: object) -> LastDay:
    record = PersonRecord(
        agency=agency, mark=mark, registered_on=date(2026, 3, 1), reviewed_on=date(2026, 3, 1), events=events,
        **more,  # type: ignore[arg-type]  # dates of the record
    )  # fmt: skip
    return last_day(retention_facts(record))


@pytest.mark.parametrize(
    ("agency", "suspected", "kinds"),
    [
        (
            POLICE,
            True,
            {K.CASE_CLOSED, K.REGISTERED, K.REGISTERED_SERIOUS, K.SENTENCE, K.PRESERVE, K.OBJECTION},
        ),
        (POLICE, False, {K.CASE_CLOSED, K.PRESERVE, K.OBJECTION}),
        (PROBATION, False, {K.SUPERVISION_BEGAN, K.SUPERVISION_ENDED, K.PRESERVE, K.OBJECTION}),
        (SOCIAL, False, {K.PRESERVE, K.OBJECTION}),
        (AgencyKind.MUNICIPALITY, True, set()),
    ],
)
def test_each_room_notes_the_events_its_law_knows(
    agency: AgencyKind, suspected: bool, kinds: set[EventKind]
) -> None:
    assert set(kinds_for(agency, suspected=suspected)) == kinds
    assert {kind for kind in EVENTS if _may(_wish(kind), agency, suspected=suspected)} == kinds


def test_an_event_needs_a_source_and_a_decision_its_decider_and_a_duty_its_ground() -> None:
    assert not _may(_wish(K.CASE_CLOSED, source=" "))
    assert not _may(_wish(K.OBJECTION, decided_by=" "))
    assert not _may(_wish(K.PRESERVE, decided_by=""))
    assert not _may(_wish(K.PRESERVE, ground="because"))
    assert _may(_wish(K.OBJECTION, ground=""))


def test_an_event_has_happened_and_its_days_are_possible() -> None:
    assert _may(_wish(K.CASE_CLOSED, TODAY))
    assert not _may(_wish(K.CASE_CLOSED, TODAY + timedelta(days=1)))
    assert not _may(_wish(K.CASE_CLOSED, date(1949, 12, 31)))
    assert not _may(_wish(K.CASE_CLOSED, date(2026, 5, 1), date(2026, 5, 2)))
    assert not _may(_wish(K.SENTENCE, date(2026, 5, 2), date(2026, 5, 1)))
    assert not _may(_wish(K.SENTENCE, date(2026, 5, 2), TODAY + timedelta(days=1)))
    assert _may(_wish(K.SENTENCE, date(2026, 5, 2), TODAY))
    assert _may(_wish(K.PRESERVE, date(2026, 5, 2), date(2028, 1, 1)))
    assert not _may(_wish(K.SENTENCE), noted=(Event(K.SENTENCE, date(2026, 5, 1)),))


def test_what_goes_on_ends_once() -> None:
    running = Event(K.SENTENCE, date(2026, 5, 1))
    assert may_end(running, date(2026, 6, 1), today=TODAY)
    assert not may_end(running, date(2026, 4, 1), today=TODAY)
    assert not may_end(Event(K.SENTENCE, date(2026, 5, 1), date(2026, 6, 1)), date(2026, 7, 1), today=TODAY)
    assert not may_end(Event(K.CASE_CLOSED, date(2026, 5, 1)), date(2026, 6, 1), today=TODAY)
    assert not may_end(Event(K.WITHDRAWN, date(2026, 5, 1)), date(2026, 6, 1), today=TODAY)


def test_taking_back_what_made_the_record_shorter_needs_a_second_person() -> None:
    reason = "It was another person's case"
    for same, later, answer in ((True, False, True), (False, True, True), (True, True, False)):
        assert bool(may_withdraw(kind=K.CASE_CLOSED, reason=reason, same_person=same, later=later)) is answer
    assert not may_withdraw(kind=K.CASE_CLOSED, reason="wrong", same_person=True, later=False)
    assert not may_withdraw(kind=K.OBJECTION, reason=reason, same_person=False, later=True)
    assert not may_withdraw(kind=K.WITHDRAWN, reason=reason, same_person=False, later=False)


def test_a_closed_case_has_a_year_and_a_new_registration_carries_it_on() -> None:
    closed = Event(K.CASE_CLOSED, date(2026, 6, 1))
    assert _last(POLICE, closed).day == date(2027, 6, 1)
    assert _last(POLICE, closed, mark=Mark.VICTIM).day == date(2027, 6, 1)
    assert _last(POLICE, closed, Event(K.REGISTERED, date(2027, 2, 1))).day == date(2030, 12, 31)
    assert _last(POLICE, closed, Event(K.REGISTERED_SERIOUS, date(2027, 2, 1))).day == date(2032, 12, 31)
    assert _last(POLICE, closed, Event(K.REGISTERED, date(2030, 2, 1))).day == date(2029, 12, 31)
    assert regime_of(POLICE, Mark.SUSPECT) is Regime.POLICE_SHARED


def test_a_case_that_closes_after_the_last_registration_rules_again() -> None:
    events = (Event(K.REGISTERED, date(2026, 4, 1)), Event(K.CASE_CLOSED, date(2026, 6, 1)))
    assert _last(POLICE, *events).day == date(2027, 6, 1)


def test_supervision_that_begins_anew_stops_the_clock() -> None:
    ended, began = Event(K.SUPERVISION_ENDED, date(2026, 6, 1)), Event(K.SUPERVISION_BEGAN, date(2026, 9, 1))
    assert _last(PROBATION, mark=Mark.OTHER).reasons == (NOT_STARTED,)
    assert _last(PROBATION, ended, mark=Mark.OTHER).day == date(2028, 6, 1)
    assert _last(PROBATION, ended, began, mark=Mark.OTHER).day is None
    again = Event(K.SUPERVISION_ENDED, date(2026, 10, 1))
    assert _last(PROBATION, ended, began, again, mark=Mark.OTHER).day == date(2028, 10, 1)


def test_a_duty_to_keep_holds_until_it_ends_whatever_was_decided() -> None:
    objection = Event(K.OBJECTION, date(2026, 7, 1))
    assert _last(POLICE, objection).day == date(2026, 7, 1)
    assert _last(POLICE, objection, Event(K.PRESERVE, date(2026, 6, 1))).reasons == (KEPT,)
    until = _last(POLICE, objection, Event(K.PRESERVE, date(2026, 6, 1), date(2027, 6, 1)))
    assert (until.day, until.reasons[-1]) == (date(2027, 6, 1), KEPT_UNTIL)
    short = _last(POLICE, Event(K.PRESERVE, date(2026, 6, 1), date(2027, 6, 1)))
    assert KEPT_UNTIL not in short.reasons
    assert _last(POLICE, objection, erased_on=date(2026, 6, 15)).day == date(2026, 6, 15)


def test_no_day_is_later_than_every_day() -> None:
    assert is_later(None, date(2099, 1, 1))
    assert is_later(date(2099, 1, 2), date(2099, 1, 1))
    assert not is_later(date(2099, 1, 1), date(2099, 1, 1))
    assert not is_later(date(2099, 1, 1), None)
    assert not is_later(None, None)


DAYS = st.dates(date(2020, 1, 1), TODAY)
AGENCIES = st.sampled_from([POLICE, PROBATION, SOCIAL])
EVENT = st.builds(Event, st.sampled_from(sorted(EVENTS)), DAYS)
# What the law lets keep a record longer. Nothing else does, alone or together with others.
KEEPS_LONGER = {
    POLICE: {K.CASE_CLOSED, K.REGISTERED, K.REGISTERED_SERIOUS, K.SENTENCE, K.PRESERVE},
    PROBATION: {K.SUPERVISION_BEGAN, K.SUPERVISION_ENDED, K.PRESERVE},
    SOCIAL: {K.PRESERVE},
}


@pytest.mark.acceptance("S14")
@given(AGENCIES, st.sampled_from(list(Mark)), st.lists(EVENT, max_size=5), EVENT)
def test_no_event_keeps_a_record_longer_except_those_the_law_names(
    agency: AgencyKind, mark: Mark, noted: list[Event], new: Event
) -> None:
    known = kinds_for(agency, suspected=mark in SUSPECTED)
    events = [event for event in noted if event.kind in known]
    if new.kind not in known:
        return
    before, after = _last(agency, *events, mark=mark).day, _last(agency, *events, new, mark=mark).day
    if is_later(after, before):
        assert new.kind in KEEPS_LONGER[agency]


@given(AGENCIES, st.sampled_from(list(Mark)), st.lists(EVENT, max_size=4), DAYS)
def test_an_upheld_objection_never_keeps_a_record_longer(
    agency: AgencyKind, mark: Mark, noted: list[Event], day: date
) -> None:
    known = kinds_for(agency, suspected=mark in SUSPECTED)
    events = [event for event in noted if event.kind in known]
    without = _last(agency, *events, mark=mark).day
    assert not is_later(_last(agency, *events, Event(K.OBJECTION, day), mark=mark).day, without)


def test_every_regime_of_a_person_has_a_clock_that_is_known() -> None:
    closed = (Event(K.CASE_CLOSED, date(2026, 6, 1)),)
    found = {
        REGIMES[regime_of(agency, mark, events)].clock
        for agency in AgencyKind
        for mark in Mark
        for events in ((), closed)
    }
    assert found == {
        Clock.REGISTERED, Clock.CASE_CLOSED, Clock.SUPERVISION_ENDED, Clock.CONFIRMED, Clock.LAST_NOTE,
    }  # fmt: skip


def test_a_sentence_moves_a_later_registration_too_and_says_so() -> None:
    served = Event(K.SENTENCE, date(2028, 1, 1), date(2028, 12, 31))
    answer = _last(POLICE, Event(K.REGISTERED, date(2027, 5, 1)), served)
    assert answer.day == date(2032, 1, 1)  # 366 days
    assert answer.reasons[-2:] == (REGISTERED_ANEW, PAUSED)
    running = _last(POLICE, Event(K.REGISTERED, date(2027, 5, 1)), Event(K.SENTENCE, date(2030, 6, 1)))
    assert running.reasons[-2:] == (REGISTERED_ANEW, STILL_PAUSED)
