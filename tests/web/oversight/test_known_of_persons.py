"""The log review looks at accesses to persons of the reader's surname, to colleagues and to the reader's own record."""

from datetime import UTC, datetime

import pytest

from tests.cast import City, build_city
from tests.web.disclosures.door import NOW, a_disclosure, in_room, verify_all, worker
from tests.web.people.made_up import a_person
from vapenvila.rules.log_review import AccessFacts, Reason, reasons_to_look
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.oversight.access_facts import KNOWS_MORE
from vapenvila.web.oversight.known_of_persons import knows_of_persons
from vapenvila.web.partners.models import Room
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
