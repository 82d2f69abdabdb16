"""How long personal data may be kept: one row per regime, in the words of the law (the profile of Sweden, section 4).

A row of the law is a ceiling; a row of the house is our own, shorter date. Nothing here is changed by a setting.
"""

from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.roles import AgencyKind


class Regime(StrEnum):
    """The name of one way to count how long a row may be kept."""

    POLICE_CASE = "police_case"
    POLICE_NO_CASE = "police_no_case"
    POLICE_SHARED_CASE = "police_shared_case"
    POLICE_SHARED = "police_shared"
    POLICE_SHARED_SERIOUS = "police_shared_serious"
    POLICE_MONITORED = "police_monitored"
    POLICE_INVESTIGATION = "police_investigation"
    POLICE_NO_CRIME = "police_no_crime"
    POLICE_PROTECTION = "police_protection"
    POLICE_COMMAND_CENTRE = "police_command_centre"
    POLICE_CAMERA = "police_camera"
    POLICE_NO_FIXED_LIMIT = "police_no_fixed_limit"
    PROBATION_JOURNAL = "probation_journal"
    PROBATION_OTHER = "probation_other"
    PROBATION_SECURITY = "probation_security"
    SOCIAL_FILE = "social_file"
    SOCIAL_CHILD_INQUIRY = "social_child_inquiry"
    SOCIAL_CHILD_REPORT = "social_child_report"
    SOCIAL_PRESERVED = "social_preserved"
    PROVIDER_FILE = "provider_file"
    LISTING_REVIEW = "listing_review"
    INCIDENT_TEXT = "incident_text"
    UPLOADED_FILE = "uploaded_file"
    FINISHED_JOB = "finished_job"
    OLD_SESSION = "old_session"
    CLOSED_ACCOUNT = "closed_account"
    RIGHTS_REQUEST = "rights_request"
    REMOVED_PERSON = "removed_person"
    GROUP_STATEMENT = "group_statement"
    GROUP_LINEAGE = "group_lineage"
    MEMBERSHIP = "membership"
    MEMBERSHIP_SHORT = "membership_short"
    MEMBERSHIP_ENDED = "membership_ended"
    TIE = "tie"
    GROUP_DRAFT = "group_draft"
    GROUP_AUDIT = "group_audit"
    OUTREACH_NOTE = "outreach_note"


class Clock(StrEnum):
    """The event from which the time is counted."""

    CASE_CLOSED = "case_closed"
    FIRST_PROCESSED = "first_processed"
    REGISTERED = "registered"
    FINAL_DECISION = "final_decision"
    COLLECTED = "collected"
    ENFORCED = "enforced"
    SUPERVISION_ENDED = "supervision_ended"
    RELEASED = "released"
    LAST_NOTE = "last_note"
    BORN = "born"
    CONFIRMED = "confirmed"
    OCCURRED = "occurred"
    FINISHED = "finished"
    LAST_MISSION = "last_mission"
    SOURCE = "source"
    EVIDENCE = "evidence"
    RECORD = "record"


COUNTED_FROM: dict[Clock, Sentence] = {
    Clock.CASE_CLOSED: say("Counted from the day the case was closed."),
    Clock.FIRST_PROCESSED: say("Counted from the day the data were first processed."),
    Clock.REGISTERED: say("Counted from the registration."),
    Clock.FINAL_DECISION: say("Counted from the final judgment or decision."),
    Clock.COLLECTED: say("Counted from the day the data were collected."),
    Clock.ENFORCED: say("Counted from the day the sanction was fully enforced."),
    Clock.SUPERVISION_ENDED: say("Counted from the day supervision ended."),
    Clock.RELEASED: say("Counted from the release."),
    Clock.LAST_NOTE: say("Counted from the latest note."),
    Clock.BORN: say("Counted from the birth of the child."),
    Clock.CONFIRMED: say("Counted from the day the need was last looked at."),
    Clock.OCCURRED: say("Counted from the day it occurred."),
    Clock.FINISHED: say("Counted from the day it was over."),
    Clock.LAST_MISSION: say("Counted from the end of the last mission."),
    Clock.SOURCE: say("Counted from the day of the source."),
    Clock.EVIDENCE: say("Counted from the newest evidence that two people have looked at."),
    Clock.RECORD: say("Counted from the day of the record."),
}


class TextStatus(StrEnum):
    """How fresh the checked wording of a rule is; T is still to be verified."""

    A = "A"
    B = "B"
    C = "C"
    T = "T"
    HOUSE = "house"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeRow:
    """One row: what it is about, the longest time, when the clock starts, what stretches it, and where it says so.

    `from_year_end`: the clock starts when the year of the event ends. `pauses`: recorded time of a suspect in prison,
    closed youth care or forensic care is not counted. `chains`: a new registration while the data may still be kept keeps
    all. `lasts_with_other_data`: not deleted while other data on the person remain. `done_by_next_year_end`: the deletion
    may take until the end of the calendar year after. `kept`: never deleted by the engine; an archive decision rules.
    """

    data: Sentence
    clock: Clock | None
    lagrum: Sentence
    status: TextStatus
    held_in: AgencyKind | None = None
    years: int = 0
    months: int = 0
    days: int = 0
    from_year_end: bool = False
    pauses: bool = False
    chains: bool = False
    lasts_with_other_data: bool = False
    done_by_next_year_end: bool = False
    kept: bool = False


