"""Whether rows of a file may become persons of a room: who may bring a file, what a row must hold, what it may change.

Nobody becomes suspected by being forgotten: a row says itself, in the words of a closed list, that somebody is suspected.
What a whole file may say for its rows is only that nobody in it is (acceptance S12).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.person_access import PersonRoom, may_work_with_persons
from vapenvila.rules.person_mark import SUSPECTED, Mark
from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import Role

SHORTEST_REASON = 10
IMPORTERS = frozenset({Role.POLICE_ANALYST, Role.PROBATION_OFFICER, Role.SOCIAL_WORKER})


class ForChildren(StrEnum):
    """What a file's mapping says of rows on somebody under 18."""

    REFUSE = "refuse"
    PROTECT = "protect"  # protective track, with a need of the child's own in each row


def may_import_persons(reader: Reader, room: PersonRoom, *, today: date) -> Decision:
    """Whether the reader may bring a whole file of persons into this room, and take it out again."""
    decision = may_work_with_persons(reader, room, today=today)
    if not decision:
        return decision
    here = [m for m in reader.missions if m.room == room.id and m.covers(today)]
    if not any(m.roles & IMPORTERS for m in here):
        return refuse(
            say("Whole files are brought in by the room's analyst, probation officers or social workers.")
        )
    return allow(say("Your role in this room includes bringing in files of persons."))


def may_hold_for_all_rows(mark: Mark) -> Decision:
    """Whether a file without a column for the mark may carry this one throughout (acceptance S12)."""
    if mark in SUSPECTED:
        return refuse(
            say(
                "Nobody is suspected because a whole file says so. The file needs a column that says it of each person."
            )
        )
    return allow(say("Nobody in the file is suspected."))


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord:
    """The room's record under a row's reference: in use and in sight, protected by whom, changed since the last import."""

    in_use: bool
    protected: bool
    keeper: UUID | None
    changed_by_hand: bool


def may_update_from_file(record: FoundRecord, *, by: UUID) -> Decision:
    """Whether a row with new facts may change the record its reference names. People's changes are never overwritten."""
    if not record.in_use:
        return refuse(
            say("The room's record under this reference is not in use just now. Nothing of it was changed.")
        )
    if record.protected and record.keeper != by:
        return refuse(say("The room's record under this reference is protected: only its keeper changes it."))
    if record.changed_by_hand:
        return refuse(
            say(
                "The file says something new, but somebody has changed the record since the last import. Change it there."
            )
        )
    return allow(say("The record may take what is new in the file."))


def may_take_mark_from_file(old: Mark, new: Mark) -> Decision:
    """Whether a row may change the mark of the record its reference names: to or from suspected is a judgement."""
    if (old in SUSPECTED) != (new in SUSPECTED):
        return refuse(
            say(
                "The file and the room differ on whether the person is suspected. No file decides that: look at the record."
            )
        )
    return allow(say("The mark may be taken from the file."))


def may_commit_texts(*, warnings: int, looked_at: bool) -> Decision:
    """Whether a file whose free texts gave warnings may go in: only when somebody says they have looked (acceptance S9)."""
    if warnings and not looked_at:
        return refuse(
            say(
                "Free texts of the file gave warnings. Look at them, and say so, before the file is imported."
            )
        )
    return allow(say("The free texts have been looked at."))


def may_undo_persons(*, changed: int, used: int) -> Decision:
    """Whether a whole file may be taken out again: only while nothing in it has been changed or used since."""
    if changed:
        return refuse(
            say(
                "Somebody has changed records of this file since. Nothing was undone; remove the others one by one."
            )
        )
    if used:
        return refuse(
            say(
                "Records of this file have been used since, for example in a disclosure or an emergency. Nothing was undone."
            )
        )
    return allow(say("The whole file may be taken out again."))


def may_let_back(*, waiting: bool, reason: str) -> Decision:
    """Whether somebody who was removed may be registered again: by a person who says what is new."""
    if not waiting:
        return refuse(say("This has been decided already, or its time is over. Check the file again."))
    if len(reason.strip()) < SHORTEST_REASON:
        return refuse(say("Write what is new and on what ground the person is registered again."))
    return allow(say("The row may come in at the next check."))
