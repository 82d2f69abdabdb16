"""Whoever turns out not to be suspected, or to be a child, is off every list in the same transaction, by whatever path."""

from datetime import date

import pytest

from tests.cast import City, build_city
from tests.web.disclosures import door
from tests.web.memberships.made_up import (
    ANALYST,
    OFFICER,
    REASON,
    a_draft,
    a_membership,
    a_tie,
    at_the_end,
    in_police_room,
)
from tests.web.people.made_up import NOW, TODAY, a_person
from vapenvila.rules.retention_event import Event, EventKind, EventWish
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.memberships.actions.ending import withdraw_membership
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.memberships.queries.about_person import held_on
from vapenvila.web.memberships.queries.in_sight import memberships_in_sight, ties_in_sight
from vapenvila.web.memberships.vocabulary import State
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.actions.events import note_event
from vapenvila.web.people.actions.lifetime import remove_person
from vapenvila.web.people.actions.merge import merge_persons, undo_merge
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import LISTING_ENDS, RECORDS_ABOUT_A_PERSON, TELL_RECIPIENTS, USED, Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Change]:
    """What recipients were told."""
    changes: list[Change] = []

    def tell(change: Change) -> int:
        changes.append(change)
        return 1

    monkeypatch.setattr("vapenvila.web.people.registry.TELL_RECIPIENTS", [tell])
    return changes


def _amend(
    city: City, person: Person, facts: dict[str, object], identity: dict[str, str] | None = None
) -> None:
    amend_person(
        person=person, version=person.version, identity=identity or {}, facts=facts, reason=REASON, looked_at=False,
        by=city.people[ANALYST], at=NOW, today=TODAY,
    )  # fmt: skip


@pytest.mark.acceptance("S12")
@pytest.mark.acceptance("T37")
def test_a_mark_that_says_not_suspected_ends_every_listing_at_once_and_tells_the_recipients(
    city: City, told: list[Change]
) -> None:
    person = a_person(city)
    row, tie, other = a_membership(city, person), a_tie(city, person), a_tie(city)
    with in_police_room(city):
        _amend(city, person, {"mark": "victim"})
        at_the_end()
        row.refresh_from_db()
        assert (row.state, row.ended_reason) == (State.WITHDRAWN, "The person may not be listed any more.")
        assert not memberships_in_sight(row.room_id, today=TODAY)
        assert list(ties_in_sight(row.room_id, today=TODAY)) == [other]
        tie.refresh_from_db()
        assert tie.ended_at == NOW
        acts = set(AuditEvent.objects.values_list("act", flat=True))
        assert {"membership.withdrawn", "tie.ended_with_listing"} <= acts
    assert [(change.person, change.gone, change.of_a_part) for change in told] == [(person.pk, False, True)]


@pytest.mark.acceptance("S13")
def test_a_birth_date_that_shows_a_child_ends_every_listing(city: City) -> None:
    person = a_person(city)
    row = a_membership(city, person)
    with in_police_room(city):
        _amend(
            city,
            person,
            {"protective_track": True, "need": "Made-up need of a child"},
            {"birth_date": "2010-05-05"},
        )
        at_the_end()
        row.refresh_from_db()
        assert row.state == State.WITHDRAWN


def test_a_change_that_leaves_the_person_suspected_ends_nothing(city: City) -> None:
    person = a_person(city)
    row = a_membership(city, person)
    with in_police_room(city):
        _amend(city, person, {"mark": "convicted"})
        at_the_end()
        row.refresh_from_db()
        assert row.state == State.CURRENT


@pytest.mark.acceptance("S12")
def test_a_merge_into_somebody_protected_ends_the_listings_of_both(city: City) -> None:
    kept, absorbed = a_person(city), a_person(city)
    one, other = a_membership(city, kept), a_membership(city, absorbed)
    with in_police_room(city):
        Person.objects.filter(pk=absorbed.pk).update(protective_track=True)
        MembershipStatement.objects.filter(pk=other.pk).update(
            state=State.WITHDRAWN, ended_at=NOW, ended_reason="Made up"
        )
        merge_persons(kept=kept, absorbed=absorbed, reason="Same.", by=city.people[ANALYST], at=NOW)
        at_the_end()
        one.refresh_from_db()
        assert one.state == State.WITHDRAWN


