"""A person's record leaves in time with all its parts; late review hides it the same day; a sentence pauses the ceiling."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.cast import City, build_city
from tests.web.people.made_up import NOW, NUMBER, TODAY, a_ground, a_person, in_room
from vapenvila.rules.person_listing import GRACE, delete_on
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.retention import PAUSED
from vapenvila.rules.retention_table import GRACE_DAYS
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.audit.actions import record
from vapenvila.web.people.models import Identity, Person, PersonChange, PersonMerge, PersonReview
from vapenvila.web.people.queries.persons import persons_in_sight
from vapenvila.web.people.retention import ceiling_of, facts_of_record, is_due
from vapenvila.web.people.vocabulary import PersonState
from vapenvila.web.retention.certificates import certificates_of
from vapenvila.web.retention.models import RecordedEvent
from vapenvila.web.retention.registry import Scope
from vapenvila.web.retention.running import run
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def _police(city: City) -> Scope:
    return Scope(city.programme.pk, city.rooms[AgencyKind.POLICE].pk, AgencyKind.POLICE)


def _event(city: City, person: Person, kind: str, first: date, last: date | None = None) -> RecordedEvent:
    return RecordedEvent.objects.create(
        room=city.rooms[AgencyKind.POLICE], person=person.pk, kind=kind, first_day=first, last_day=last,
        source="Made-up source", by=city.people[Role.POLICE_ANALYST], at=NOW,
    )  # fmt: skip


@pytest.mark.acceptance("S14")
@pytest.mark.acceptance("T36")
def test_a_late_review_takes_the_person_out_of_sight_the_next_day_and_deletes_after_the_grace(
    city: City,
) -> None:
    person = a_person(city)
    room = city.rooms[AgencyKind.POLICE].pk
    late = person.review_by + timedelta(days=1)
    with in_room(city):
        assert persons_in_sight(room, today=person.review_by).count() == 1
        assert persons_in_sight(room, today=late).count() == 0
        assert Person.objects.count() == 1
    run(at=NOW + (person.review_by + GRACE - TODAY))
    with in_room(city):
        assert Person.objects.count() == 1
    run(at=NOW + (delete_on(person.review_by) - TODAY))
    with in_room(city):
        assert not Person.objects.exists()


def test_the_two_rules_of_grace_agree() -> None:
    assert timedelta(days=GRACE_DAYS) == GRACE


@pytest.mark.acceptance("S15")
@pytest.mark.acceptance("T18")
@pytest.mark.acceptance("T37")
def test_a_removed_person_goes_with_identity_history_reviews_and_absorbed_records(city: City) -> None:
    kept, absorbed, other = a_person(city, personnummer=NUMBER), a_person(city), a_person(city)
    with in_room(city):
        PersonMerge.objects.create(
            room=kept.room,
            kept=kept,
            absorbed=absorbed,
            reason="Same",
            by=city.people[Role.POLICE_ANALYST],
            at=NOW,
        )
        Person.objects.filter(pk=absorbed.pk).update(state=PersonState.MERGED, merged_into=kept)
        Person.objects.filter(pk=kept.pk).update(state=PersonState.REMOVED)
        _event(city, kept, "sentence", date(2024, 1, 1), date(2024, 2, 1))
    run(at=NOW)
    with in_room(city):
        assert list(Person.objects.values_list("pk", flat=True)) == [other.pk]
        assert Identity.objects.count() == 1
        assert PersonChange.objects.count() == 1
        assert not PersonMerge.objects.exists()
        assert not RecordedEvent.objects.exists()
        body = certificates_of(_police(city)).get().body
    counts = body["deleted"][0]["counts"]
    assert (counts["records"], "trail_finds" in counts) == (2, False)
    assert str(kept.pk) not in str(body)
    assert kept.pseudonym not in str(body)


def test_no_table_holds_the_identifier_of_a_deleted_person_except_the_trail(city: City) -> None:
    person = a_person(city)
    with in_room(city):
        Person.objects.filter(pk=person.pk).update(state=PersonState.REMOVED)
    run(at=NOW)
    with in_room(city), connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        holding = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{person.pk}%"])
            if cursor.fetchone()[0]:
                holding.append(table)
    assert holding == ["audit_auditevent"]


@pytest.mark.acceptance("S15")
def test_the_certificate_tells_that_a_name_stands_in_the_trail(city: City) -> None:
    person = a_person(city, given_name="Sällsynt", surname="Påhittsson")
    with in_room(city):
        Person.objects.filter(pk=person.pk).update(state=PersonState.REMOVED)
        record(
            act="made.up",
            by=None,
            at=NOW,
            programme=city.programme.pk,
            details={"name": "sällsynt påhittsson"},
        )
    run(at=NOW)
    with in_room(city):
        assert certificates_of(_police(city)).get().body["deleted"][0]["counts"]["trail_finds"] == 1


@pytest.mark.acceptance("S15")
def test_a_duty_to_keep_holds_the_record_and_a_sentence_moves_the_ceiling(city: City) -> None:
    person = a_person(city)
    with in_room(city):
        plain = ceiling_of(person, AgencyKind.POLICE)
        _event(city, person, "sentence", date(2027, 1, 1), date(2027, 12, 31))
        paused = ceiling_of(person, AgencyKind.POLICE)
        assert plain.day == date(2029, 12, 31)
        assert paused.day == date(2030, 12, 31)
        assert PAUSED in paused.reasons
        RecordedEvent.objects.create(
            room=person.room, person=person.pk, kind="preserve", first_day=date(2026, 1, 1), source="Made-up source",
            ground="archive", decided_by="Made-up archive", by=city.people[Role.POLICE_ANALYST], at=NOW,
        )  # fmt: skip
        facts = facts_of_record(person, AgencyKind.POLICE)
        assert is_due(person, facts, today=date(2099, 1, 1)) is None


def test_new_evidence_in_time_is_a_new_registration_and_nothing_else_moves_the_ceiling(city: City) -> None:
    person = a_person(city)
    with in_room(city):
        PersonReview.objects.create(
            room=person.room, person=person, evidence="Made-up", evidence_on=date(2027, 5, 1), need="Made-up",
            review_by=date(2028, 5, 1), by=city.people[Role.POLICE_ANALYST], at=NOW.replace(year=2027),
        )  # fmt: skip
        assert ceiling_of(person, AgencyKind.POLICE).day == date(2030, 12, 31)


def test_the_ceiling_of_a_probation_client_counts_from_the_end_of_supervision(city: City) -> None:
    person = a_person(city, AgencyKind.PROBATION)
    with in_room(city, AgencyKind.PROBATION):
        assert ceiling_of(person, AgencyKind.PROBATION).day is None
        RecordedEvent.objects.create(
            room=city.rooms[AgencyKind.PROBATION], person=person.pk, kind="supervision_ended",
            first_day=date(2026, 5, 5), source="Made-up", by=city.people[Role.PROBATION_OFFICER], at=NOW,
        )  # fmt: skip
        assert ceiling_of(person, AgencyKind.PROBATION).day == date(2028, 5, 5)


@pytest.mark.acceptance("S1")
def test_a_room_sees_no_certificate_and_no_event_of_another(city: City) -> None:
    person = a_person(city)
    with in_room(city):
        _event(city, person, "sentence", date(2024, 1, 1))
        Person.objects.filter(pk=person.pk).update(state=PersonState.REMOVED)
    run(at=NOW)
    with in_room(city, AgencyKind.SOCIAL):
        assert not certificates_of(_police(city)).exists()
        assert not RecordedEvent.objects.exists()
    with acting(programmes=[city.programme.pk]):
        assert not certificates_of(_police(city)).exists()


def test_a_victim_in_the_police_room_is_kept_a_year_after_the_latest_review_at_most(city: City) -> None:
    person = a_person(city, ground=a_ground(Mark.VICTIM))
    with in_room(city):
        assert ceiling_of(person, AgencyKind.POLICE).day == date(2027, 11, 25)