_P, _K, _S = AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.SOCIAL
_HOUSE = say("own rule")

REGIMES: dict[Regime, RegimeRow] = {
    Regime.POLICE_CASE: RegimeRow(
        held_in=_P, data=say("Police, not shared: in a case"), clock=Clock.CASE_CLOSED, years=1,
        lagrum=say("Act 2018:1693 4:2"), status=TextStatus.B,
    ),
    Regime.POLICE_NO_CASE: RegimeRow(
        held_in=_P, data=say("Police, not shared: in no case"), clock=Clock.FIRST_PROCESSED, years=1,
        lagrum=say("Act 2018:1693 4:2"), status=TextStatus.B,
    ),
    Regime.POLICE_SHARED_CASE: RegimeRow(
        held_in=_P, data=say("Police, shared, suspected activity: in a case"), clock=Clock.CASE_CLOSED, years=1,
        lagrum=say("Act 2018:1693 4:7"), status=TextStatus.B,
    ),
    Regime.POLICE_SHARED: RegimeRow(
        held_in=_P, data=say("Police, shared, suspected activity: in no case"), clock=Clock.REGISTERED, years=3,
        from_year_end=True, pauses=True, chains=True, lagrum=say("Act 2018:1693 4:7"), status=TextStatus.B,
    ),
    Regime.POLICE_SHARED_SERIOUS: RegimeRow(
        held_in=_P, data=say("The same, where the crime carries two years or more"), clock=Clock.REGISTERED, years=5,
        from_year_end=True, pauses=True, chains=True, lagrum=say("Act 2018:1693 4:7"), status=TextStatus.B,
    ),
    Regime.POLICE_MONITORED: RegimeRow(
        held_in=_P, data=say("Police, monitored person"), clock=Clock.REGISTERED, years=10,
        from_year_end=True, pauses=True, chains=True, lagrum=say("Act 2018:1693 4:8"), status=TextStatus.B,
    ),
    Regime.POLICE_INVESTIGATION: RegimeRow(
        held_in=_P, data=say("Police, investigation"), clock=Clock.FINAL_DECISION, years=5, from_year_end=True,
        lagrum=say("Act 2018:1693 4:3–4"), status=TextStatus.B,
    ),
    Regime.POLICE_NO_CRIME: RegimeRow(
        held_in=_P, data=say("Police, a report that turned out to be no crime: at once"), clock=Clock.FINAL_DECISION,
        lagrum=say("Act 2018:1693 4:3–4"), status=TextStatus.B,
    ),
    Regime.POLICE_PROTECTION: RegimeRow(
        held_in=_P, data=say("Police, contact ban or personal protection"), clock=Clock.CASE_CLOSED, years=1,
        lagrum=say("Act 2018:1693 4:9"), status=TextStatus.B,
    ),
    Regime.POLICE_COMMAND_CENTRE: RegimeRow(
        held_in=_P, data=say("Police, command centre and public order"), clock=Clock.FIRST_PROCESSED, years=1,
        from_year_end=True, lagrum=say("Act 2018:1693 4:10"), status=TextStatus.B,
    ),
    Regime.POLICE_CAMERA: RegimeRow(
        held_in=_P, data=say("Police, camera"), clock=Clock.COLLECTED, months=6,
        lagrum=say("Act 2018:1693 4:11 a"), status=TextStatus.B,
    ),
    Regime.POLICE_NO_FIXED_LIMIT: RegimeRow(
        held_in=_P, data=say("Police data without a fixed limit: the need is reviewed every year"),
        clock=Clock.CONFIRMED, years=1, lagrum=say("BDL 2:18"), status=TextStatus.C,
    ),
    Regime.PROBATION_JOURNAL: RegimeRow(
        held_in=_K, data=say("Kriminalvården, journal"), clock=Clock.ENFORCED, years=10,
        lagrum=say("Ordinance 2018:1746 §§10, 13"), status=TextStatus.B,
    ),
    Regime.PROBATION_OTHER: RegimeRow(
        held_in=_K, data=say("Kriminalvården, other data on a client"), clock=Clock.SUPERVISION_ENDED, years=2,
        lagrum=say("Ordinance 2018:1746 §§10, 13"), status=TextStatus.B,
    ),
    Regime.PROBATION_SECURITY: RegimeRow(
        held_in=_K, data=say("Kriminalvården, security register"), clock=Clock.RELEASED, years=5,
        lagrum=say("Act 2018:1699 3:7"), status=TextStatus.A,
    ),
    Regime.SOCIAL_FILE: RegimeRow(
        held_in=_S, data=say("Social services, personal file in a compilation"), clock=Clock.LAST_NOTE, years=5,
        lasts_with_other_data=True, done_by_next_year_end=True, lagrum=say("SoL 16:1"), status=TextStatus.A,
    ),
    Regime.SOCIAL_CHILD_INQUIRY: RegimeRow(
        held_in=_S, data=say("Social services, inquiry on a child: not before the child is thirty"), clock=Clock.BORN,
        years=30, done_by_next_year_end=True, lagrum=say("SoL 16:2 a (Act 2025:1501, date to verify)"), status=TextStatus.A,
    ),
    Regime.SOCIAL_CHILD_REPORT: RegimeRow(
        held_in=_S, data=say("Social services, report on a child without inquiry"), clock=Clock.LAST_NOTE, years=5,
        done_by_next_year_end=True, lagrum=say("SoL 16:2 a"), status=TextStatus.A,
    ),
    Regime.SOCIAL_PRESERVED: RegimeRow(
        held_in=_S, data=say("Social services: placed children, parentage, adoption, research sample"), clock=None,
        kept=True, lagrum=say("SoL 16:2, 16:4"), status=TextStatus.A,
    ),
    Regime.PROVIDER_FILE: RegimeRow(
        held_in=AgencyKind.CIVIL, data=say("Private provider, personal file; afterwards the hand-over rules"),
        clock=Clock.LAST_NOTE, years=2, lagrum=say("SoL 17:2–5"), status=TextStatus.A,
    ),
    Regime.LISTING_REVIEW: RegimeRow(
        data=say("A person in a room: reviewed anew, or gone from every list and then deleted"), clock=Clock.CONFIRMED,
        years=1, lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.INCIDENT_TEXT: RegimeRow(
        data=say("Free note on an incident, with every earlier wording"), clock=Clock.OCCURRED, years=5,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.UPLOADED_FILE: RegimeRow(
        data=say("Uploaded file and the rows held back from it"), clock=Clock.FIRST_PROCESSED, days=7,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.FINISHED_JOB: RegimeRow(
        data=say("Progress of a finished background job"), clock=Clock.FINISHED, days=30,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.OLD_SESSION: RegimeRow(
        data=say("Session of somebody who was signed in"), clock=Clock.FINISHED, days=1,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.CLOSED_ACCOUNT: RegimeRow(
        data=say("Name and address of a closed account"), clock=Clock.LAST_MISSION, years=2,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.RIGHTS_REQUEST: RegimeRow(
        data=say("A closed request to the rights desk"), clock=Clock.CASE_CLOSED, years=2,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.REMOVED_PERSON: RegimeRow(
        data=say("Keyed hashes that know a removed person again"), clock=Clock.FINISHED, years=2,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.GROUP_STATEMENT: RegimeRow(
        data=say("What is said of a group: renewed by a newer source, or gone from every list and then deleted"),
        clock=Clock.SOURCE, years=1, lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.GROUP_LINEAGE: RegimeRow(
        data=say("What became of a group, on which counting stands"), clock=Clock.SOURCE, years=5,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.MEMBERSHIP: RegimeRow(
        held_in=_P, data=say("Statement that somebody belongs to a group: renewed by newer evidence, or gone"),
        clock=Clock.EVIDENCE, years=1, lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.MEMBERSHIP_SHORT: RegimeRow(
        held_in=_P, data=say("The same, of somebody on the edge of a group or where it is only possible"),
        clock=Clock.EVIDENCE, months=6, lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.MEMBERSHIP_ENDED: RegimeRow(
        held_in=_P, data=say("A withdrawn statement of membership or a tie taken away, until all who got it are told"),
        clock=Clock.FINISHED, days=30, lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.TIE: RegimeRow(
        held_in=_P, data=say("Tie between two people on one record of the police"), clock=Clock.RECORD, years=5,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.GROUP_DRAFT: RegimeRow(
        held_in=_P, data=say("Draft of what police may tell partners of a group, once it is decided on"),
        clock=Clock.LAST_NOTE, years=1, lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.GROUP_AUDIT: RegimeRow(
        data=say("A group audit as it was frozen, or as it was left"), clock=Clock.FINISHED, years=3,
        lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
    Regime.OUTREACH_NOTE: RegimeRow(
        data=say("What an outreach worker told for a group audit: at most this long, and gone once the audit is frozen"),
        clock=Clock.LAST_NOTE, days=60, lagrum=_HOUSE, status=TextStatus.HOUSE,
    ),
}  # fmt: skip

# Whatever the law allows: who is late to review a listing has this long to notice before it is deleted (acceptance S14).
GRACE_DAYS = 30

# The ceiling that holds in a room when the record tells of no case, sentence or file: the shortest of the agency's rows.
FALLBACK: dict[AgencyKind, Regime] = {
    AgencyKind.POLICE: Regime.POLICE_NO_CASE,
    AgencyKind.PROBATION: Regime.PROBATION_OTHER,
    AgencyKind.SOCIAL: Regime.SOCIAL_FILE,
    AgencyKind.CIVIL: Regime.PROVIDER_FILE,
    AgencyKind.MUNICIPALITY: Regime.LISTING_REVIEW,
    AgencyKind.RESEARCH: Regime.LISTING_REVIEW,
}
