"""The rules of the door on consent, recipients, requests and danger to life."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from vapenvila.rules.consent import ConsentFacts, ConsentState, Giver, may_record, may_share_on, state_of
from vapenvila.rules.disclosable_fields import DataClass, Field
from vapenvila.rules.disclosure_emergency import (
    is_review_overdue,
    may_review_emergency,
    may_take_short_path,
    next_working_day,
)
from vapenvila.rules.disclosure_notice import confirm_by, is_notice_overdue, waits_for_confirmation
from vapenvila.rules.disclosure_recipient import (
    AskedFacts,
    RecipientFacts,
    asks_without_a_second_look,
    goes_without_a_second_look,
)
from vapenvila.rules.disclosure_request import RequestFacts, is_stopped, may_ask

TODAY = date(2026, 11, 25)


CONSENT = ConsentFacts(
    classes=frozenset({DataClass.CLIENT}),
    purpose="Joint plan",
    form_of_work="Meetings",
    giver=Giver.SELF,
    age=24,
    first_day=date(2026, 9, 1),
    last_day=date(2027, 2, 28),
)


@pytest.mark.acceptance("S7")
def test_nothing_is_shared_on_a_withdrawn_or_expired_consent_or_beyond_it() -> None:
    client = frozenset({DataClass.CLIENT})
    assert may_share_on(CONSENT, client, today=TODAY)
    assert not may_share_on(replace(CONSENT, withdrawn=True), client, today=TODAY)
    assert not may_share_on(CONSENT, client, today=date(2027, 3, 1))
    assert not may_share_on(CONSENT, client, today=date(2026, 8, 31))
    assert not may_share_on(CONSENT, client | {DataClass.CONTACT}, today=TODAY)
    assert state_of(CONSENT, today=date(2027, 2, 10)) is ConsentState.EXPIRING


def test_a_consent_names_what_it_covers_and_ends() -> None:
    assert may_record(CONSENT)
    assert not may_record(replace(CONSENT, classes=frozenset()))
    assert not may_record(replace(CONSENT, classes=frozenset(DataClass)))
    assert not may_record(replace(CONSENT, purpose=" "))
    assert not may_record(replace(CONSENT, last_day=date(2027, 9, 30)))
    assert not may_record(replace(CONSENT, last_day=date(2026, 8, 1)))
    assert not may_record(replace(CONSENT, age=14))
    assert may_record(replace(CONSENT, age=14, giver=Giver.BOTH))


@pytest.mark.acceptance("T23")
def test_a_new_or_unusual_recipient_asks_for_a_second_look() -> None:
    everyday = RecipientFacts(times_before=9, times_on_this_ground=4, last_on=TODAY - timedelta(days=3))
    assert goes_without_a_second_look(everyday, today=TODAY)
    for unusual in (
        RecipientFacts(times_before=0, times_on_this_ground=0, last_on=None),
        replace(everyday, times_on_this_ground=0),
        replace(everyday, last_on=TODAY - timedelta(days=181)),
    ):
        assert not goes_without_a_second_look(unusual, today=TODAY)


def test_an_emergency_is_reviewed_the_next_working_day_by_somebody_else() -> None:
    friday = date(2026, 11, 27)
    assert next_working_day(friday) == date(2026, 11, 30)
    assert not is_review_overdue(handed_over_on=friday, reviewed_at=None, today=date(2026, 11, 30))
    assert is_review_overdue(handed_over_on=friday, reviewed_at=None, today=date(2026, 12, 1))
    reviewed = datetime(2026, 12, 1, tzinfo=UTC)
    assert not is_review_overdue(handed_over_on=friday, reviewed_at=reviewed, today=date(2026, 12, 9))
    assert not may_review_emergency(made_by_same_person=True, words="Fine")
    assert not may_review_emergency(made_by_same_person=False, words="")
    assert may_review_emergency(made_by_same_person=False, words="Rightly done")
    assert may_take_short_path(danger="Threat to shoot tonight", persons=1)
    assert not may_take_short_path(danger="", persons=1)
    assert not may_take_short_path(danger="Threat", persons=0)


REQUEST = RequestFacts(
    persons=2, fields=frozenset({Field.UNDER_SUPERVISION}), purpose="Call-in", same_room=False
)


def test_a_request_names_persons_fields_and_purpose() -> None:
    assert may_ask(REQUEST)
    for wrong in (
        replace(REQUEST, persons=0),
        replace(REQUEST, persons=21),
        replace(REQUEST, fields=frozenset()),
        replace(REQUEST, purpose=" "),
        replace(REQUEST, same_room=True),
    ):
        assert not may_ask(wrong)
    assert may_ask(replace(REQUEST, persons=0, fields=frozenset({Field.GROUP_FACTS})))


@pytest.mark.acceptance("S6")
def test_a_whole_list_or_everybody_in_a_group_stops_at_once() -> None:
    assert is_stopped(frozenset({Field.WHOLE_LIST}))
    assert is_stopped(frozenset({Field.NAME, Field.EVERYBODY_IN_A_GROUP}))
    assert not is_stopped(frozenset({Field.PHONE}))


@pytest.mark.acceptance("T23")
def test_an_agency_never_asked_or_long_not_asked_needs_a_second_look() -> None:
    never = AskedFacts(times_before=0, last_on=None)
    long_ago = AskedFacts(times_before=3, last_on=TODAY - timedelta(days=181))
    lately = AskedFacts(times_before=1, last_on=TODAY - timedelta(days=180))
    assert "asked nothing" in asks_without_a_second_look(never, today=TODAY).reason
    assert "half a year" in asks_without_a_second_look(long_ago, today=TODAY).reason
    assert asks_without_a_second_look(lately, today=TODAY)


@pytest.mark.acceptance("S22")
def test_a_notice_is_confirmed_by_the_end_of_the_next_working_day() -> None:
    friday = date(2026, 11, 27)
    assert confirm_by(friday) == date(2026, 11, 30)
    for waits in (True, False):
        assert not is_notice_overdue(told_on=friday, waits=waits, today=date(2026, 11, 30))
        assert is_notice_overdue(told_on=friday, waits=waits, today=date(2026, 12, 1)) is waits
    assert waits_for_confirmation(seen=False, recalled=False, copies_destroyed=False)
    assert waits_for_confirmation(seen=True, recalled=True, copies_destroyed=False)
    assert not waits_for_confirmation(seen=True, recalled=True, copies_destroyed=True)
    assert not waits_for_confirmation(seen=True, recalled=False, copies_destroyed=False)
