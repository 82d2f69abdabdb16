"""When two records of one room may be made one person's, and when that may be undone."""

from dataclasses import dataclass
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say


@dataclass(frozen=True, slots=True)
class PersonMergeFacts:
    """One of the two: its identity, its room, and whether it is in use."""

    id: UUID
    room: UUID
    active: bool


def may_merge_persons(kept: PersonMergeFacts, absorbed: PersonMergeFacts, *, reason: str) -> Decision:
    """Whether the second record may be taken into the first. Rooms are never crossed (S3)."""
    if kept.id == absorbed.id:
        return refuse(say("A record cannot be merged with itself."))
    if kept.room != absorbed.room:
        return refuse(say("Records of different rooms are never merged."))
    if not (kept.active and absorbed.active):
        return refuse(say("One of the two is no longer in use by itself. Undo that first."))
    if not reason.strip():
        return refuse(say("Write why the two are the same person."))
    return allow(say("The two may be merged."))


def may_undo_person_merge(*, kept_merged: bool, undone: bool) -> Decision:
    """Whether a merge may be undone: once, and the latest first."""
    if undone:
        return refuse(say("This merge has already been undone."))
    if kept_merged:
        return refuse(say("The record was merged further. Undo the later merge first."))
    return allow(say("The merge may be undone."))
