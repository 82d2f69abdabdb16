"""The network of ties in one room, as a whole: parts that hang together, communities, and places where it would fall apart.

These are properties of the network. Nobody in it gets a number: communities are drawn by size, people side by side, and a
neighbourhood is a set without an order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class WholeNetwork:
    """People and how they hang together. `community`: of each person; `joins`: people where a part would fall apart."""

    people: tuple[UUID, ...]
    pairs: Mapping[Pair, int]  # records of each pair
    components: int
    largest: int
    community: Mapping[UUID, int]
    joins: frozenset[UUID]

    @property
    def records(self) -> int:
        """Records that tie two people."""
        return sum(self.pairs.values())

    def members(self) -> dict[int, list[UUID]]:
        """The people of each community."""
        found: dict[int, list[UUID]] = {}
        for person in self.people:
            found.setdefault(self.community[person], []).append(person)
        return found

    def between(self) -> Counter[tuple[int, int]]:
        """Pairs that are tied across two communities."""
        found: Counter[tuple[int, int]] = Counter()
        for one, other in self.pairs:
            a, b = sorted((self.community[one], self.community[other]))
            if a != b:
                found[a, b] += 1
        return found


def pairs_of(ties: Iterable[Pair]) -> Counter[Pair]:
    """How many records tie each pair, in whichever order the two are named."""
    return Counter((one, other) if one < other else (other, one) for one, other in ties)


def neighbourhood(pairs: Iterable[Pair], person: UUID, steps: int) -> frozenset[UUID]:
    """Everybody who is reached from a person over at most so many ties, the person too."""
    tied: dict[UUID, set[UUID]] = {}
    for one, other in pairs:
        tied.setdefault(one, set()).add(other)
        tied.setdefault(other, set()).add(one)
    reached, edge = {person}, {person}
    for _ in range(steps):
        edge = {other for one in edge for other in tied.get(one, ())} - reached
        reached |= edge
    return frozenset(reached)


def among(pairs: Mapping[Pair, int], people: Sequence[UUID] | frozenset[UUID]) -> dict[Pair, int]:
    """The pairs of which both are among these people."""
    there = frozenset(people)
    return {pair: n for pair, n in pairs.items() if pair[0] in there and pair[1] in there}
