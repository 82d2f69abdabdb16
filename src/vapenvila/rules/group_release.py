"""Whether the police may tell partners something of a group: an act with ground, test and a named decider.

What leaves is a statement on a group and names nobody. It goes to everybody who reads the shared picture, so the ground must
reach each kind of agency that does; and whoever wrote the draft does not decide on it (acceptance S4, S5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.disclosable_fields import DataClass
from vapenvila.rules.legal_ground import Force, LegalGround
from vapenvila.rules.roles import AgencyKind

# The kinds of agency, beside the police, whose people read the shared picture of groups.
READERS: frozenset[AgencyKind] = frozenset({AgencyKind.PROBATION, AgencyKind.SOCIAL, AgencyKind.MUNICIPALITY})
SHORTEST_REASON = 10


class DraftState(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"
    RELEASED = "released"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFacts:
    """Where the draft stands, who wrote it, and who has decided for its release so far."""

    state: DraftState
    author: UUID
    deciders: frozenset[UUID]


def reaches_partners(ground: LegalGround) -> Decision:
    """Whether the ground reaches from the police to everybody who reads the picture, for data at group level."""
    whole = AgencyKind.POLICE in ground.from_kinds and ground.to_kinds >= READERS
    if ground.force is Force.FORBIDDEN or not whole or DataClass.GROUP_LEVEL not in ground.data:
        return refuse(say("This ground does not reach everybody who reads the shared picture of groups."))
    return allow(say("The ground reaches everybody who reads the shared picture of groups."))


def grounds_of_release(grounds: Iterable[LegalGround]) -> list[LegalGround]:
    """The grounds on which something of a group can be told, in the order of the catalogue."""
    return [ground for ground in grounds if reaches_partners(ground)]


def may_decide_on(facts: ReleaseFacts, *, by: UUID) -> Decision:
    """Whether this person may decide on the draft: not its author, and nobody twice."""
    if facts.state is not DraftState.DRAFT:
        return refuse(say("It is decided on already. What is known anew is a draft of its own."))
    if by == facts.author:
        return refuse(say("Whoever wrote the draft does not decide on it. Somebody else in the room does."))
    if by in facts.deciders:
        return refuse(say("You have decided already. Somebody else decides too."))
    return allow(say("You may decide."))


def is_released(facts: ReleaseFacts, ground: LegalGround) -> bool:
    """Whether as many different people as the ground asks for have decided that it leaves."""
    return len(facts.deciders) >= ground.deciders


def may_refuse_draft(facts: ReleaseFacts, *, reason: str) -> Decision:
    """Whether the draft may be refused: by anybody who decides there, its author too, with a reason."""
    if facts.state is not DraftState.DRAFT:
        return refuse(say("It is decided on already. What is known anew is a draft of its own."))
    if len(reason.strip()) < SHORTEST_REASON:
        return refuse(say("Write a reason that somebody else understands."))
    return allow(say("The draft may be refused."))