def test_undoing_a_merge_ends_what_the_other_record_alone_may_not_carry(city: City) -> None:
    kept, absorbed = a_person(city), a_person(city, birth_date="")
    with in_police_room(city):
        merge = merge_persons(kept=kept, absorbed=absorbed, reason="Same.", by=city.people[ANALYST], at=NOW)
        absorbed = Person.objects.select_related("merged_into").get(pk=absorbed.pk)
    row = a_membership(city, absorbed)  # of an unknown age, but the record it lives in knows it
    with in_police_room(city):
        undo_merge(merge=merge, by=city.people[ANALYST], at=NOW)
        at_the_end()
        row.refresh_from_db()
        assert row.state == State.WITHDRAWN


@pytest.mark.acceptance("T37")
def test_a_removed_person_is_in_no_list_count_or_search_and_takes_everything_along(city: City) -> None:
    person = a_person(city)
    row, tie = a_membership(city, person), a_tie(city, person)
    with in_police_room(city):
        assert len(list(held_on(person.pk))) == 4  # the statement, its two pieces, the tie
        remove_person(person=person, version=person.version, reason=REASON, by=city.people[ANALYST], at=NOW)
        at_the_end()
        assert not MembershipStatement.objects.filter(pk=row.pk).exists()
        assert not Tie.objects.filter(pk=tie.pk).exists()
        assert list(held_on(person.pk)) == []


@pytest.mark.acceptance("T37")
def test_an_upheld_objection_ends_the_listings_at_once(city: City, told: list[Change]) -> None:
    person = a_person(city)
    row = a_membership(city, person)
    wish = EventWish(
        event=Event(EventKind.OBJECTION, TODAY), source="Made-up decision", decided_by="Made-up court"
    )
    with in_police_room(city):
        note_event(person=person, wish=wish, by=city.people[ANALYST], at=NOW)
        at_the_end()
        row.refresh_from_db()
        assert row.state == State.WITHDRAWN
    assert [change.gone for change in told] == [True]  # told once, of the whole


@pytest.mark.acceptance("S22")
def test_withdrawing_a_statement_tells_whoever_was_told_of_the_person(city: City, told: list[Change]) -> None:
    row, draft = a_membership(city), a_draft(city)
    with in_police_room(city, OFFICER):
        for one in (row, draft):
            withdraw_membership(statement=one, version=one.version, reason=REASON, looked_at=False,
                                by=city.people[OFFICER], at=NOW)  # fmt: skip
    assert [change.person for change in told] == [row.person_id]  # a draft was never in use
    assert (
        told[0].words == "What the room had stated on the person's belonging to a group has been withdrawn."
    )


def test_the_app_is_known_to_everybody_who_asks_what_is_held_on_a_person() -> None:
    asked = {function.__module__ for function in (*RECORDS_ABOUT_A_PERSON, *USED, *LISTING_ENDS)}
    assert {
        "vapenvila.web.memberships.queries.about_person",
        "vapenvila.web.memberships.actions.ending",
    } <= asked
    assert TELL_RECIPIENTS


def test_what_is_held_on_a_person_says_nothing_of_whom_they_are_tied_to(city: City) -> None:
    one, other = a_person(city), a_person(city)
    tie = a_tie(city, one, other, on=date(2026, 5, 1))
    with in_police_room(city):
        [held] = held_on(one.pk)
        assert str(held.what) == f"Tie on a record: Suspected in the same case, 2026-05-01, {tie.record_ref}"
        assert other.pseudonym not in str(held.what)


@pytest.mark.acceptance("S22")
def test_whoever_was_told_of_the_person_by_disclosure_is_told_the_same_day(city: City) -> None:
    number = door.PERSON.personal_number.replace("-", "")
    person = a_person(city, personnummer=number, birth_date="", at=door.NOW)
    document = door.a_plain_disclosure(city, AgencyKind.POLICE)
    row = a_membership(city, person, at=door.NOW)
    with in_police_room(city, OFFICER):
        withdraw_membership(statement=row, version=row.version, reason=REASON, looked_at=False,
                            by=city.people[OFFICER], at=door.NOW)  # fmt: skip
        [notice] = document.notices.all()
        assert (notice.kind, notice.told_at) == ("record_changed", door.NOW)
        assert row.steps.filter(act="withdrawn").exists()
