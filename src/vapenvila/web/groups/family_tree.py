"""The family tree of groups: a lane for each, bars while they lived, lines where one became another."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from vapenvila.web.groups.picture import GroupPicture, LineageSaid

WIDTH = 860
NAMES = 190  # room for the names at the left
LANE = 34
TOP = 26
LEAST_DAYS = 60

Place = Callable[[date], float]


@dataclass(frozen=True, slots=True)
class Lane:
    """One group: its name, its height in the drawing, and the bars in which it lived."""

    group: UUID
    name: str
    y: int
    bars: tuple[tuple[float, float], ...]  # left edge, width


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a group to what it became; `counted`: earlier acts count for the successor."""

    x: float
    y_from: int
    y_to: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year on the time line."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole drawing."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    links: tuple[Link, ...]
    ticks: tuple[Tick, ...]


def family_tree(picture: GroupPicture, names: Mapping[UUID, str]) -> Tree | None:
    """The drawing of every group that stands in an event; None where there is none."""
    events = picture.lineage
    if not events:
        return None
    order = _order(events)
    first = min(said.ground.from_on for said in events)
    days = max((picture.on - first).days, LEAST_DAYS)
    begin = first - timedelta(days=days // 6)
    scale = (WIDTH - NAMES - 10) / ((picture.on - begin).days + 1)

    def x(day: date) -> float:
        return round(NAMES + (day - begin).days * scale, 1)

    heights = {group: TOP + LANE * place for place, group in enumerate(order)}
    lanes = tuple(
        Lane(group, names[group], heights[group], _bars(group, events, begin, picture.on, x))
        for group in order
    )
    years = range(begin.year + 1, picture.on.year + 1)
    return Tree(
        WIDTH,
        TOP + LANE * len(order) + 6,
        lanes,
        tuple(_links(events, heights, x)),
        tuple(Tick(x(date(year, 1, 1)), year) for year in years),
    )


def _order(events: Sequence[LineageSaid]) -> list[UUID]:
    """Groups in lanes: each successor right under the first group it came from."""
    order: list[UUID] = []
    for said in events:
        for group in said.before:
            if group not in order:
                order.append(group)
        under = order.index(said.before[0]) + 1 if said.before else len(order)
        for group in said.after:
            if group not in order:
                order.insert(under, group)
                under += 1
    return order


def _bars(
    group: UUID, events: Sequence[LineageSaid], begin: date, on: date, x: Place
) -> tuple[tuple[float, float], ...]:
    lives: list[tuple[date, date]] = []
    alive: date | None = begin
    if any(group in said.after for said in events):
        first = next(said for said in events if group in (*said.before, *said.after))
        alive = begin if group in first.before else None
    for said in events:
        if group in said.before and group not in said.after and alive is not None:
            lives.append((alive, said.ground.from_on))
            alive = None
        elif group in said.after and alive is None:
            alive = said.ground.from_on
    if alive is not None:
        lives.append((alive, on))
    return tuple((x(first), max(round(x(last) - x(first), 1), 2.0)) for first, last in lives)


def _links(events: Sequence[LineageSaid], heights: Mapping[UUID, int], x: Place) -> Iterator[Link]:
    for said in events:
        counted = said.facts().successors_counted()
        for before in said.before:
            for after in said.after:
                if before != after:
                    yield Link(x(said.ground.from_on), heights[before], heights[after], after in counted)
