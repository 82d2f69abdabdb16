"""Noting what moves a last day: on the page, with its effect shown first, in the own room alone, and never by a date."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.people.made_up import a_person, in_room
from vapenvila.rules.retention_event import Event, EventKind, EventWish
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models import AuditEvent, ExportRecord
from vapenvila.web.people.actions.events import end_event, note_event, withdraw_event
from vapenvila.web.people.actions.lifetime import remove_person
from vapenvila.web.people.actions.merge import merge_persons
from vapenvila.web.people.errors import RefusedError, TextNeedsALookError
from vapenvila.web.people.models import Person
from vapenvila.web.people.retention import ceiling_of
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.retention.models import RecordedEvent
from vapenvila.web.retention.running import run

pytestmark = pytest.mark.django_db

DUTY = {"ground": "archive", "decided_by": "Made-up archive"}


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    city.sign_in(client, Role.POLICE_ANALYST)
    return city


def _page(person: Person) -> str:
    return f"/p/vinterhamn/persons/{person.pk}/kept/"


def _sent(kind: str, first: date, **more: str) -> dict[str, str]:
    return {
        "kind": kind,
        "first_day": first.isoformat(),
        "source": "Made-up register 7",
        "act": "note",
        **more,
    }


def _note(
    city: City, person: Person, kind: EventKind, first: date, last: date | None = None
) -> RecordedEvent:
    wish = EventWish(event=Event(kind, first, last), source="Made-up register 7", **DUTY)
    with in_room(city):
        return note_event(person=person, wish=wish, by=city.people[Role.POLICE_ANALYST], at=timezone.now())


def _day(city: City, person: Person) -> date | None:
    with in_room(city):
        return ceiling_of(Person.objects.get(pk=person.pk), AgencyKind.POLICE).day


@pytest.mark.acceptance("S15")
def test_the_effect_is_shown_before_anything_is_noted_and_then_noted_on_record(
    client: Client, city: City
) -> None:
    person, yesterday = a_person(city), timezone.localdate() - timedelta(days=1)
    plain = _day(city, person)
    shown = client.post(_page(person), _sent("case_closed", yesterday, act="look"))
    assert shown.status_code == 200
    assert f"Last day now: {plain}." in shown.content.decode()
    after = yesterday.replace(year=yesterday.year + 1)
    assert f"Last day afterwards: {after}." in shown.content.decode()
    with in_room(city):
        assert not RecordedEvent.objects.exists()
    assert client.post(_page(person), _sent("case_closed", yesterday)).status_code == 302
    assert _day(city, person) == after
    with in_room(city):
        told = AuditEvent.objects.get(act="person.event_noted").details
    assert (told["kind"], told["last_day_before"], told["last_day_after"]) == (
        "case_closed", plain.isoformat() if plain else "", after.isoformat(),
    )  # fmt: skip
    assert "Made-up register" not in str(told)


@pytest.mark.acceptance("S14")
def test_there_is_no_field_for_a_date_until_which_a_record_is_kept(client: Client, city: City) -> None:
    person, today = a_person(city), timezone.localdate()
    before = _day(city, person)
    sent = _sent("case_closed", today, kept_until="2099-01-01", review_by="2099-01-01", last_day="2099-01-01")
    answer = client.post(_page(person), sent)
    assert answer.status_code == 422
    assert "This happens on one day" in answer.content.decode()
    assert _day(city, person) == before


@pytest.mark.parametrize("kind", ["supervision_ended", "withdrawn", "made_up"])
def test_an_event_of_another_law_is_refused(client: Client, city: City, kind: str) -> None:
    person = a_person(city)
    assert client.post(_page(person), _sent(kind, timezone.localdate())).status_code == 422
    with in_room(city):
        assert not RecordedEvent.objects.exists()


def test_a_duty_to_keep_needs_a_ground_of_the_list_and_a_decider(client: Client, city: City) -> None:
    person, today = a_person(city), timezone.localdate()
    assert "Say who decided it." in client.post(_page(person), _sent("preserve", today)).content.decode()
    sent = _sent("preserve", today, decided_by="Made-up court")
    assert "Say on which ground" in client.post(_page(person), sent).content.decode()
    assert client.post(_page(person), {**sent, "ground": "legal_case"}).status_code == 302
    assert "A duty to keep lasts" in client.get(_page(person)).content.decode()
    with in_room(city), pytest.raises(IntegrityError), transaction.atomic():
        RecordedEvent.objects.create(
            room=person.room, person=person.pk, kind="preserve", first_day=today, source="x",
            by=city.people[Role.POLICE_ANALYST], at=timezone.now(),
        )  # fmt: skip


def test_a_sentence_goes_on_until_its_end_is_noted(client: Client, city: City) -> None:
    person, today = a_person(city), timezone.localdate()
    event = _note(city, person, EventKind.SENTENCE, today - timedelta(days=100))
    plain = _day(city, person)
    assert "goes on" in client.get(_page(person)).content.decode()
    step = f"{_page(person)}{event.pk}/"
    client.post(step, {"act": "end", "last_day": (today - timedelta(days=1)).isoformat()})
    with in_room(city):
        assert RecordedEvent.objects.count() == 2
        assert AuditEvent.objects.filter(act="person.event_ended").count() == 1
    assert plain is None or _day(city, person) != plain
    answer = client.post(step, {"act": "end", "last_day": today.isoformat()}, follow=True)
    assert "has been replaced meanwhile" in answer.content.decode()


def test_whoever_noted_an_event_does_not_take_it_back_to_keep_the_record_longer(
    client: Client, city: City
) -> None:
    person, today = a_person(city), timezone.localdate()
    event = _note(city, person, EventKind.CASE_CLOSED, today - timedelta(days=9))
    step, reason = f"{_page(person)}{event.pk}/", {"act": "withdraw", "reason": "It was another case"}
    answer = client.post(step, reason, follow=True)
    assert "Somebody else in the room takes it back" in answer.content.decode()
    city.sign_in(client, Role.POLICE_OFFICER)
    assert "taken back" in client.post(step, reason, follow=True).content.decode()
    with in_room(city):
        assert AuditEvent.objects.filter(act="person.event_withdrawn").count() == 1
        assert RecordedEvent.objects.get(kind="withdrawn").replaces_id == event.pk


@pytest.mark.acceptance("S1")
def test_another_room_neither_reads_nor_notes_events(client: Client, city: City) -> None:
    person = a_person(city)
    event = _note(city, person, EventKind.CASE_CLOSED, timezone.localdate())
    for role in (Role.PROBATION_OFFICER, Role.SOCIAL_WORKER):
        city.sign_in(client, role)
        assert client.get(_page(person)).status_code == 404
        assert client.post(_page(person), _sent("preserve", timezone.localdate(), **DUTY)).status_code == 404
        assert (
            client.post(f"{_page(person)}{event.pk}/", {"act": "withdraw", "reason": "x" * 20}).status_code
            == 404
        )
    with in_room(city, AgencyKind.PROBATION):
        assert not RecordedEvent.objects.exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            RecordedEvent.objects.create(
                room=person.room, person=person.pk, kind="case_closed", first_day=timezone.localdate(), source="x",
                by=city.people[Role.PROBATION_OFFICER], at=timezone.now(),
            )  # fmt: skip


def test_nobody_changes_an_event(city: City) -> None:
    person = a_person(city)
    _note(city, person, EventKind.CASE_CLOSED, timezone.localdate())
    with in_room(city), pytest.raises(ProgrammingError), transaction.atomic():
        RecordedEvent.objects.update(first_day=timezone.localdate())


@pytest.mark.acceptance("S22")
@pytest.mark.acceptance("T37")
def test_an_upheld_objection_hides_the_record_at_once_tells_holders_and_the_night_deletes_it(
    city: City,
) -> None:
    person, now = a_person(city), timezone.now()
    with in_room(city):
        number_export(
            programme=city.programme.pk, room=person.room_id, kind="person_report", purpose="Made-up purpose",
            recipient="Somebody", expires=now.date() + timedelta(days=30), rows=1,
            by=city.people[Role.POLICE_ANALYST].pk, at=now, subject=person.pk,
        )  # fmt: skip
    _note(city, person, EventKind.OBJECTION, timezone.localdate())
    with in_room(city):
        assert Person.objects.get().state == PersonState.REMOVED
        assert ExportRecord.objects.get().recalled_at is not None
        assert AuditEvent.objects.get(act="person.event_noted").details["told"] == 1
    run(at=now + timedelta(days=1))
    with in_room(city):
        assert not Person.objects.exists()
        assert not RecordedEvent.objects.exists()


@pytest.mark.acceptance("S15")
def test_a_record_out_of_sight_is_reached_through_its_duty_alone_and_goes_when_it_ends(
    client: Client, city: City
) -> None:
    person, today = a_person(city), timezone.localdate()
    duty = _note(city, person, EventKind.PRESERVE, today)
    _note(city, person, EventKind.OBJECTION, today)
    run(at=timezone.now() + timedelta(days=400))
    city.sign_in(client, Role.POLICE_ANALYST)
    assert client.get(f"/p/vinterhamn/persons/{person.pk}/").status_code == 404
    assert "This record is out of sight" in client.get(_page(person)).content.decode()
    with in_room(city):
        end_event(
            person=person,
            event=duty.pk,
            last_day=today,
            source="",
            by=city.people[Role.POLICE_ANALYST],
            at=timezone.now(),
        )
    run(at=timezone.now() + timedelta(days=1))
    with in_room(city):
        assert not Person.objects.exists()


def test_nobody_removes_a_record_that_a_duty_holds_and_removal_takes_the_events_along(city: City) -> None:
    person, by = a_person(city), city.people[Role.POLICE_ANALYST]
    duty = _note(city, person, EventKind.PRESERVE, timezone.localdate())
    with in_room(city):
        with pytest.raises(RefusedError, match="duty to keep"):
            remove_person(person=person, version=1, reason="Made-up", by=by, at=timezone.now())
        withdraw_event(person=person, event=duty.pk, reason="It was another record", by=by, at=timezone.now())
        remove_person(person=person, version=1, reason="Made-up", by=by, at=timezone.now())
        assert not RecordedEvent.objects.exists()


def test_a_duty_on_a_merged_record_holds_the_one_it_lives_in(city: City) -> None:
    kept, absorbed = a_person(city), a_person(city)
    _note(city, absorbed, EventKind.PRESERVE, timezone.localdate())
    with in_room(city):
        merge_persons(
            kept=kept,
            absorbed=absorbed,
            reason="Same",
            by=city.people[Role.POLICE_ANALYST],
            at=timezone.now(),
        )
    run(at=timezone.now() + timedelta(days=800))
    with in_room(city):
        assert Person.objects.count() == 2
    with pytest.raises(RefusedError, match="merged"):
        _note(city, absorbed, EventKind.CASE_CLOSED, timezone.localdate())


def test_words_that_do_not_belong_in_a_record_stop_the_event(city: City) -> None:
    person = a_person(city)
    wish = EventWish(
        event=Event(EventKind.CASE_CLOSED, timezone.localdate()), source="199006022397 is closed"
    )
    with in_room(city), pytest.raises(TextNeedsALookError):
        note_event(person=person, wish=wish, by=city.people[Role.POLICE_ANALYST], at=timezone.now())


def test_the_page_asks_a_steady_number_of_questions(
    client: Client, city: City, django_assert_max_num_queries: Any
) -> None:
    person = a_person(city)
    for days in range(1, 6):
        _note(city, person, EventKind.REGISTERED, timezone.localdate() - timedelta(days=days))
    with django_assert_max_num_queries(40):
        client.get(_page(person))
