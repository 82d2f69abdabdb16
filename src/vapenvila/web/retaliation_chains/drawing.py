"""A chain drawn as a line of time that runs down the page: one dot an incident, one bow an answer. Units: pixels."""

from dataclasses import dataclass
from uuid import UUID

from vapenvila.web.retaliation_chains.queries.sheet import Chain, Told

WIDTH, LINE_AT, TEXT_AT, TOP = 360, 84, 104, 30
LEAST, MOST, A_DAY = 58, 150, 6  # between two incidents: at least, at most, and for each day


@dataclass(frozen=True, slots=True)
class Dot:
    """One incident at its place."""

    told: Told
    y: int
    days_since: int | None  # days since the incident before it in the chain


@dataclass(frozen=True, slots=True)
class Bow:
    """One answer, from the earlier incident down to the later."""

    path: str


@dataclass(frozen=True, slots=True)
class ChainDrawing:
    """The whole drawing."""

    dots: tuple[Dot, ...]
    bows: tuple[Bow, ...]
    height: int
    width: int = WIDTH
    line_at: int = LINE_AT
    text_at: int = TEXT_AT


def draw(chain: Chain) -> ChainDrawing:
    """Dots in the order of time, farther apart the more days lie between (up to a limit), bows on their left."""
    dots: list[Dot] = []
    y = TOP
    for told in chain.incidents:
        days = (told.on - dots[-1].told.on).days if dots else None
        y += 0 if days is None else min(MOST, max(LEAST, days * A_DAY))
        dots.append(Dot(told, y, days))
    at = {dot.told.row.pk: dot.y for dot in dots}
    bows = tuple(Bow(_bow(at, link.earlier_id, link.later_id)) for link in chain.links)
    return ChainDrawing(tuple(dots), bows, y + 40)


def _bow(at: dict[UUID, int], earlier: UUID, later: UUID) -> str:
    start, end = at[earlier] + 7, at[later] - 9
    out = LINE_AT - min(76, 26 + (end - start) // 5)
    return f"M{LINE_AT - 5} {start} C{out} {start + 8} {out} {end - 8} {LINE_AT - 7} {end}"
