"""When two incidents may be made one, and when that may be undone."""

from dataclasses import dataclass
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """One of the two: its identity, its programme, and whether it already lives in another incident."""

    id: UUID
    programme: UUID
    merged: bool


def may_merge(kept: MergeFacts, absorbed: MergeFacts, *, reason: str) -> Decision:
    """Whether the second incident may be taken into the first."""
    if kept.id == absorbed.id:
        return refuse(say("An incident cannot be merged with itself."))
    if kept.programme != absorbed.programme:
        return refuse(say("Incidents of different programmes are never merged."))
    if kept.merged or absorbed.merged:
        return refuse(say("One of the two is already merged into another incident. Undo that merge first."))
    if not reason.strip():
        return refuse(say("Write why the two are the same incident."))
    return allow(say("The two may be merged."))


def may_undo_merge(*, kept: MergeFacts, undone: bool) -> Decision:
    """Whether a merge may be undone: once, and the latest first."""
    if undone:
        return refuse(say("This merge has already been undone."))
    if kept.merged:
        return refuse(say("The incident was merged further. Undo the later merge first."))
    return allow(say("The merge may be undone."))
