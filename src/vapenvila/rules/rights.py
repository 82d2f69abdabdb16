"""What each role may do in the shared picture: one literal table, read by people and by the guards."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import Role


class Right(StrEnum):
    """One thing a person may be allowed to do in a programme."""

    SEE_PROGRAMME = "see_programme"
    SEE_FIGURES = "see_figures"
    READ_PICTURE = "read_picture"
    RECORD_INCIDENTS = "record_incidents"
    CLASSIFY_INCIDENTS = "classify_incidents"
    MERGE_INCIDENTS = "merge_incidents"
    IMPORT_INCIDENTS = "import_incidents"
    EXPORT_INCIDENTS = "export_incidents"
    ADOPT_COUNTING_RULES = "adopt_counting_rules"
    TAKE_PART_IN_REVIEW = "take_part_in_review"
    LEAD_REVIEW = "lead_review"
    JUDGE_PAST_INCIDENTS = "judge_past_incidents"
    LINK_RETALIATION = "link_retaliation"
    READ_MINUTES = "read_minutes"
    SEE_OWN_TASKS = "see_own_tasks"
    SET_UP_PROGRAMME = "set_up_programme"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_AUDIT_TRAIL = "read_audit_trail"
    SIMULATE_ROLE = "simulate_role"
    SEE_RETENTION = "see_retention"
    HANDLE_RIGHTS_REQUESTS = "handle_rights_requests"
    SEE_DATA_REGISTER = "see_data_register"
    WORK_WITH_PERSONS = "work_with_persons"
    LIST_PERSONS = "list_persons"
    IMPORT_PERSONS = "import_persons"
    FOLLOW_EXPORTS = "follow_exports"
    APPROVE_EXPORTS = "approve_exports"
    SEE_LOG_REVIEWS = "see_log_reviews"
    REVIEW_LOG = "review_log"
    PROPOSE_RELEASE = "propose_release"
    RELEASE_FIGURES = "release_figures"
    USE_DOOR = "use_door"
    READ_LEGAL_GROUNDS = "read_legal_grounds"
    SET_LEGAL_GROUNDS = "set_legal_grounds"
    NAME_DOOR_MANAGERS = "name_door_managers"
    READ_GROUPS = "read_groups"
    STATE_GROUPS = "state_groups"
    READ_MEMBERSHIPS = "read_memberships"
    STATE_MEMBERSHIPS = "state_memberships"
    IMPORT_MEMBERSHIPS = "import_memberships"
    RELEASE_GROUP_STATEMENTS = "release_group_statements"
    LEAD_GROUP_AUDIT = "lead_group_audit"
    ANSWER_GROUP_AUDIT = "answer_group_audit"
    TELL_FROM_OUTREACH = "tell_from_outreach"
    NAME_OUTREACH_KEEPERS = "name_outreach_keepers"
    MAKE_PROBLEM_ANALYSIS = "make_problem_analysis"


_R = Role
_LEADS = frozenset({_R.COORDINATOR, _R.PROJECT_LEADER})
_REGISTER = _LEADS | {_R.POLICE_ANALYST}
_REVIEWERS = _REGISTER | {_R.POLICE_OFFICER, _R.PROBATION_OFFICER, _R.SOCIAL_WORKER}

ROLES_WITH_RIGHT: dict[Right, frozenset[Role]] = {
    Right.SEE_PROGRAMME: frozenset(Role),
    Right.SEE_FIGURES: _REVIEWERS | {_R.COMMUNITY_PARTNER, _R.STEERING_GROUP_MEMBER, _R.EVALUATOR},
    Right.READ_PICTURE: _REVIEWERS,
    Right.RECORD_INCIDENTS: _REGISTER | {_R.POLICE_OFFICER},
    Right.CLASSIFY_INCIDENTS: _REGISTER,
    Right.MERGE_INCIDENTS: _REGISTER,
    Right.IMPORT_INCIDENTS: _REGISTER,
    Right.EXPORT_INCIDENTS: _REGISTER,
    Right.ADOPT_COUNTING_RULES: frozenset({_R.PROJECT_LEADER}),
    Right.TAKE_PART_IN_REVIEW: _REVIEWERS,
    Right.LEAD_REVIEW: _REGISTER,
    Right.JUDGE_PAST_INCIDENTS: _REGISTER,
    Right.LINK_RETALIATION: _REGISTER,
    Right.READ_MINUTES: _REVIEWERS | {_R.STEERING_GROUP_MEMBER},
    Right.SEE_OWN_TASKS: _REVIEWERS | {_R.COMMUNITY_PARTNER},
    Right.SET_UP_PROGRAMME: frozenset({_R.PROJECT_LEADER}),
    Right.MANAGE_ACCOUNTS: frozenset({_R.ADMINISTRATOR}),
    Right.READ_AUDIT_TRAIL: frozenset({_R.DATA_PROTECTION_OFFICER}),
    Right.SIMULATE_ROLE: frozenset({_R.DATA_PROTECTION_OFFICER}),
    Right.SEE_RETENTION: _REVIEWERS | {_R.DATA_PROTECTION_OFFICER, _R.ADMINISTRATOR},
    Right.HANDLE_RIGHTS_REQUESTS: _LEADS | {_R.POLICE_ANALYST, _R.PROBATION_OFFICER, _R.SOCIAL_WORKER},
    Right.SEE_DATA_REGISTER: frozenset(Role),
    Right.FOLLOW_EXPORTS: _REGISTER | {_R.DATA_PROTECTION_OFFICER},
    Right.APPROVE_EXPORTS: frozenset({_R.PROJECT_LEADER, _R.DATA_PROTECTION_OFFICER}),
    Right.SEE_LOG_REVIEWS: _REVIEWERS
    | {_R.STEERING_GROUP_MEMBER, _R.DATA_PROTECTION_OFFICER, _R.COMMUNITY_PARTNER, _R.EVALUATOR},
    Right.REVIEW_LOG: _REVIEWERS | {_R.DATA_PROTECTION_OFFICER, _R.COMMUNITY_PARTNER, _R.EVALUATOR},
    Right.PROPOSE_RELEASE: _REGISTER | {_R.EVALUATOR},
    Right.RELEASE_FIGURES: _LEADS,
    # in the own room only: rules/person_access.py
    Right.WORK_WITH_PERSONS: frozenset(
        {_R.POLICE_ANALYST, _R.POLICE_OFFICER, _R.PROBATION_OFFICER, _R.SOCIAL_WORKER}
    ),
    # social services search and never list: Ordinance 2001:637 section 15
    Right.LIST_PERSONS: frozenset({_R.POLICE_ANALYST, _R.POLICE_OFFICER, _R.PROBATION_OFFICER}),
    # a whole file at once: the same as `person_import.IMPORTERS`, in the own room only
    Right.IMPORT_PERSONS: frozenset({_R.POLICE_ANALYST, _R.PROBATION_OFFICER, _R.SOCIAL_WORKER}),
    Right.USE_DOOR: _REVIEWERS | {_R.COMMUNITY_PARTNER},
    Right.READ_LEGAL_GROUNDS: _REVIEWERS | {_R.COMMUNITY_PARTNER, _R.DATA_PROTECTION_OFFICER},
    Right.SET_LEGAL_GROUNDS: frozenset({_R.PROJECT_LEADER}),
    Right.NAME_DOOR_MANAGERS: frozenset({_R.ADMINISTRATOR}),
    Right.READ_GROUPS: _REVIEWERS,  # who sees figures sees counts of groups, and no group
    Right.STATE_GROUPS: _REGISTER,
    # in a room of the police only: rules/membership_access.py. Both write, because the second person is never the first.
    Right.READ_MEMBERSHIPS: frozenset({_R.POLICE_ANALYST, _R.POLICE_OFFICER}),
    Right.STATE_MEMBERSHIPS: frozenset({_R.POLICE_ANALYST, _R.POLICE_OFFICER}),
    Right.IMPORT_MEMBERSHIPS: frozenset({_R.POLICE_ANALYST}),
    Right.RELEASE_GROUP_STATEMENTS: frozenset({_R.POLICE_ANALYST, _R.POLICE_OFFICER}),
    Right.LEAD_GROUP_AUDIT: _REGISTER,
    Right.ANSWER_GROUP_AUDIT: _REVIEWERS,
    # in a room with outreach work only, which the police's never is: rules/group_audit.py
    Right.TELL_FROM_OUTREACH: frozenset({_R.COORDINATOR, _R.SOCIAL_WORKER, _R.COMMUNITY_PARTNER}),
    Right.NAME_OUTREACH_KEEPERS: frozenset({_R.ADMINISTRATOR}),
    Right.MAKE_PROBLEM_ANALYSIS: _REGISTER,
}


def may(reader: Reader, right: Right, programme: UUID, *, today: date) -> Decision:
    """Whether the reader may do this in the programme today. An outsider learns nothing, an insider hears why not."""
    roles = reader.roles_in(programme, today=today)
    if not roles:
        return refuse(say("You have no current mission in this programme."))
    if not roles & ROLES_WITH_RIGHT[right]:
        return refuse(say("Your role does not include this. Ask the project leader if it should."))
    return allow(say("Your role in this programme includes this."))
