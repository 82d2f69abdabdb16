"""Names of roles and rights in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.rights import Right
from vapenvila.rules.roles import ROLES, Role

RIGHT_NAMES = {
    Right.SEE_PROGRAMME: _("See the programme and its start page"),
    Right.SEE_FIGURES: _("See figures"),
    Right.READ_PICTURE: _("Read the shared picture"),
    Right.RECORD_INCIDENTS: _("Record incidents"),
    Right.CLASSIFY_INCIDENTS: _("Classify incidents"),
    Right.MERGE_INCIDENTS: _("Merge and part duplicates"),
    Right.IMPORT_INCIDENTS: _("Import incidents"),
    Right.EXPORT_INCIDENTS: _("Export incidents"),
    Right.ADOPT_COUNTING_RULES: _("Adopt counting rules"),
    Right.TAKE_PART_IN_REVIEW: _("Take part in the weekly review"),
    Right.LEAD_REVIEW: _("Lead the weekly review"),
    Right.LINK_RETALIATION: _("Link incidents as retaliation"),
    Right.READ_MINUTES: _("Read locked minutes"),
    Right.SEE_OWN_TASKS: _("See one's own tasks"),
    Right.SET_UP_PROGRAMME: _("Set up the programme"),
    Right.MANAGE_ACCOUNTS: _("Open accounts and give missions"),
    Right.READ_AUDIT_TRAIL: _("Search the audit trail"),
    Right.SIMULATE_ROLE: _("See the programme as another role does, and only look"),
    Right.SEE_RETENTION: _("See what is deleted and when"),
    Right.HANDLE_RIGHTS_REQUESTS: _("Answer registered persons' requests to one's own agency"),
    Right.SEE_DATA_REGISTER: _("See the register of processing"),
    Right.FOLLOW_EXPORTS: _("Follow what left the house"),
    Right.APPROVE_EXPORTS: _("Approve large exports of others"),
    Right.SEE_LOG_REVIEWS: _("See whether log reviews are signed in time"),
    Right.REVIEW_LOG: _("Review the log of one's own room"),
    Right.PROPOSE_RELEASE: _("Propose figures for release"),
    Right.RELEASE_FIGURES: _("Release figures that somebody else proposed"),
    Right.WORK_WITH_PERSONS: _("Work with persons in the own room"),
    Right.IMPORT_PERSONS: _("Bring files of persons into the own room"),
    Right.LIST_PERSONS: _("Look through the persons of the own room"),
    Right.USE_DOOR: _("Ask and tell other agencies by disclosure"),
    Right.READ_LEGAL_GROUNDS: _("Read the legal grounds"),
    Right.SET_LEGAL_GROUNDS: _("Note verifications of legal grounds and switch them off"),
    Right.NAME_DOOR_MANAGERS: _("Name the managers who decide on contact data"),
    Right.JUDGE_PAST_INCIDENTS: _("Judge past incidents, set by set"),
    Right.READ_GROUPS: _("Read what is said of groups"),
    Right.STATE_GROUPS: _("State something of groups"),
    Right.READ_MEMBERSHIPS: _("See in the own police room who is stated to belong to which group, and ties"),
    Right.STATE_MEMBERSHIPS: _(
        "State memberships in the own police room, and review what a colleague stated"
    ),
    Right.IMPORT_MEMBERSHIPS: _("Bring files of ties and evidence into the own police room"),
    Right.RELEASE_GROUP_STATEMENTS: _(
        "Publish what police know of a group, without persons, to the shared picture"
    ),
    Right.LEAD_GROUP_AUDIT: _("Plan group audits, lead the room and freeze what it agreed on"),
    Right.ANSWER_GROUP_AUDIT: _("Answer a group audit for one's own agency"),
    Right.TELL_FROM_OUTREACH: _("Tell what one knows from outreach work, in one's own agency's compartment"),
    Right.NAME_OUTREACH_KEEPERS: _("Name who reads what outreach workers tell"),
    Right.MAKE_PROBLEM_ANALYSIS: _("Make a problem analysis"),
}


def role_name(role: Role | str) -> str:
    """The role's name."""
    return gettext(ROLES[Role(role)].name)


def role_choices() -> list[tuple[str, str]]:
    """Value and name of each role, in the order of the rules."""
    return [(role.value, role_name(role)) for role in Role]
