"""What a reader may be shown, said a second time: from the rules and this table, never from the views or the queries.

A kind of record without a line here fails the attack: whoever adds one says which rights let people see it.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tests.attack.canaries import Canary
from vapenvila.rules.person_access import CASEWORKERS
from vapenvila.rules.reader import MissionFacts, Reader
from vapenvila.rules.rights import Right, may

R = Right
INSIDERS = (R.SEE_PROGRAMME,)
PICTURE = (R.READ_PICTURE,)
FIGURES = (R.SEE_FIGURES,)
TABLE = (R.TAKE_PART_IN_REVIEW,)
MINUTES = (R.READ_MINUTES,)
IMPORTS = (R.IMPORT_INCIDENTS,)

# Record kind, or one field of it, → rights of which one is enough to see it in one's own programme (and room).
SHOWN_BY: dict[str, tuple[Right, ...]] = {
    "accounts.User": INSIDERS,  # colleagues' names
    "accounts.User.email": (R.MANAGE_ACCOUNTS,),
    "partners.Programme": INSIDERS,
    "partners.Agency": INSIDERS,
    "partners.Room": INSIDERS,
    "partners.Mission": (R.MANAGE_ACCOUNTS,),
    "partners.ProgrammeStatusChange": (R.SET_UP_PROGRAMME,),
    "jobs.JobProgress": INSIDERS,
    "incidents.Area": FIGURES,
    "incidents.CountRule": FIGURES,
    "incidents.Incident": PICTURE,
    "incidents.IncidentSource": PICTURE,
    "incidents.ClassificationEvent": PICTURE,
    "incidents.SavedFilter": PICTURE,
    "wall.PictureVersion": INSIDERS,  # a number that rises
    "wall.PictureTouch": INSIDERS,
    "audit.ExportRecord": (R.FOLLOW_EXPORTS, R.EXPORT_INCIDENTS),
    "audit.ExportApproval": (R.FOLLOW_EXPORTS, R.APPROVE_EXPORTS, R.EXPORT_INCIDENTS),
    "partners.ReadinessItem": (R.SET_UP_PROGRAMME, R.READ_AUDIT_TRAIL),
    "incidents.IncidentMerge": (*PICTURE, R.MERGE_INCIDENTS),
    "incidents.DifferentIncidents": (R.MERGE_INCIDENTS,),
    "imports.SavedMapping": IMPORTS,
    "imports.ImportBatch": IMPORTS,
    "imports.ImportChange": IMPORTS,
    "imports.ImportConflict": IMPORTS,
    "reviews.ReviewMeeting": MINUTES,
    "reviews.Presence": MINUTES,
    "reviews.AgendaItem": TABLE,
    "reviews.BoardNotice": MINUTES,
    "reviews.ReviewDecision": (R.SEE_OWN_TASKS, *MINUTES),
    "reviews.GroupAssessment": PICTURE,
    "reviews.IncidentConflict": PICTURE,
    "reviews.RetaliationClock": PICTURE,
}

# Whole apps whose records lie in rooms: what is in them is for those who do casework in the very room.
CASEWORK = ("people.",)
AT_THE_DOOR = ("disclosures.",)
DOOR_RIGHTS = tuple(right for right in Right if right.value == "use_door")


def has_verdict(label: str) -> bool:
    """Whether somebody has said who sees this kind of record."""
    return label in SHOWN_BY or label.startswith(CASEWORK + AT_THE_DOOR)


def _rights_for(canary: Canary) -> tuple[Right, ...]:
    if canary.label.startswith(AT_THE_DOOR):
        return DOOR_RIGHTS
    return SHOWN_BY.get(canary.field, SHOWN_BY.get(canary.label, ()))


def may_be_shown(reader: Reader | None, canary: Canary, *, today: date) -> bool:
    """Whether this reader may be shown what the canary marks, wherever it turns up."""
    if reader is None:
        return False
    if canary.person == reader.user:
        return True
    if canary.programme is None or canary.programme not in reader.programmes(today=today):
        return False
    if canary.rooms and not _missions_in(reader, canary.rooms, today):
        return False
    if canary.label.startswith(CASEWORK):
        return any(m.roles & CASEWORKERS[m.agency_kind] for m in _missions_in(reader, canary.rooms, today))
    asked = _rights_for(canary)
    if canary.field.endswith(
        ".id"
    ):  # the trail names records by their identifiers, and shows nothing of them
        asked = (*asked, R.READ_AUDIT_TRAIL)
    return any(may(reader, right, canary.programme, today=today) for right in asked)


def _missions_in(reader: Reader, rooms: Iterable[UUID], today: date) -> list[MissionFacts]:
    return [m for m in reader.missions if m.room in set(rooms) and m.covers(today)]
