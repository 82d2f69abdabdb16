"""The network of ties in one room, as a whole: parts that hang together, communities, and places where it would fall apart.

These are properties of the network. Nobody in it gets a number: communities are drawn by size, people side by side, and a
neighbourhood is a set without an order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Pair = tuple[UUID, UUID]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class WholeNetwork:
    """n people and k pairs that are tied. People are named by their places in `people`, which is in rising order.

    `one`, `other`, `times`: (k,) places of each pair, one < other, and its records. `community`: (n,) numbered from the
    largest. `joins`: (m,) places where a part would fall apart.
    """

    people: tuple[UUID, ...]
    one: Places
    other: Places
    times: Places
    components: int
    largest: int
    community: Places
    joins: Places

    @property
    def pairs(self) -> int:
        """How many pairs are tied."""
        return len(self.one)

    @property
    def records(self) -> int:
        """Records that tie two people."""
        return int(self.times.sum())

    def place_of(self, person: UUID) -> int | None:
        """The place of a person; None for somebody without a tie."""
        at = bisect_left(self.people, person)
        return at if at < len(self.people) and self.people[at] == person else None

    def members(self, community: int) -> Places:
        """Places of the people of one community."""
        return np.flatnonzero(self.community == community)

    def around(self, place: int, steps: int) -> Places:
        """Places of everybody who is reached over at most so many ties, the start too."""
        reached = np.zeros(len(self.people), dtype=np.bool_)
        reached[place] = True
        for _ in range(steps):
            near = reached[self.one] | reached[self.other]
            reached[self.one[near]] = reached[self.other[near]] = True
        return np.flatnonzero(reached)

    def between(self, most: int) -> dict[tuple[int, int], int]:
        """Pairs that are tied across two communities, among the first so many communities."""
        low, high = np.sort([self.community[self.one], self.community[self.other]], axis=0)
        across = (low != high) & (high < most)
        ends, n = np.unique(low[across] * most + high[across], return_counts=True)
        return {divmod(int(end), most): int(count) for end, count in zip(ends, n, strict=True)}

    def among(self, chosen: Places) -> dict[Pair, int]:
        """Records of the pairs of which both are among these people."""
        there = np.zeros(len(self.people), dtype=np.bool_)
        there[chosen] = True
        both = np.flatnonzero(there[self.one] & there[self.other])
        ends = zip(self.one[both].tolist(), self.other[both].tolist(), self.times[both].tolist(), strict=True)
        return {(self.people[a], self.people[b]): n for a, b, n in ends}

    def ids(self, places: Places) -> list[UUID]:
        """The people at these places."""
        return [self.people[place] for place in places.tolist()]


def packed(ties: Iterable[Pair] | Sequence[Pair]) -> bytes:
    """The two people of each record as 32 bytes, as the database hands them over."""
    return b"".join(one.bytes + other.bytes for one, other in ties)
