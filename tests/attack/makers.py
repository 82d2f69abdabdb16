"""How rows are made that no rule of thumb can make: those whose parts must fit together or open with a key.

A kind of record that `canary_rows.plant` cannot make needs a line here; the town fails with a sentence that says so.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from django.db import models
from django.utils import timezone

from tests.cast import City
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.disclosures.models import Disclosure, DisclosureContent, ReceivedNote
from vapenvila.web.disclosures.vocabulary import Outcome, State
from vapenvila.web.people.models import Identity, Person
from vapenvila.web.people.pseudonyms import new_pseudonym
from vapenvila.web.people.sealed_identity import fill
from vapenvila.web.people.vocabulary import Mark
from vapenvila.web.wall.identifiers import new_id

KEEPS: dict[AgencyKind, Role] = {  # who keeps the protected record of the room
    AgencyKind.POLICE: Role.POLICE_OFFICER,
    AgencyKind.PROBATION: Role.PROBATION_OFFICER,
}
_drawn = count()


def persons(city: City, room: UUID) -> None:
    """Two persons of the room and a protected one with a keeper, each with a sealed identity."""
    kind = next(kind for kind, row in city.rooms.items() if row.pk == room)
    keeper = city.people[KEEPS[kind]] if kind in KEEPS else None
    for protected in (False, False, True):
        row = Person.objects.create(
            room_id=room,
            pseudonym=new_pseudonym(),
            mark=Mark.SUSPECT if kind is AgencyKind.POLICE else Mark.OTHER,
            protective_track=protected,
            age_known=True,
            source="Made up",
            source_on=date(2026, 1, 2),
            need="Made up",
            reviewed_on=timezone.localdate(),
            review_by=timezone.localdate() + timedelta(days=90),
            keeper=keeper if protected else None,
            created_at=timezone.now(),
        )
        fill(Identity(person=row, room_id=room), {"given_name": "Made", "surname": "Up"}).save()


def disclosures(city: City, one: UUID, other: UUID) -> None:
    """A document each way between two rooms, closed to its receiver: as after a recall."""
    a_disclosure(city, one, other, closed=True)
    a_disclosure(city, other, one, closed=True)


def note(city: City, room: UUID) -> None:
    """The receiver's own note on a document."""
    received = Disclosure.objects.filter(to_room=room).order_by("-pk")[0]
    ReceivedNote.objects.create(
        room_id=room, disclosure=received, sealed=b"x", by=_anybody(city), at=timezone.now()
    )


def a_disclosure(city: City, sender: UUID, receiver: UUID, *, closed: bool) -> Disclosure:
    """A document from one room to another, with sealed content; `closed` to the receiver when it was recalled."""
    row = Disclosure.objects.create(
        from_room_id=sender,
        to_room_id=receiver,
        no=800 + next(_drawn),
        examination_id=new_id(),
        ground_code="consent",
        provision="OSL 10:1",
        catalogue_version="1",
        fields=["under_supervision"],
        person_count=1,
        outcome=Outcome.DISCLOSED,
        sha256="0" * 64,
        state=State.RECALLED if closed else State.HANDED_OVER,
        decided_by=["Made up"],
        handed_over_by=_anybody(city),
        handed_over_at=timezone.now(),
    )
    DisclosureContent.objects.create(
        disclosure=row, from_room_id=sender, to_room_id=receiver, sealed=b"x", closed_to_receiver=closed
    )
    return row


def _anybody(city: City) -> User:
    return city.people[Role.COORDINATOR]


IN_A_ROOM: dict[type[models.Model], Callable[[City, UUID], None]] = {
    Person: persons,
    ReceivedNote: note,
}
AT_THE_DOOR: dict[type[models.Model], Callable[[City, UUID, UUID], None]] = {Disclosure: disclosures}
