"""What a reader may be shown, said a second time: from the rules and this table, never from the views or the queries.

A kind of record without a line here fails the attack: whoever adds one says which rights let people see it.
"""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.attack.canaries import Aviary, Canary
from vapenvila.rules.person_access import (
    IdentityFacts,
    PersonRoom,
    may_see_identity,
    may_work_with_persons,
)
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may
from vapenvila.rules.room_access import RoomFacts, may_read_room

R = Right
INSIDERS = (R.SEE_PROGRAMME,)
PICTURE = (R.READ_PICTURE,)
FIGURES = (R.SEE_FIGURES,)
TABLE = (R.TAKE_PART_IN_REVIEW,)
MINUTES = (R.READ_MINUTES,)
IMPORTS = (R.IMPORT_INCIDENTS,)
DOOR = (R.USE_DOOR,)
GROUNDS = (R.READ_LEGAL_GROUNDS,)
DESK = (R.HANDLE_RIGHTS_REQUESTS,)
GROUPS = (R.READ_GROUPS,)
MEMBERSHIPS = (R.READ_MEMBERSHIPS,)
RELEASES = (R.PROPOSE_RELEASE, R.RELEASE_FIGURES)

# Record kind, or one field of it, → rights of which one is enough to see it in one's own programme (and room).
SHOWN_BY: dict[str, tuple[Right, ...]] = {
    "accounts.User": INSIDERS,  # colleagues' names
    "accounts.User.email": (R.MANAGE_ACCOUNTS,),
    "partners.Programme": INSIDERS,
    "partners.Agency": INSIDERS,
    "partners.Room": INSIDERS,
    "partners.Mission": (R.MANAGE_ACCOUNTS,),
    "partners.ProgrammeStatusChange": (R.SET_UP_PROGRAMME,),
    "partners.ReadinessItem": (R.SET_UP_PROGRAMME, R.READ_AUDIT_TRAIL),
    "jobs.JobProgress": INSIDERS,
    "wall.PictureVersion": INSIDERS,  # a number that rises
    "wall.PictureTouch": INSIDERS,
    "audit.ExportRecord": (R.FOLLOW_EXPORTS, R.EXPORT_INCIDENTS),
    "audit.ExportApproval": (R.FOLLOW_EXPORTS, R.APPROVE_EXPORTS, R.EXPORT_INCIDENTS),
    "incidents.Area": FIGURES,
    "incidents.CountRule": FIGURES,
    "incidents.Incident": PICTURE,
    "incidents.IncidentSource": PICTURE,
    "incidents.ClassificationEvent": PICTURE,
    "incidents.SavedFilter": PICTURE,
    "incidents.IncidentMerge": (*PICTURE, R.MERGE_INCIDENTS),
    "incidents.DifferentIncidents": (R.MERGE_INCIDENTS,),
    "imports.SavedMapping": IMPORTS,
    "imports.SavedMappingVersion": IMPORTS,
    "imports.ImportBatch": IMPORTS,
    "imports.ImportChange": IMPORTS,
    "imports.ImportConflict": IMPORTS,
    "imports.FeedConnection": (*IMPORTS, R.SET_UP_PROGRAMME),
    "reviews.ReviewMeeting": MINUTES,
    "reviews.MinutesPoint": MINUTES,
    "reviews.Presence": MINUTES,
    "reviews.AgendaItem": TABLE,
    "reviews.BoardNotice": MINUTES,
    "reviews.ReviewDecision": (R.SEE_OWN_TASKS, *MINUTES),
    "reviews.GroupAssessment": PICTURE,
    "reviews.IncidentConflict": PICTURE,
    "reviews.RetaliationClock": PICTURE,
    **dict.fromkeys(
        (
            "groups.Group",
            "groups.GroupName",
            "groups.GroupArea",
            "groups.GroupActivity",
            "groups.GroupRelation",
            "group_map.GroupPlace",
        ),
        GROUPS,
    ),
    "groups.LineageEvent": GROUPS,
    "groups.LineagePart": GROUPS,
    # Outreach workers see which groups are asked about, and which agencies take part, to answer at all.
    "group_audit.GroupAudit": (*GROUPS, R.TELL_FROM_OUTREACH),
    "group_audit.AuditRoom": (*GROUPS, R.TELL_FROM_OUTREACH),
    "group_audit.AuditLine": (*GROUPS, R.TELL_FROM_OUTREACH),
    "group_audit.AuditAnswer": (*GROUPS, R.TELL_FROM_OUTREACH),
    "group_audit.AuditFinding": GROUPS,
    "group_audit.AuditStated": GROUPS,
    "group_audit.OutreachKeeper": (*GROUPS, R.TELL_FROM_OUTREACH, R.NAME_OUTREACH_KEEPERS),
    "group_audit.OutreachNote": (R.TELL_FROM_OUTREACH,),
    "incident_coding.CodingSet": TABLE,
    "incident_coding.CodingItem": TABLE,
    "incident_coding.BlindSample": TABLE,
    "incident_coding.BlindItem": TABLE,
    "incident_coding.BlindJudgement": TABLE,
    "incident_coding.Settlement": TABLE,
    "retaliation_chains.RetaliationPair": TABLE,
    "disclosures.GroundSwitch": GROUNDS,
    "disclosures.GroundVerification": GROUNDS,
    "disclosures.DoorManager": (R.NAME_DOOR_MANAGERS,),
    "problem_analysis.ProblemAnalysis": FIGURES,
    "reports.Publication": RELEASES,
    "oversight.LogReview": (R.SEE_LOG_REVIEWS,),
    # What lies in a room: these rights, held in that very room.
    "oversight.LogReviewItem": (R.REVIEW_LOG,),
    "disclosures.Consent": DOOR,
    "disclosures.DisclosureRequest": DOOR,
    "disclosures.Disclosure": DOOR,
    "disclosures.DisclosureContent": DOOR,
    "disclosures.DisclosureStep": DOOR,
    "disclosures.DisclosureNames": DOOR,
    "disclosures.DisclosureNotice": DOOR,
    "disclosures.LettingGo": DOOR,
    "disclosures.ReceivedNote": DOOR,
    "disclosures.Examination": DOOR,
    "disclosures.ExaminationVote": DOOR,
    "memberships.MembershipStatement": MEMBERSHIPS,
    "memberships.MembershipEvidence": MEMBERSHIPS,
    "memberships.MembershipStep": MEMBERSHIPS,
    "memberships.MembershipBatch": MEMBERSHIPS,
    "memberships.MembershipFilePiece": MEMBERSHIPS,
    "memberships.SavedMembershipMapping": MEMBERSHIPS,
    "memberships.Tie": MEMBERSHIPS,
    "memberships.GroupStatementDraft": (R.RELEASE_GROUP_STATEMENTS,),
    "memberships.GroupDraftVote": (R.RELEASE_GROUP_STATEMENTS,),
    "rights_desk.RightsRequest": DESK,
    "rights_desk.RightsStep": DESK,
}
# What is kept on a person is for those who do casework in the very room, by a rule of its own.
CASEWORK = ("people.", "retention.RecordedEvent")
IDENTITIES = ("people.Identity", "people.PersonChange.before")


