"""The network on paper: communities of people as circles with a number of people, or the people around one as circles."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from vapenvila.web.group_map.drawing import on_paper
from vapenvila.web.group_map.engine import spots_of
from vapenvila.web.group_map.network import Pair, WholeNetwork, among

MOST_COMMUNITIES = 60
MOST_PEOPLE = 250
LEAST_RADIUS, MOST_RADIUS = 14, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCommunity:
    """People who are tied more among themselves than to others. `first` names it in addresses."""

    number: int
    first: UUID
    people: int
    groups: tuple[str, ...]
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class DrawnPerson:
    """One person of a neighbourhood. `joins`: the drawn part would fall apart here."""

    id: UUID
    name: str
    groups: tuple[str, ...]
    x: float
    y: float
    start: bool
    joins: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A line: how many pairs or records it stands for."""

    a: UUID | int
    b: UUID | int
    n: int
    x1: float
    y1: float
    x2: float
    y2: float


def draw_communities(
    network: WholeNetwork, groups: Mapping[UUID, Sequence[str]]
) -> tuple[list[DrawnCommunity], list[Link], int]:
    """The largest communities, the lines between them, and how many people stand in smaller ones."""
    members = network.members()
    shown = sorted(members)[:MOST_COMMUNITIES]  # numbered from the largest
    between = {pair: n for pair, n in network.between().items() if pair[0] in shown and pair[1] in shown}
    spots = spots_of(shown, between)
    most = max(len(members[number]) for number in shown)
    drawn = []
    for number in shown:
        people = members[number]
        x, y = on_paper(spots[number])
        codes = sorted({code for person in people for code in groups.get(person, ())})
        radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * math.sqrt(len(people) / most)
        drawn.append(
            DrawnCommunity(
                number=number,
                first=min(people),
                people=len(people),
                groups=tuple(codes),
                x=x,
                y=y,
                radius=round(radius, 1),
            )
        )
    where = {one.number: (one.x, one.y) for one in drawn}
    links = [Link(a, b, n, *where[a], *where[b]) for (a, b), n in sorted(between.items())]
    return drawn, links, len(network.people) - sum(one.people for one in drawn)


def draw_people(
    people: Sequence[UUID],
    pairs: Mapping[Pair, int],
    *,
    names: Mapping[UUID, str],
    groups: Mapping[UUID, Sequence[str]],
    joins: frozenset[UUID],
    start: UUID | None,
) -> tuple[list[DrawnPerson], list[Link]]:
    """People side by side and the lines between them. They are drawn in the order of their pseudonyms, which says nothing."""
    order = sorted(people, key=lambda person: names[person])
    tied = among(pairs, order)
    spots = spots_of(order, tied)
    where = {person: on_paper(spots[person]) for person in order}
    drawn = [
        DrawnPerson(
            person,
            names[person],
            tuple(groups.get(person, ())),
            *where[person],
            person == start,
            person in joins,
        )
        for person in order
    ]
    return drawn, [Link(a, b, n, *where[a], *where[b]) for (a, b), n in sorted(tied.items())]
