"""The entries of the side menu, in the order people work. One literal list; rights decide what is shown."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.rights import Right


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry: text, icon name (Tabler), URL name within a programme, and the right its page requires."""

    text: Promise | str
    icon: str
    url_name: str
    right: Right


ENTRIES: tuple[Entry, ...] = (
    Entry(_("This week"), "home", "this-week", Right.SEE_PROGRAMME),
    Entry(_("Incidents"), "list", "incidents", Right.READ_PICTURE),
    Entry(_("Groups"), "users-group", "groups", Right.READ_GROUPS),
    Entry(_("Figures"), "chart-bar", "incident-charts", Right.SEE_FIGURES),
    Entry(_("Problem analysis"), "target", "problem-analysis", Right.SEE_FIGURES),
    Entry(_("Imports"), "file-import", "imports", Right.IMPORT_INCIDENTS),
    Entry(_("Reviews"), "calendar-event", "reviews", Right.READ_MINUTES),
    Entry(_("Retaliation clocks"), "hourglass", "retaliation-clocks", Right.READ_PICTURE),
    Entry(_("Retaliation chains"), "timeline", "retaliation-chains", Right.TAKE_PART_IN_REVIEW),
    Entry(_("Group audits"), "clipboard-list", "group-audits", Right.READ_GROUPS),
    Entry(_("From outreach work"), "message", "outreach", Right.TELL_FROM_OUTREACH),
    Entry(_("Past incidents"), "list-check", "coding", Right.TAKE_PART_IN_REVIEW),
    Entry(_("Decisions"), "checklist", "decisions", Right.SEE_OWN_TASKS),
    Entry(_("Persons"), "id-badge-2", "persons", Right.WORK_WITH_PERSONS),
    Entry(_("Memberships"), "users-group", "memberships", Right.READ_MEMBERSHIPS),
    Entry(_("Disclosures"), "file-export", "disclosures", Right.USE_DOOR),
    Entry(_("Legal grounds"), "scale", "legal-grounds", Right.READ_LEGAL_GROUNDS),
    Entry(_("Named managers"), "shield-lock", "door-managers", Right.NAME_DOOR_MANAGERS),
    Entry(_("Readers of outreach"), "user", "outreach-keepers", Right.NAME_OUTREACH_KEEPERS),
    Entry(_("People"), "users", "people", Right.MANAGE_ACCOUNTS),
    Entry(_("Agencies"), "building", "agencies", Right.SEE_PROGRAMME),
    Entry(_("Roles"), "key", "roles", Right.SEE_PROGRAMME),
    Entry(_("Readiness"), "clipboard-check", "readiness", Right.SET_UP_PROGRAMME),
    Entry(_("Set-up"), "settings", "programme-settings", Right.SET_UP_PROGRAMME),
    Entry(_("Figures for release"), "table", "releases", Right.PROPOSE_RELEASE),
    Entry(_("Log reviews"), "clipboard-check", "log-reviews", Right.SEE_LOG_REVIEWS),
    Entry(_("What left the house"), "file-export", "exports", Right.FOLLOW_EXPORTS),
    Entry(_("Rights desk"), "scale", "rights-requests", Right.HANDLE_RIGHTS_REQUESTS),
    Entry(_("Register of processing"), "database", "processing", Right.SEE_DATA_REGISTER),
    Entry(_("Deletion"), "trash", "retention", Right.SEE_RETENTION),
    Entry(_("Audit trail"), "list-search", "trail", Right.READ_AUDIT_TRAIL),
    Entry(_("See it as …"), "eye", "role-simulator", Right.SIMULATE_ROLE),
    Entry(_("The wall"), "shield-check", "wall", Right.READ_AUDIT_TRAIL),
)