def has_verdict(label: str) -> bool:
    """Whether somebody has said who sees this kind of record."""
    return label in SHOWN_BY or label.startswith(CASEWORK)


def may_be_shown(reader: Reader | None, canary: Canary, aviary: Aviary, *, today: date) -> bool:
    """Whether this reader may be shown what the canary marks, wherever it turns up."""
    if reader is None:
        return False
    if canary.person == reader.user:
        return True
    if canary.programme is None or canary.programme not in reader.programmes(today=today):
        return False
    open_rooms = [room for room in canary.rooms if _is_in(reader, room, canary.programme, today)]
    if canary.rooms and not open_rooms:
        return False
    named = canary.field.endswith(
        ".id"
    )  # the trail names records by their identifiers, and shows nothing of them
    if named and may(reader, R.READ_AUDIT_TRAIL, canary.programme, today=today):
        return True
    if canary.label.startswith(CASEWORK):
        return any(_does_casework(reader, room, canary, aviary, today) for room in open_rooms)
    asked = SHOWN_BY.get(canary.field, SHOWN_BY.get(canary.label, ()))
    return any(may(reader, right, canary.programme, today=today) for right in asked)


def _is_in(reader: Reader, room: UUID, programme: UUID, today: date) -> bool:
    return bool(
        may_read_room(reader, RoomFacts(id=room, agency=room, programme=programme), today=today)
    )  # the rule asks for the mission in the room; whose room it is follows


def _does_casework(reader: Reader, room: UUID, canary: Canary, aviary: Aviary, today: date) -> bool:
    if not may_work_with_persons(reader, PersonRoom(room, aviary.kinds[room]), today=today):
        return False
    if not canary.field.startswith(IDENTITIES):
        return True
    facts = IdentityFacts(protected=canary.protected, keeper=canary.keeper)
    noon = datetime.combine(today, time(12), ZoneInfo("Europe/Stockholm"))
    return bool(may_see_identity(reader, facts, now=noon))
