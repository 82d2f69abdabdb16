"""Who works here: the named roles, what each may do in one sentence, and in which kind of agency each can be held."""

from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say


class AgencyKind(StrEnum):
    """The kinds of agency that act together. Each agency is its own data controller and has its own room."""

    POLICE = "police"
    PROBATION = "probation"
    SOCIAL = "social"
    MUNICIPALITY = "municipality"
    CIVIL = "civil"
    RESEARCH = "research"


class Role(StrEnum):
    """A named role, held through a mission in one room for a time."""

    COORDINATOR = "coordinator"
    PROJECT_LEADER = "project_leader"
    POLICE_ANALYST = "police_analyst"
    POLICE_OFFICER = "police_officer"
    PROBATION_OFFICER = "probation_officer"
    SOCIAL_WORKER = "social_worker"
    COMMUNITY_PARTNER = "community_partner"
    STEERING_GROUP_MEMBER = "steering_group_member"
    EVALUATOR = "evaluator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """Name of a role, the sentence that says what it may do, where it can be held, and idle minutes before sign-out."""

    name: Sentence
    may: Sentence
    held_in: frozenset[AgencyKind]
    idle_minutes: int


_PUBLIC = frozenset({AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL, AgencyKind.MUNICIPALITY})
_EVERY = frozenset(AgencyKind)

ROLES: dict[Role, RoleFacts] = {
    Role.COORDINATOR: RoleFacts(
        say("Coordinator"),
        say(
            "Keeps the week going: registers and reviews incidents, leads the weekly review and follows up decisions."
        ),
        _PUBLIC,
        15,
    ),
    Role.PROJECT_LEADER: RoleFacts(
        say("Project leader"),
        say(
            "Sets up the programme, owns the counting rules, leads reviews and answers to the steering group."
        ),
        _PUBLIC,
        15,
    ),
    Role.POLICE_ANALYST: RoleFacts(
        say("Police analyst"),
        say("Imports, classifies and merges incidents and prepares the weekly review."),
        frozenset({AgencyKind.POLICE}),
        15,
    ),
    Role.POLICE_OFFICER: RoleFacts(
        say("Police officer"),
        say("Reads the shared picture, records incidents and takes part in the weekly review."),
        frozenset({AgencyKind.POLICE}),
        15,
    ),
    Role.PROBATION_OFFICER: RoleFacts(
        say("Probation officer"),
        say("Reads the shared picture and takes part in the weekly review for the probation service."),
        frozenset({AgencyKind.PROBATION}),
        15,
    ),
    Role.SOCIAL_WORKER: RoleFacts(
        say("Social worker"),
        say("Reads the shared picture and takes part in the weekly review for social services."),
        frozenset({AgencyKind.SOCIAL}),
        15,
    ),
    Role.COMMUNITY_PARTNER: RoleFacts(
        say("Community partner"),
        say("Sees figures and the tasks given to the association, never the register of incidents."),
        frozenset({AgencyKind.CIVIL}),
        30,
    ),
    Role.STEERING_GROUP_MEMBER: RoleFacts(
        say("Steering-group member"),
        say("Sees figures, locked minutes and whether the weekly review is held."),
        _PUBLIC,
        30,
    ),
    Role.EVALUATOR: RoleFacts(
        say("Evaluator"),
        say("Sees figures and the counting rules behind them."),
        frozenset({AgencyKind.RESEARCH, AgencyKind.MUNICIPALITY}),
        30,
    ),
    Role.DATA_PROTECTION_OFFICER: RoleFacts(
        say("Data-protection officer"),
        say("Searches the audit trail and checks that the wall holds, and reads no casework."),
        _EVERY,
        15,
    ),
    Role.ADMINISTRATOR: RoleFacts(
        say("Administrator"),
        say("Runs the system, opens accounts and gives missions, and sees no case."),
        _PUBLIC,
        15,
    ),
}


def may_hold_role(role: Role, agency: AgencyKind) -> Decision:
    """Whether a role can be held in an agency of this kind. No setting can widen this (acceptance S2)."""
    if agency not in ROLES[role].held_in:
        return refuse(say("This role cannot be held in an agency of this kind."))
    return allow(say("This role can be held here."))
