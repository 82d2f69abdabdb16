"""Requests to the police of the made-up city, events that move last days, and a record whose time is out."""

from datetime import datetime, timedelta

from django.utils import timezone

from vapenvila.rules.person_mark import SUSPECTED, Mark
from vapenvila.rules.retention_event import Event, EventKind, EventWish, KeepingGround
from vapenvila.rules.rights_request import Outcome, RequestState
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.people.actions.events import note_event
from vapenvila.web.people.actions.register import Ground, register_person
from vapenvila.web.people.models import Person
from vapenvila.web.rights_desk.actions import (
    check_identity,
    decide_request,
    extend_time,
    move_request,
    receive_request,
)
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, Proof
from vapenvila.web.wall.acting import acting

REQUESTS = (  # kind, channel, received so many days ago, who asks, in which words
    (Kind.ACCESS, Channel.LETTER, 70, "Rimmar Sagolund", "Vad har ni om mig?"),
    (Kind.RECTIFICATION, Channel.VISIT, 41, "Skrönan Mytgren", "Jag var inte där den dagen."),
    (Kind.ACCESS, Channel.EMAIL, 12, "Gåtan Fabelström", "Jag vill se allt som står om mig."),
    (Kind.ERASURE, Channel.LAWYER, 3, "Ombudet för Trollis Exempelsson", "Uppgifterna ska bort."),
)


def make_rights_desk(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Fill the desk of the police room: one request answered, one late, one in work, one new."""
    room = programme.rooms.select_related("agency", "programme").get(agency__kind=AgencyKind.POLICE.value)
    by = people[Role.POLICE_ANALYST]
    with acting(user=by.pk, programmes=[programme.pk], room=room.pk):
        suspects = list(
            Person.objects.filter(room=room, mark__in=[mark.value for mark in SUSPECTED]).order_by(
                "created_at"
            )
        )
        _events(suspects, by, now)
        _requests(room, suspects, by, now)
        _out_of_time(room, by, now)


def _events(suspects: list[Person], by: User, now: datetime) -> None:
    today = timezone.localdate(now)
    for person, event, more in (
        (suspects[0], Event(EventKind.SENTENCE, today - timedelta(days=90)), {}),
        (suspects[1], Event(EventKind.CASE_CLOSED, today - timedelta(days=20)), {}),
        (
            suspects[2],
            Event(EventKind.PRESERVE, today - timedelta(days=15)),
            {"ground": KeepingGround.LEGAL_CASE.value, "decided_by": "Påhittad tingsrätt"},
        ),
    ):
        wish = EventWish(event=event, source=f"Påhittat diarium {100 + event.first_day.day}", **more)
        note_event(person=person, wish=wish, by=by, at=now)


def _requests(room: Room, suspects: list[Person], by: User, now: datetime) -> None:
    rows = []
    for kind, channel, days, requester, words in REQUESTS:
        at = now - timedelta(days=days)
        rows.append(
            receive_request(
                room=room, kind=kind, channel=channel, received_on=timezone.localdate(at), requester=requester,
                reply_to="Påhittsgatan 1, Vinterhamn", words=words, by=by, at=at,
            )
        )  # fmt: skip
    answered, _late, in_work, _new = rows
    _answer(answered, suspects[4], by, now - timedelta(days=55))
    row = check_identity(
        request=in_work.pk, version=in_work.version, proof=Proof.E_ID, person=suspects[5].pk, by=by,
        at=now - timedelta(days=10),
    )  # fmt: skip
    extend_time(
        request=row.pk, version=row.version, reason="Uppgifterna finns i många handlingar.", by=by,
        at=now - timedelta(days=9),
    )  # fmt: skip


def _answer(row: RightsRequest, person: Person, by: User, at: datetime) -> None:
    row = check_identity(
        request=row.pk, version=row.version, proof=Proof.ID_CARD, person=person.pk, by=by, at=at
    )
    row = decide_request(
        request=row.pk, version=row.version, outcome=Outcome.PARTLY,
        reason="En uppgift om källan lämnas inte ut: den skulle skada en pågående utredning.", by=by, at=at,
    )  # fmt: skip
    row = move_request(request=row.pk, version=row.version, to=RequestState.SENT, by=by, at=at)
    move_request(
        request=row.pk, version=row.version, to=RequestState.CLOSED, by=by, at=at + timedelta(days=25)
    )


def _out_of_time(room: Room, by: User, now: datetime) -> None:
    """Nobody has reviewed this record: it is in no list, and the next night deletes it."""
    at = now - timedelta(days=400)
    register_person(
        room=room,
        identity={"given_name": "Mytan", "surname": "Glömdersson"},
        ground=Ground(
            mark=Mark.SUSPECT, need="Påhittat behov som ingen sett på igen", source="Påhittad spaning",
            source_on=(at - timedelta(days=3)).date(), reliability="unsure", protective_track=False, need_of_child="",
        ),
        looked_at=False,
        by=by,
        at=at,
        today=at.date(),
    )  # fmt: skip
