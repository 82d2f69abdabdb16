"""Persons of a room and their files."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from tests.cast import City
from tests.guards.examples.form import NOON, Example
from tests.web.people.files import a_file, a_row
from tests.web.people.made_up import (
    a_changed_person_for,
    a_person,
    a_person_for,
    acting_in_room_of,
    an_emergency_for,
    room_kind_of,
)
from vapenvila.rules.retention_event import Event, EventKind, EventWish
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.people.actions.events import note_event
from vapenvila.web.people.actions.importing import receive_persons
from vapenvila.web.people.actions.merge import merge_persons
from vapenvila.web.people.models import PersonBatch, RemovedPerson
from vapenvila.web.people.removed_persons import mark_removed
from vapenvila.web.people.vocabulary import WhyRemoved

_another = count()


def somebody(city: City, person: User) -> Mapping[str, object]:
    return {"person": city.people[Role.EVALUATOR].pk}


def registered(city: City, person: User) -> Mapping[str, object]:
    return {"person": a_person_for(city, person).pk}


def _noted(city: City, person: User) -> Mapping[str, object]:
    row = a_person_for(city, person)
    wish = EventWish(
        event=Event(EventKind.PRESERVE, NOON.date()),
        source="Made-up",
        ground="archive",
        decided_by="Made-up archive",
    )
    with acting_in_room_of(city, person):
        return {"person": row.pk, "event": note_event(person=row, wish=wish, by=person, at=timezone.now()).pk}


def _person_file(city: City, person: User) -> Mapping[str, object]:
    """A file of persons in the room this person works in, not looked at yet."""
    today = timezone.localdate()
    with acting_in_room_of(city, person):
        room = city.rooms[room_kind_of(city, person)]
        batch = receive_persons(
            room=room, chunks=[a_file(a_row())], label="", by=person, at=timezone.now(), today=today
        )
        return {"batch": batch.pk}


def _removed_met(city: City, person: User) -> Mapping[str, object]:
    """A file of persons that names somebody who was removed from the room this person works in."""
    born = (date(1960, 1, 1) + timedelta(days=next(_another))).isoformat()  # nobody who was removed before
    one = a_person(city, room_kind_of(city, person), birth_date=born, at=timezone.now())
    file = _person_file(city, person)
    with acting_in_room_of(city, person):
        mark_removed(one, WhyRemoved.REMOVED, on=timezone.localdate())
        removal = RemovedPerson.objects.latest("removal").removal
        met = PersonBatch.objects.latest("number")
        met.report = {"removed": [[2, str(removal)]]}
        met.save(update_fields=["report"])
    return {**file, "removal": removal}


def _two_registered(city: City, person: User) -> Mapping[str, object]:
    return {"first": a_person_for(city, person).pk, "second": a_person_for(city, person).pk}


def _person_merge(city: City, person: User) -> Mapping[str, object]:
    kept, absorbed = a_person_for(city, person), a_person_for(city, person)
    with acting_in_room_of(city, person):
        merge = merge_persons(kept=kept, absorbed=absorbed, reason="Same.", by=person, at=timezone.now())
    return {"merge": merge.pk}


def _person_change(city: City, person: User) -> Mapping[str, object]:
    row = a_changed_person_for(city, person)
    with acting_in_room_of(city, person):
        return {"person": row.pk, "change": row.changes.get(version=2).pk}


def _emergency(city: City, person: User) -> Mapping[str, object]:
    return {"emergency_id": an_emergency_for(city, person).pk}


EXAMPLES: dict[str, Example] = {
    "person": somebody,
    "person-import": _person_file,
    "person-import-mapping": _person_file,
    "person-import-commit": _person_file,
    "person-import-undo": _person_file,
    "person-import-held": _person_file,
    "person-import-removed": _removed_met,
    "person-pair": _two_registered,
    "person-merge-undo": _person_merge,
    "person-emergency-sign": _emergency,
    "person-record": registered,
    "person-identity": registered,
    "person-edit": registered,
    "person-undo": _person_change,
    "person-review": registered,
    "person-kept": registered,
    "person-event": _noted,
    "person-remove": registered,
    "person-emergency": registered,
}
