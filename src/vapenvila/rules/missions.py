"""Who may be given a mission, and by whom: never one's own, never police and social services at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.roles import AgencyKind, Role, may_hold_role

APART: tuple[frozenset[AgencyKind], ...] = (frozenset({AgencyKind.POLICE, AgencyKind.SOCIAL}),)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedMission:
    """A mission somebody wants to give: to whom, where, with which roles, from when to when."""

    user: UUID
    agency_kind: AgencyKind
    programme: UUID
    roles: frozenset[Role]
    first_day: date
    last_day: date | None


def may_give_mission(
    giver: Reader, wanted: WantedMission, held: Iterable[MissionFacts], *, today: date
) -> Decision:
    """Whether the giver may give this mission. `held` are all missions the receiver has, in any programme."""
    decision = may_change_mission_of(giver, wanted.user, wanted.programme, today=today)
    if not decision:
        return decision
    if not wanted.roles:
        return refuse(say("Choose at least one role."))
    for role in sorted(wanted.roles):
        decision = may_hold_role(role, wanted.agency_kind)
        if not decision:
            return decision
    if wanted.last_day is not None and wanted.last_day < wanted.first_day:
        return refuse(say("The last day lies before the first day."))
    return _keeps_apart(wanted, held)


def may_change_mission_of(giver: Reader, receiver: UUID, programme: UUID, *, today: date) -> Decision:
    """Whether the giver may give, change or end missions of this person (acceptance T5)."""
    decision = may(giver, Right.MANAGE_ACCOUNTS, programme, today=today)
    if not decision:
        return decision
    if giver.user == receiver:
        return refuse(say("Nobody gives, changes or ends their own missions. Ask another administrator."))
    return allow(say("An administrator gives and ends missions."))


def _keeps_apart(wanted: WantedMission, held: Iterable[MissionFacts]) -> Decision:
    for mission in held:
        overlaps = (wanted.last_day is None or mission.first_day <= wanted.last_day) and (
            mission.last_day is None or wanted.first_day <= mission.last_day
        )
        if overlaps and frozenset({wanted.agency_kind, mission.agency_kind}) in APART:
            return refuse(
                say("One person cannot work for the police and for social services at the same time.")
            )
    return allow(say("This mission can be given."))


def may_close_account(closer: Reader, person: Reader, programme: UUID, *, today: date) -> Decision:
    """Whether an administrator may deactivate or reopen an account, end its sessions or remove its second factors."""
    decision = may(closer, Right.MANAGE_ACCOUNTS, programme, today=today)
    if not decision:
        return decision
    if closer.user == person.user:
        return refuse(say("Nobody closes or opens their own account. Ask another administrator."))
    if programme not in {m.programme for m in person.missions}:
        return refuse(say("This person has no mission in this programme."))
    if person.programmes(today=today) - {programme}:
        return refuse(
            say(
                "This person also works in another programme. End the missions here instead of closing the account."
            )
        )
    return allow(say("An administrator looks after the accounts of the programme."))
