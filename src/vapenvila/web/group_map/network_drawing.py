"""The network on paper: communities of people as circles with a number of people, or the people around one as circles."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from vapenvila.web.group_map.drawing import HEIGHT, MARGIN_BOTTOM, MARGIN_TOP, MARGIN_X, WIDTH, on_paper
from vapenvila.web.group_map.engine import crowd_of, spots_of
from vapenvila.web.group_map.network import Pair, Places, WholeNetwork

MOST_COMMUNITIES = 60
MOST_PEOPLE = 2_000  # drawn one by one
MOST_LINKS = 400  # lines that each lead somewhere
FEW = 100  # people who push and pull one another until they stand well; more stand in discs
NEIGHBOURS_APART = 44
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
    """The line of a pair: how many records it stands for."""

    a: UUID
    b: UUID
    n: int
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class PeopleDrawing:
    """People and the lines between them on paper of this size."""

    width: int
    height: int
    people: tuple[DrawnPerson, ...]
    links: tuple[Link, ...]

    @property
    def crowded(self) -> bool:
        """So many lines that they are drawn as one; each pair then opens from the table."""
        return len(self.links) > MOST_LINKS

    @property
    def lines(self) -> str:
        """All lines as one path."""
        return one_path((link.x1, link.y1, link.x2, link.y2) for link in self.links)


def draw_communities(
    network: WholeNetwork, groups: Mapping[UUID, Sequence[str]]
) -> tuple[list[DrawnCommunity], str, int]:
    """The largest communities, the lines between them as one path, and how many people stand in smaller ones."""
    sizes = np.bincount(network.community)[:MOST_COMMUNITIES]  # numbered from the largest
    between = network.between(MOST_COMMUNITIES)
    spots = spots_of(range(len(sizes)), between)
    where = [on_paper(spots[number]) for number in range(len(sizes))]
    codes = _codes(network, groups)
    drawn = [
        DrawnCommunity(
            number=number,
            first=network.people[int(network.members(number)[0])],
            people=int(size),
            groups=tuple(sorted(codes.get(number, ()))),
            x=where[number][0],
            y=where[number][1],
            radius=round(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * math.sqrt(size / sizes[0]), 1),
        )
        for number, size in enumerate(sizes.tolist())
    ]
    lines = one_path([(*where[a], *where[b]) for a, b in sorted(between)])
    return drawn, lines, len(network.people) - int(sizes.sum())


def one_path(lines: Iterable[tuple[float, float, float, float]]) -> str:
    """Straight lines as one path: a browser draws thousands of them as fast as one."""
    return "".join(f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for x1, y1, x2, y2 in lines)


def _codes(network: WholeNetwork, groups: Mapping[UUID, Sequence[str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for person, codes in groups.items():
        place = network.place_of(person)
        if place is not None:
            found.setdefault(int(network.community[place]), set()).update(codes)
    return found


def draw_people(
    network: WholeNetwork,
    chosen: Places,
    *,
    names: Mapping[UUID, str],
    groups: Mapping[UUID, Sequence[str]],
    start: UUID | None,
) -> PeopleDrawing:
    """People side by side and the lines between them. They are drawn in the order of their pseudonyms, which says nothing."""
    order = sorted(network.ids(chosen), key=lambda person: names[person])
    tied = network.among(chosen)
    joins = set(network.ids(np.intersect1d(network.joins, chosen)))
    where, width, height = _few(order, tied) if len(order) <= FEW else _many(network, order, tied)
    drawn = tuple(
        DrawnPerson(
            person,
            names[person],
            tuple(groups.get(person, ())),
            *where[person],
            person == start,
            person in joins,
        )
        for person in order
    )
    links = tuple(Link(a, b, n, *where[a], *where[b]) for (a, b), n in sorted(tied.items()))
    return PeopleDrawing(width, height, drawn, links)


Where = tuple[dict[UUID, tuple[float, float]], int, int]


def _few(order: Sequence[UUID], tied: Mapping[Pair, int]) -> Where:
    spots = spots_of(order, tied)
    return {person: on_paper(spots[person]) for person in order}, WIDTH, HEIGHT


def _many(network: WholeNetwork, order: Sequence[UUID], tied: Mapping[Pair, int]) -> Where:
    """Each community of the room as a disc, as far as its people are shown."""
    community = [int(network.community[network.place_of(person)]) for person in order]
    spots, wide, high = crowd_of(order, community, tied, shape=WIDTH / HEIGHT)
    far = NEIGHBOURS_APART
    where = {
        person: (round(MARGIN_X + far * x, 1), round(MARGIN_TOP + far * y, 1))
        for person, (x, y) in spots.items()
    }
    return where, round(far * wide) + 2 * MARGIN_X, round(far * high) + MARGIN_TOP + MARGIN_BOTTOM
