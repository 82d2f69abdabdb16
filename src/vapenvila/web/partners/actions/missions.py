"""Giving and ending missions, and what is kept when a mission is refused."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.missions import WantedMission, may_change_mission_of, may_give_mission
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.actions import open_account
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Mission, Room
from vapenvila.web.partners.queries import reader_of
from vapenvila.web.wall.identifiers import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a mission consists of: where, as what, from when to when."""

    room: Room
    roles: frozenset[Role]
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What an account is opened with."""

    email: str
    name: str
    language: str
    agency_provider: str


def give_mission(*, task: Task, to: User, by: Reader, at: datetime) -> Mission:
    """Give a person a mission in a room. A refused one is on record and raises RefusedError (acceptance S2, T5)."""
    _insist(task, to.pk, by, at)
    mission = Mission.objects.create(
        user=to,
        room=task.room,
        roles=sorted(task.roles),
        first_day=task.first_day,
        last_day=task.last_day,
        given_by_id=by.user,
    )
    _record("mission.given", by.user, to.pk, task.room, at, {**_plain(task), "mission": str(mission.pk)})
    return mission


def open_account_with_mission(*, person: Person, task: Task, by: Reader, at: datetime) -> User:
    """Give a mission to whoever has this e-mail; an account is opened when nobody has. A refused mission opens none.

    An existing account keeps its name, language and way of signing in. Whether there was one is not told, since it may
    belong to another programme (acceptance T21). What an administrator can still learn: the list of people shows the
    name and last sign-in of everybody who works in the programme, so also of this person from now on; a mission is
    refused when somebody works for police or social services elsewhere and may not do both; and an answer is a little
    slower when a mail is sent.
    """
    user = User.objects.filter(email=person.email.lower()).first()
    if user is None:
        _insist(task, new_id(), by, at)
        user = open_account(
            email=person.email,
            name=person.name,
            language=person.language,
            agency_provider=person.agency_provider,
            programme=task.room.programme_id,
            by=by.user,
            at=at,
        )
    give_mission(task=task, to=user, by=by, at=at)
    return user


def end_mission(*, mission: Mission, last_day: date, by: Reader, at: datetime) -> None:
    """The mission holds up to and including this day. A mission is never removed: who had access when stays known."""
    decision = may_change_mission_of(
        by, mission.user_id, mission.room.programme_id, today=timezone.localdate(at)
    )
    if decision and last_day < mission.first_day:
        decision = refuse(say("The last day lies before the first day."))
    if decision and mission.last_day is not None and last_day > mission.last_day:
        decision = refuse(say("The mission ends earlier already. Give a new one instead of prolonging it."))
    details = {"mission": str(mission.pk), "before": str(mission.last_day or ""), "after": str(last_day)}
    if not decision:
        refused = {**details, "reason": str(decision.reason)}
        _record("mission.refused", by.user, mission.user_id, mission.room, at, refused, Manner.REFUSED)
        raise RefusedError(decision)
    mission.last_day = last_day
    mission.save(update_fields=["last_day"])
    _record("mission.ended", by.user, mission.user_id, mission.room, at, details)


def _insist(task: Task, receiver: UUID, by: Reader, at: datetime) -> None:
    wanted = WantedMission(
        user=receiver,
        agency_kind=AgencyKind(task.room.agency.kind),
        programme=task.room.programme_id,
        roles=task.roles,
        first_day=task.first_day,
        last_day=task.last_day,
    )
    decision = may_give_mission(by, wanted, reader_of(receiver).missions, today=timezone.localdate(at))
    if not decision:
        details = {**_plain(task), "reason": str(decision.reason)}
        _record("mission.refused", by.user, receiver, task.room, at, details, Manner.REFUSED)
        raise RefusedError(decision)


def _plain(task: Task) -> dict[str, Any]:
    return {
        "roles": sorted(task.roles),
        "first_day": str(task.first_day),
        "last_day": str(task.last_day or ""),
    }


def _record(
    act: str,
    by: UUID,
    receiver: UUID,
    room: Room,
    at: datetime,
    details: dict[str, Any],
    manner: Manner = Manner.WRITE,
) -> None:
    record(
        act=act,
        by=by,
        at=at,
        manner=manner,
        subject_kind="account",
        subject=receiver,
        programme=room.programme_id,
        details={**details, "room": str(room.pk)},
    )
