"""The log review looks at accesses to persons of the reader's surname, to colleagues and to the reader's own record."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import City, build_city
from tests.web.disclosures.door import NOW, a_disclosure, in_room, verify_all, worker
from tests.web.people.made_up import a_person
from vapenvila.rules.log_review import OPENED_IN_AN_EMERGENCY, AccessFacts, Reason, reasons_to_look
from vapenvila.rules.person_access import PersonRoom
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.actions import change_own_account
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.oversight.access_facts import KNOWS_MORE
from vapenvila.web.oversight.known_of_persons import knows_of_persons
from vapenvila.web.oversight.log_reviews import make_log_review
from vapenvila.web.oversight.models import LogReviewItem
from vapenvila.web.partners.models import Room
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.people.actions.emergency import break_glass
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S19")]
POLICE, PROBATION = AgencyKind.POLICE, AgencyKind.PROBATION
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)  # a Wednesday


def _found(room: Room, user: object, subject: object, kind: str) -> frozenset[Reason]:
    facts = AccessFacts(event=1, user=user, at=NOON, act=f"{kind}.read")  # type: ignore[arg-type]  # made up below
    (known,) = knows_of_persons(room, [(facts, subject, kind)])  # type: ignore[list-item]  # the same
    return reasons_to_look(known)


def _named(city: City, given: str, surname: str) -> object:
    return a_person(city, given_name=given, surname=surname).pk


def test_surname_colleague_and_own_record_are_looked_at_and_strangers_are_not() -> None:
    city = build_city()
    reader, other = city.people[Role.POLICE_ANALYST], city.people[Role.POLICE_OFFICER]
    given, surname = reader.name.split()[0], reader.name.split()[-1]
    relative, stranger = _named(city, "Låtsad", surname.upper()), _named(city, "Låtsad", "Främling")
    own, colleague = _named(city, given, surname), _named(city, *other.name.split(" ", 1))
    with in_room(city, POLICE) as room:
        assert _found(room, reader.pk, relative, "person") == {Reason.SAME_SURNAME}
        assert _found(room, reader.pk, stranger, "person") == frozenset()
        assert _found(room, reader.pk, own, "person") == {Reason.SAME_SURNAME, Reason.COLLEAGUE}
        assert Reason.COLLEAGUE in _found(room, reader.pk, colleague, "person")
        assert _found(room, reader.pk, new_id(), "person") == frozenset()
        assert _found(room, reader.pk, None, "") == frozenset()
    assert knows_of_persons in KNOWS_MORE


def test_a_record_at_the_readers_own_address_is_looked_at_and_others_are_not() -> None:
    city = build_city()
    reader, other = city.people[Role.POLICE_ANALYST], city.people[Role.POLICE_OFFICER]
    change_own_account(user=reader, name=reader.name, language="sv", home_address="Hittegatan 12 B", at=NOON)
    at_home = a_person(city, address="hittegatan 12b, lgh 1203, 123 45 Vinterhamn").pk
    next_door = a_person(city, address="Hittegatan 12 C").pk
    nowhere = a_person(city).pk
    with in_room(city, POLICE) as room:
        assert _found(room, reader.pk, at_home, "person") == {Reason.SAME_ADDRESS}
        assert _found(room, reader.pk, next_door, "person") == frozenset()
        assert _found(room, reader.pk, nowhere, "person") == frozenset()
        assert _found(room, other.pk, at_home, "person") == frozenset()  # keeps no address


def test_an_access_at_the_readers_address_is_marked_in_the_review() -> None:
    city = build_city()
    reader = city.people[Role.POLICE_ANALYST]
    change_own_account(user=reader, name=reader.name, language="sv", home_address="Hittegatan 12 B", at=NOON)
    at_home = a_person(city, address="Hittegatan 12B").pk
    with in_room(city, POLICE) as room:
        record(
            act="person.read", by=reader.pk, at=NOON, manner=Manner.READ, subject_kind="person", subject=at_home,
            programme=city.programme.pk, room=room.pk,
        )  # fmt: skip
        review = make_log_review(room=room, month=date(2026, 11, 1), seed=1, at=NOON)
        read = AuditEvent.objects.get(act="person.read", subject=at_home)
        assert "same_address" in LogReviewItem.objects.get(review=review, event=read.pk).reasons


@pytest.mark.acceptance("T15")
def test_an_emergency_is_marked_in_the_review_as_the_register_records_it() -> None:
    city = build_city()
    officer, protected = city.people[Role.POLICE_OFFICER], a_person(city)
    with in_room(city, POLICE) as room:
        break_glass(
            person=protected, room=PersonRoom(room.pk, POLICE), reader=reader_of(officer.pk), reason="Made-up danger now",
            hours=1, by=officer, at=NOON, today=NOON.date(),
        )  # fmt: skip
        review = make_log_review(room=room, month=date(2026, 11, 1), seed=1, at=NOON)
        opened = AuditEvent.objects.get(act=OPENED_IN_AN_EMERGENCY, subject=protected.pk)
        assert "break_glass" in LogReviewItem.objects.get(review=review, event=opened.pk).reasons


def test_a_paper_of_the_door_that_names_a_relative_is_looked_at() -> None:
    city = build_city()
    verify_all(city)
    told = a_disclosure(city)  # about "Påhittad Person"
    reader = worker(city, POLICE)
    reader.name = "Någon Person"
    reader.save()
    with in_room(city, POLICE) as room:
        for subject, kind in ((told.pk, "disclosure"), (told.request_id, "disclosure_request")):
            assert _found(room, reader.pk, subject, kind) == {Reason.SAME_SURNAME}
    with in_room(city, PROBATION) as room:
        assert Reason.SAME_SURNAME in _found(room, reader.pk, told.examination_id, "examination")
    assert NOW
