"""What links two incidents as cause and answer: when somebody may say so, and which incidents hang together by it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say

USUAL_DAYS, MOST_DAYS = 14, 90
USUAL_METRES, MOST_METRES = (
    None,
    50_000,
)  # none: a place is not asked for, because feuds are fought all over a city
EARTH_METRES = 6_371_008.8
WORDS_OF_A_REASON = 500

Pair = tuple[UUID, UUID]  # earlier, later


class Link(StrEnum):
    """How a side of an incident is linked to a group."""

    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"
    NOT_GMI = "not_gmi"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SideFacts:
    """One side of an incident: how sure the link is, and the group where it is known."""

    link: Link = Link.UNKNOWN
    group: UUID | None = None

    @property
    def named(self) -> UUID | None:
        """The group, where the side is linked to one that is known."""
        return self.group if self.link in (Link.CONFIRMED, Link.SUSPECTED) else None

    @property
    def is_open(self) -> bool:
        """Whether the side may yet turn out to be any group: nothing is known, or no group is named."""
        return self.link is not Link.NOT_GMI and self.named is None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """One incident as chains see it. `at` is the earliest time it can have happened; `counts`: not merged, not unfounded."""

    id: UUID
    number: int
    programme: UUID
    at: datetime
    on: date
    point: tuple[float, float] | None = None  # latitude, longitude in degrees
    acting: SideFacts = SideFacts()
    hurt: SideFacts = SideFacts()
    counts: bool = True


def chains(linked: Iterable[Pair]) -> list[frozenset[UUID]]:
    """Incidents that hang together by links, each chain as one set, the largest first."""
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for earlier, later in linked:
        beside[earlier].add(later)
        beside[later].add(earlier)
    seen: set[UUID] = set()
    found = []
    for start in sorted(beside):
        if start not in seen:
            chain = _reached(start, beside)
            seen |= chain
            found.append(frozenset(chain))
    return sorted(found, key=lambda chain: (-len(chain), min(chain)))


def _reached(start: UUID, onward: dict[UUID, set[UUID]]) -> set[UUID]:
    """Everything that is reached from here, itself included."""
    found, left = {start}, [start]
    while left:
        for one in onward.get(left.pop(), set()) - found:
            found.add(one)
            left.append(one)
    return found


def may_link(
    earlier: IncidentFacts,
    later: IncidentFacts,
    *,
    linked: frozenset[Pair],
    dismissed: frozenset[Pair],
    blind: frozenset[UUID],
) -> Decision:
    """Whether somebody may say that the later incident answers the earlier."""
    stop = _is_no_pair(earlier, later, blind)
    if stop is not None:
        return refuse(stop)
    if (earlier.id, later.id) in linked:
        return refuse(say("These two incidents are linked already."))
    if (earlier.id, later.id) in dismissed:
        return refuse(say("This pair has been dismissed. Take the dismissal back first."))
    onward: dict[UUID, set[UUID]] = defaultdict(set)
    for one, other in linked:
        onward[one].add(other)
    if earlier.id in _reached(later.id, onward):
        return refuse(say("The earlier incident answers the later one already, by way of others."))
    return allow(say("The later incident may be linked as an answer to the earlier."))


def may_dismiss(
    earlier: IncidentFacts,
    later: IncidentFacts,
    *,
    reason: str,
    linked: frozenset[Pair],
    dismissed: frozenset[Pair],
    blind: frozenset[UUID],
) -> Decision:
    """Whether somebody may say that the later incident does not answer the earlier."""
    stop = _is_no_pair(earlier, later, blind)
    if stop is not None:
        return refuse(stop)
    if (earlier.id, later.id) in linked:
        return refuse(say("These two incidents are linked. Take the link back first."))
    if (earlier.id, later.id) in dismissed:
        return refuse(say("This pair has been dismissed already."))
    if not reason.strip():
        return refuse(say("Say why the later incident does not answer the earlier."))
    return allow(say("The suggestion may be dismissed."))


def may_take_back(*, withdrawn: bool, blind: bool) -> Decision:
    """Whether a link or a dismissal may be taken back. It stays on record with who took it back and when."""
    if blind:
        return refuse(BLIND)
    if withdrawn:
        return refuse(say("This has been taken back already."))
    return allow(say("It may be taken back; it stays on record."))


BLIND = say("You judge one of these incidents blind. What others said of it opens when you have.")


def _is_no_pair(earlier: IncidentFacts, later: IncidentFacts, blind: frozenset[UUID]) -> Sentence | None:
    if earlier.id == later.id:
        return say("An incident never answers itself.")
    if earlier.programme != later.programme:
        return say("Incidents of two programmes are not linked.")
    if blind & {earlier.id, later.id}:
        return BLIND
    if not (earlier.counts and later.counts):
        return say("An incident that is unfounded or merged into another is not linked.")
    if earlier.at >= later.at:
        return say("The answer comes after what it answers. Change the order of the two incidents.")
    return None
