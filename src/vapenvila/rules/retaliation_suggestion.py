"""Which pairs of incidents are suggested as cause and answer, for what reason, and how many incidents answer another."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from vapenvila.rules.decision import Sentence, say
from vapenvila.rules.retaliation_chain import IncidentFacts, Link, Pair, SideFacts

USUAL_DAYS, MOST_DAYS = 14, 90
MOST_METRES = 50_000  # usually none are asked for: feuds are fought all over a city
EARTH_METRES = 6_371_008.8


@dataclass(frozen=True, slots=True)
class FeudFacts:
    """Two groups in feud from a day to a day (None: it goes on)."""

    groups: frozenset[UUID]
    from_on: date
    to_on: date | None = None

    def on(self, day: date) -> bool:
        """Whether the feud was on that day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class Reason(StrEnum):
    """Why a pair is suggested. The first that fits is given."""

    HURT_THEN_ACTED = "hurt_then_acted"
    HURT_IN_FEUD = "hurt_in_feud"
    ACTED_IN_FEUD = "acted_in_feud"


REASONS: dict[Reason, Sentence] = {
    Reason.HURT_THEN_ACTED: say("The group that was hurt in the earlier incident acted in the later one."),
    Reason.HURT_IN_FEUD: say(
        "The groups hurt in the two incidents were in feud with one another on the day of the later one."
    ),
    Reason.ACTED_IN_FEUD: say(
        "The groups that acted in the two incidents were in feud with one another on the day of the later one."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A pair in which the later incident may answer the earlier. `sure`: every side that speaks for it is confirmed."""

    earlier: IncidentFacts
    later: IncidentFacts
    reason: Reason
    sure: bool
    days: float
    metres: float | None

    @property
    def pair(self) -> Pair:
        """The two identifiers."""
        return self.earlier.id, self.later.id


def metres_between(one: IncidentFacts, other: IncidentFacts) -> float | None:
    """Great-circle distance in metres; None where a place is not known."""
    if one.point is None or other.point is None:
        return None
    (south, west), (north, east) = one.point, other.point
    a = sin(radians(north - south) / 2) ** 2
    b = cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 2 * EARTH_METRES * asin(min(1.0, sqrt(a + b)))


def days_between(earlier: IncidentFacts, later: IncidentFacts) -> float:
    """Days from one to the other, by their earliest times."""
    return (later.at - earlier.at) / timedelta(days=1)


def suggestions(
    incidents: Iterable[IncidentFacts],
    feuds: Sequence[FeudFacts],
    *,
    days: int = USUAL_DAYS,
    metres: int | None = None,
    settled: frozenset[Pair] = frozenset(),
) -> list[Suggestion]:
    """Pairs for whose link the groups speak, at most so many days and metres apart; the latest first.

    `settled` are pairs somebody has linked or dismissed: they are not suggested again. Where `metres` are asked for, a pair
    of which one place is not known is left out. Never suggested by time and place alone.
    """
    by_groups = _by_groups(feuds)
    found = []
    for earlier, later in _pairs_that_share_groups(incidents, by_groups, days):
        if (earlier.id, later.id) in settled:
            continue
        why = _speaking(earlier, later, by_groups)
        if why is None:
            continue
        apart = metres_between(earlier, later)
        if metres is not None and (apart is None or apart > metres):
            continue
        reason, sides = why
        found.append(
            Suggestion(
                earlier=earlier,
                later=later,
                reason=reason,
                sure=all(side.link is Link.CONFIRMED for side in sides),
                days=days_between(earlier, later),
                metres=apart,
            )
        )
    return sorted(found, key=lambda one: (one.later.at, one.later.number, one.earlier.at), reverse=True)


Feuds = Mapping[frozenset[UUID], Sequence[FeudFacts]]


def _by_groups(feuds: Iterable[FeudFacts]) -> Feuds:
    found: dict[frozenset[UUID], list[FeudFacts]] = defaultdict(list)
    for feud in feuds:
        found[feud.groups].append(feud)
    return found


def _pairs_that_share_groups(
    incidents: Iterable[IncidentFacts], feuds: Feuds, days: int
) -> Iterator[tuple[IncidentFacts, IncidentFacts]]:
    """Of the pairs that lie near in time those for which groups could speak: a region has millions of the others."""
    rivals: dict[UUID, set[UUID]] = defaultdict(set)
    for groups in feuds:
        for one in groups:
            rivals[one] |= groups - {one}
    hurt: dict[UUID, list[IncidentFacts]] = defaultdict(list)  # so far, the earliest first
    acted: dict[UUID, list[IncidentFacts]] = defaultdict(list)
    for later in _in_order(incidents):
        mine, theirs = later.acting.named, later.hurt.named
        lists = [hurt[mine]] if mine else []
        lists += [hurt[one] for one in rivals.get(theirs, ())] if theirs else []
        lists += [acted[one] for one in rivals.get(mine, ())] if mine else []
        near = {one.id: one for before in lists for one in _since(before, later.at - timedelta(days=days))}
        yield from ((earlier, later) for earlier in near.values() if earlier.at < later.at)
        if theirs:
            hurt[theirs].append(later)
        if mine:
            acted[mine].append(later)


def _since(rows: Sequence[IncidentFacts], first: datetime) -> Sequence[IncidentFacts]:
    return rows[bisect_left(rows, first, key=lambda one: one.at) :]


def _in_order(incidents: Iterable[IncidentFacts]) -> list[IncidentFacts]:
    """Those that count, the earliest first."""
    return sorted((one for one in incidents if one.counts), key=lambda one: (one.at, one.number))


def reason_for(earlier: IncidentFacts, later: IncidentFacts, feuds: Sequence[FeudFacts]) -> Reason | None:
    """What speaks for a pair by its groups alone, however far apart the two lie."""
    why = _speaking(earlier, later, _by_groups(feuds))
    return None if why is None else why[0]


def _speaking(
    earlier: IncidentFacts, later: IncidentFacts, feuds: Feuds
) -> tuple[Reason, tuple[SideFacts, SideFacts]] | None:
    if earlier.hurt.named is not None and earlier.hurt.named == later.acting.named:
        return Reason.HURT_THEN_ACTED, (earlier.hurt, later.acting)
    another_acted = later.acting.named is not None or later.acting.link is Link.NOT_GMI
    if not another_acted and _in_feud(earlier.hurt.named, later.hurt.named, later.on, feuds):
        return Reason.HURT_IN_FEUD, (earlier.hurt, later.hurt)
    another_hurt = earlier.hurt.named is not None or earlier.hurt.link is Link.NOT_GMI
    if not another_hurt and _in_feud(earlier.acting.named, later.acting.named, later.on, feuds):
        return Reason.ACTED_IN_FEUD, (earlier.acting, later.acting)
    return None


def _in_feud(one: UUID | None, other: UUID | None, day: date, feuds: Feuds) -> bool:
    if one is None or other is None or one == other:
        return False
    return any(feud.on(day) for feud in feuds.get(frozenset({one, other}), ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCounts:
    """How many incidents answer another: `strict` by hand, `wide` suggested too, `most` had every unknown side been so."""

    incidents: int
    strict: int
    wide: int
    most: int


def counts(
    incidents: Sequence[IncidentFacts],
    feuds: Sequence[FeudFacts],
    *,
    linked: frozenset[Pair],
    dismissed: frozenset[Pair],
    days: int = USUAL_DAYS,
    metres: int | None = None,
) -> ChainCounts:
    """Incidents that answer at least one other, each counted once. What was dismissed is neither suggested nor possible."""
    there = {one.id for one in incidents if one.counts}
    strict = {later for earlier, later in linked if earlier in there and later in there}
    found = suggestions(incidents, feuds, days=days, metres=metres, settled=linked | dismissed)
    wide = strict | {one.later.id for one in found}
    possible = _that_could_answer(incidents, wide=wide, dismissed=dismissed, days=days, metres=metres)
    return ChainCounts(incidents=len(there), strict=len(strict), wide=len(wide), most=len(wide) + possible)


def _that_could_answer(
    incidents: Iterable[IncidentFacts],
    *,
    wide: set[UUID],
    dismissed: frozenset[Pair],
    days: int,
    metres: int | None,
) -> int:
    """Incidents beyond `wide` that answer another if every unknown side is the group it takes."""
    rows = _in_order(incidents)
    found, start = 0, 0
    for place, later in enumerate(rows):
        while later.at - rows[start].at > timedelta(days=days):
            start += 1
        if later.id in wide or later.acting.link is Link.NOT_GMI:
            continue
        found += any(
            (earlier.hurt.is_open or (later.acting.is_open and earlier.hurt.link is not Link.NOT_GMI))
            and earlier.at < later.at
            and (earlier.id, later.id) not in dismissed
            and _near_or_unknown(earlier, later, metres)
            for earlier in rows[start:place]
        )
    return found


def _near_or_unknown(earlier: IncidentFacts, later: IncidentFacts, metres: int | None) -> bool:
    apart = metres_between(earlier, later)
    return metres is None or apart is None or apart <= metres
