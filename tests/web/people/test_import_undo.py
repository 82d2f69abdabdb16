"""A whole file of persons out of the room again: all of it, or nothing with a sentence why."""

import pytest

from tests.cast import City, build_city
from tests.web.people.files import a_row, imported
from tests.web.people.made_up import CASEWORKER, NOW, NUMBER, TODAY, a_person, in_room
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.people.actions.amend import amend_person
from vapenvila.web.people.actions.merge import merge_persons
from vapenvila.web.people.actions.undo_import import UndonePersons, undo_person_batch
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.models import Identity, Person, PersonBatch, PersonChange, PersonReference
from vapenvila.web.people.sealed_identity import opened
from vapenvila.web.retention.models import RecordedEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def undone(city: City, batch: PersonBatch) -> UndonePersons:
    with in_room(city):
        return undo_person_batch(batch=batch, by=city.people[CASEWORKER[AgencyKind.POLICE]], at=NOW)


def amended(city: City, **identity: str) -> None:
    with in_room(city):
        person = Person.objects.order_by("pk")[0]
        amend_person(
            person=person, version=person.version, identity=identity, facts={}, reason="Told us", looked_at=False,
            by=city.people[Role.POLICE_ANALYST], at=NOW, today=TODAY,
        )  # fmt: skip


def test_undoing_removes_whom_the_file_brought_and_nobody_else(city: City) -> None:
    other = a_person(city)
    batch = imported(city, a_row(pnr=NUMBER), a_row(ref="A2", given="Annan"))
    assert undone(city, batch) == UndonePersons(removed=2, restored=0)
    with in_room(city):
        assert list(Person.objects.all()) == [other]
        assert Identity.objects.count() == 1
        assert PersonChange.objects.count() == 1
        assert not PersonReference.objects.exists()
        assert PersonBatch.objects.get().state == "undone"


def test_undoing_puts_back_what_an_update_changed_as_a_new_line_of_the_history(city: City) -> None:
    imported(city, a_row(phone="00-00"))
    batch = imported(city, a_row(phone="11-11", given="Annan"))
    assert undone(city, batch) == UndonePersons(removed=0, restored=1)
    with in_room(city):
        person = Person.objects.get()
        who = opened(Identity.objects.get(), ("phone", "given_name"))
        assert who == {"phone": "00-00", "given_name": "Påhittad"}
        assert [change.version for change in person.changes.all()] == [3, 2, 1]


def test_the_latest_file_is_undone_first_and_then_the_one_before(city: City) -> None:
    first, second = imported(city, a_row()), imported(city, a_row(phone="11-11"))
    with pytest.raises(RefusedError):
        undone(city, first)
    undone(city, second)
    assert undone(city, first).removed == 1


def test_the_file_can_be_imported_again_after_it_was_undone(city: City) -> None:
    undone(city, imported(city, a_row()))
    assert imported(city, a_row()).created == 1


def test_nothing_is_undone_once_a_record_was_changed_by_hand(city: City) -> None:
    batch = imported(city, a_row(), a_row(ref="A2", given="Annan"))
    amended(city, phone="22-22")
    with pytest.raises(RefusedError, match="changed"):
        undone(city, batch)
    with in_room(city):
        assert Person.objects.count() == 2


def test_nothing_is_undone_once_a_record_was_merged(city: City) -> None:
    batch = imported(city, a_row())
    other = a_person(city)
    with in_room(city):
        person = Person.objects.get(batch=batch)
        merge_persons(kept=person, absorbed=other, reason="Same", by=city.people[Role.POLICE_ANALYST], at=NOW)
    with pytest.raises(RefusedError):
        undone(city, batch)


def test_nothing_is_undone_once_another_part_holds_a_record_on_somebody(city: City) -> None:
    batch = imported(city, a_row())
    with in_room(city):
        RecordedEvent.objects.create(
            room=city.rooms[AgencyKind.POLICE], person=Person.objects.get().pk, kind="sentence", source="Made-up",
            first_day=TODAY,
            last_day=TODAY, by=city.people[Role.POLICE_ANALYST], at=NOW,
        )  # fmt: skip
    with pytest.raises(RefusedError, match="used"):
        undone(city, batch)
    with in_room(city):
        assert Person.objects.count() == 1


def test_a_file_is_undone_once(city: City) -> None:
    batch = imported(city, a_row())
    undone(city, batch)
    with pytest.raises(RefusedError):
        undone(city, batch)
