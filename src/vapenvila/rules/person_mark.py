"""How a person stands in a room: a closed list of marks, kept apart (BDL 2:9-10, Act 2018:1693 3:4; law.md N7).

Whoever is in the register without being suspected carries a mark that says so, on every page. No path leads from there
to a list of suspects (acceptance S12): what is known against a victim is a record of its own with a source of its own.
"""

from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.roles import AgencyKind


class Mark(StrEnum):
    """What a person is in the room's work."""

    SUSPECT = "suspect"
    CONVICTED = "convicted"
    VICTIM = "victim"
    WITNESS = "witness"
    RELATIVE = "relative"
    OTHER = "other"  # bystander, contact: not suspected either


SUSPECTED = frozenset({Mark.SUSPECT, Mark.CONVICTED})
NOT_SUSPECTED = frozenset(Mark) - SUSPECTED

MARKS_OF: dict[AgencyKind, frozenset[Mark]] = {
    AgencyKind.POLICE: frozenset(Mark),
    AgencyKind.PROBATION: frozenset(Mark) - {Mark.SUSPECT},
    AgencyKind.SOCIAL: NOT_SUSPECTED,  # social services help; they register nobody as suspected
    AgencyKind.MUNICIPALITY: frozenset(),
    AgencyKind.CIVIL: frozenset(),
    AgencyKind.RESEARCH: frozenset(),
}


def may_carry(mark: Mark, agency: AgencyKind) -> Decision:
    """Whether an agency of this kind may register people under this mark."""
    if mark not in MARKS_OF[agency]:
        return refuse(say("An agency of this kind registers nobody under this mark."))
    return allow(say("The agency's task includes people under this mark."))


def may_change_mark(old: Mark, new: Mark) -> Decision:
    """Whether a record's mark may change: never from not suspected to suspected."""
    if old in NOT_SUSPECTED and new in SUSPECTED:
        return refuse(
            say(
                "This record is of somebody who is not suspected. What is known against the person is a record of its"
                " own, with its own source."
            )
        )
    return allow(say("The mark may be changed."))


def may_be_one_record(kept: Mark, absorbed: Mark) -> Decision:
    """Whether two records may be merged: suspected and not suspected are never mixed."""
    if (kept in SUSPECTED) != (absorbed in SUSPECTED):
        return refuse(
            say(
                "One of the two is suspected and the other is not. Such records are kept apart, also of one person."
            )
        )
    return allow(say("The marks of the two go together."))
