"""Giving and ending missions, and what is kept when a mission is refused."""

from datetime import date, datetime
from uuid import UUID

from vapenvila.rules.decision import refuse, say
from vapenvila.rules.missions import WantedMission, may_change_mission_of, may_give_mission
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.partners.errors import RefusedError
from vapenvila.web.partners.models import Mission, Room
from vapenvila.web.partners.queries import reader_of


def give_mission(
    *,
    giver: Reader,
    to: User,
    room: Room,
    roles: frozenset[Role],
    first_day: date,
    last_day: date | None,
    at: datetime,
) -> Mission:
    """Give a person a mission in a room. A refused one is on record and raises RefusedError (acceptance S2, T5)."""
    wanted = WantedMission(
        user=to.pk,
        agency_kind=AgencyKind(room.agency.kind),
        programme=room.programme_id,
        roles=roles,
        first_day=first_day,
        last_day=last_day,
    )
    decision = may_give_mission(giver, wanted, reader_of(to.pk).missions, today=at.date())
    details = {"room": str(room.pk), "roles": sorted(roles), "first_day": str(first_day), "last_day": str(last_day or "")}
    if not decision:
        _record("mission.refused", giver.user, to.pk, room, at, {**details, "reason": decision.reason}, Manner.REFUSED)
        raise RefusedError(decision)
    mission = Mission.objects.create(
        user=to, room=room, roles=sorted(roles), first_day=first_day, last_day=last_day, given_by_id=giver.user
    )
    _record("mission.given", giver.user, to.pk, room, at, {**details, "mission": str(mission.pk)}, Manner.WRITE)
    return mission


def end_mission(*, mission: Mission, last_day: date, by: Reader, at: datetime) -> None:
    """The mission holds up to and including this day. A mission is never removed: who had access when stays known."""
    decision = may_change_mission_of(by, mission.user_id, mission.room.programme_id, today=at.date())
    if decision and last_day < mission.first_day:
        decision = refuse(say("The last day lies before the first day."))
    if decision and mission.last_day is not None and last_day > mission.last_day:
        decision = refuse(say("The mission ends earlier already. Give a new one instead of prolonging it."))
    details = {"mission": str(mission.pk), "before": str(mission.last_day or ""), "after": str(last_day)}
    if not decision:
        refused = {**details, "reason": decision.reason}
        _record("mission.refused", by.user, mission.user_id, mission.room, at, refused, Manner.REFUSED)
        raise RefusedError(decision)
    mission.last_day = last_day
    mission.save(update_fields=["last_day"])
    _record("mission.ended", by.user, mission.user_id, mission.room, at, details, Manner.WRITE)


def _record(
    act: str, by: UUID, receiver: UUID, room: Room, at: datetime, details: dict[str, object], manner: Manner
) -> None:
    record(
        act=act,
        by=by,
        at=at,
        manner=manner,
        subject_kind="account",
        subject=receiver,
        programme=room.programme_id,
        room=room.pk,
        details=details,
    )
