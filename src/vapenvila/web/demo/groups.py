"""The made-up city's groups, and what is said of them: names, areas, activity, feuds, and what became of them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from vapenvila.rules.group_statement import Says
from vapenvila.rules.roles import Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.engine import MadeUpCity, words
from vapenvila.web.demo.group_story import A_YEAR, LATE_BY, SOON_LEFT, Teller
from vapenvila.web.demo.register import store
from vapenvila.web.groups.models import (
    Group,
    GroupActivity,
    GroupArea,
    GroupName,
    GroupRelation,
    LineageEvent,
    LineagePart,
    Statement,
)
from vapenvila.web.groups.vocabulary import (
    Activity,
    CountRule,
    GroupKind,
    LineageKind,
    LineageSide,
    NameUse,
    RelationKind,
    Strength,
    UsedBy,
)
from vapenvila.web.incidents.models import Area
from vapenvila.web.partners.models import Programme

ENDINGS = ("gruppen", "kretsen", "falangen", "laget")
ALIASES = (
    "Ankarna",
    "Lyktorna",
    "Stenkajen",
    "Fiskmåsarna",
    "Lagerhuset",
    "Bryggfolket",
    "Fyrskeppet",
    "Kajkanten",
)
NAMELESS, WITH_ALIAS = 4, 3  # every fourth group has no name that anybody uses, every third an alias
LATE = 7  # of every seven groups that are old, the area of one has just run out
DISPUTED = 6  # of every six living groups, and of every six feuds, one is disputed
FIRM, WEAK = Grade(Reliability.B, Credibility.PROBABLE), Grade(Reliability.D, Credibility.POSSIBLE)


def code_of(index: int) -> str:
    """The code of the group at this place of the made-up city's own table; empty for none."""
    return f"G{index + 1:02d}" if index >= 0 else ""


def make_groups(
    city: MadeUpCity, programme: Programme, areas: list[Area], people: dict[Role, User], *, now: datetime
) -> list[Group]:
    """Every group in the order of the city's own table, with all that is said of it."""
    analyst = people[Role.POLICE_ANALYST]
    began = city.programme.start
    groups = [
        Group(
            programme=programme,
            number=i + 1,
            code=code_of(i),
            created_by=analyst,
            created_at=datetime.combine(_known_since(city, i), time(9), ZoneInfo(city.time_zone)),
        )
        for i in range(len(city.groups))
    ]
    store(Group, groups)
    teller = Teller(programme, analyst, began, now)
    _say(GroupName, _names(city, groups, areas, teller))
    _say(GroupArea, _areas(city, groups, areas, teller))
    _say(GroupActivity, _activities(city, groups, teller))
    _say(GroupRelation, _relations(city, groups, teller))
    _lineage(city, groups, teller)
    return groups


def _say(table: type[Any], rows: Iterable[Statement]) -> None:
    store(table, rows)


def _days(column: Any) -> list[date | None]:
    """A numpy column of days; None where it holds none."""
    return [None if np.isnat(day) else day.astype(object) for day in column]


def _began(city: MadeUpCity, i: int) -> date:
    """The group's first day."""
    return _days(city.groups.active_from[i : i + 1])[0] or city.first_day


def _known_since(city: MadeUpCity, i: int) -> date:
    """A group is given its code when the programme has begun, or when it begins itself."""
    return max(city.programme.start, _began(city, i))


def _newest(teller: Teller, i: int, *, late: int = -1, soon: int = -1, every: int = 7) -> date | None:
    """The day of the last source of one that has just run out or runs out soon; None for those renewed in time."""
    if i % every == late:
        return teller.today - A_YEAR - LATE_BY
    return teller.today - A_YEAR + SOON_LEFT if i % every == soon else None


def _names(city: MadeUpCity, groups: list[Group], areas: list[Area], teller: Teller) -> Iterator[Statement]:
    used: dict[int, int] = {}
    for i, group in enumerate(groups):
        home = int(city.groups.home_area[i])
        turn = used[home] = used.get(home, -1) + 1
        since = _began(city, i)
        if i % NAMELESS != NAMELESS - 1:
            label = f"{areas[home].name}{ENDINGS[turn % len(ENDINGS)]}"
            if turn >= len(ENDINGS):
                label = f"{label} {turn // len(ENDINGS) + 1}"
            yield from teller.chain(
                GroupName, Says.NAME, i, from_on=since, group=group, text=label,
                use=NameUse.LABEL.value, used_by=UsedBy.PARTNERS.value, grade=FIRM,
                newest=_newest(teller, i, soon=2),
            )  # fmt: skip
        if i % WITH_ALIAS == 1:
            name = ALIASES[i // WITH_ALIAS % len(ALIASES)]
            again = i // (WITH_ALIAS * len(ALIASES))
            yield from teller.chain(
                GroupName, Says.NAME, i + 1, from_on=since, group=group,
                text=f"{name} {again + 1}" if again else name,
                use=NameUse.ALIAS.value, used_by=UsedBy.STREET.value, grade=FIRM,
            )  # fmt: skip


def _areas(city: MadeUpCity, groups: list[Group], areas: list[Area], teller: Teller) -> Iterator[Statement]:
    ended = _days(city.groups.active_to)
    old = [i for i in range(len(groups)) if ended[i] is None and _began(city, i) < teller.today - 2 * A_YEAR]
    late = set(old[1::LATE])
    for i, group in enumerate(groups):
        home = areas[int(city.groups.home_area[i])]
        yield from teller.chain(
            GroupArea, Says.AREA, i, from_on=_began(city, i), to_on=ended[i], group=group,
            geometry=home.geometry, label=home.name, grade=FIRM,
            newest=teller.today - A_YEAR - LATE_BY if i in late else None,
        )  # fmt: skip


def _activities(city: MadeUpCity, groups: list[Group], teller: Teller) -> Iterator[Statement]:
    ended = _days(city.groups.active_to)
    living = [i for i in range(len(groups)) if ended[i] is None]
    contested = set(living[1::DISPUTED])
    for i, group in enumerate(groups):
        where: dict[str, Any] = {"from_on": _began(city, i), "to_on": ended[i], "group": group}
        asleep = ended[i] is None and i not in contested and i % 9 == 6
        sizes: dict[str, Any] = {
            "size_low": int(city.groups.size_low[i]),
            "size_high": int(city.groups.size_high[i]),
        }
        yield from teller.chain(
            GroupActivity, Says.ACTIVITY, i, activity=(Activity.DORMANT if asleep else Activity.ACTIVE).value,
            kind=(GroupKind.NETWORK if i % 2 else GroupKind.AREA_GROUP).value, grade=FIRM,
            newest=_newest(teller, i, soon=3), **where, **sizes,
        )  # fmt: skip
        if i in contested:  # another source says otherwise
            yield from teller.chain(
                GroupActivity, Says.ACTIVITY, i + 2, activity=Activity.DORMANT.value,
                kind=GroupKind.UNKNOWN.value, grade=WEAK, newest=teller.today - timedelta(days=40), **where,
            )  # fmt: skip


def _relations(city: MadeUpCity, groups: list[Group], teller: Teller) -> Iterator[Statement]:
    spans = _spans(city)
    strengths = list(Strength.values)
    open_feuds = [i for i, span in enumerate(spans) if span[0] == RelationKind.FEUD and span[4] is None]
    contested = set(open_feuds[1::DISPUTED])
    for i, (kind, a, b, start, end) in enumerate(spans):
        one, other = sorted((groups[a], groups[b]), key=lambda group: group.pk)
        pair: dict[str, Any] = {
            "a": one,
            "b": other,
            "from_on": start,
            "strength": strengths[i % 3],
            "grade": FIRM,
        }
        yield from teller.chain(
            GroupRelation, Says.RELATION, i, kind=kind, to_on=end,
            newest=_newest(teller, i, late=4, soon=6, every=12) if end is None else None, **pair,
        )  # fmt: skip
        if i in contested:
            yield from teller.chain(
                GroupRelation, Says.RELATION, i + 1, kind=RelationKind.TRUCE.value, to_on=None,
                newest=teller.today - timedelta(days=30), **{**pair, "grade": WEAK},
            )  # fmt: skip


def _spans(city: MadeUpCity) -> list[tuple[str, int, int, date, date | None]]:
    """Kind, pair, first and last day. A truce cuts the feud that it rests into what was before and what came after."""
    told, kinds = city.relations, words.RELATION_KINDS
    starts, ends = _days(told.start), _days(told.end)
    rows = [
        (kinds[told.kind[i]], int(told.a[i]), int(told.b[i]), starts[i], ends[i]) for i in range(len(told))
    ]
    truces: dict[tuple[int, int], list[tuple[date, date | None]]] = {}
    for kind, a, b, start, end in rows:
        if kind == "truce" and start is not None:
            truces.setdefault((a, b), []).append((start, end))
    spans: list[tuple[str, int, int, date, date | None]] = []
    for kind, a, b, start, end in rows:
        if start is None:
            continue
        for first, last in sorted(truces.get((a, b), ())) if kind == "feud" else ():
            if start < first and (end is None or first <= end):
                spans.append((kind, a, b, start, first - timedelta(days=1)))
                if last is None:
                    break
                start = last + timedelta(days=1)
        else:
            if end is None or start <= end:
                spans.append((kind, a, b, start, end))
    return spans


def _lineage(city: MadeUpCity, groups: list[Group], teller: Teller) -> None:
    """One event for each group that became others. Earlier acts follow every successor, or after a split the first."""
    told = city.lineage
    days = _days(told.day)
    events: list[Statement] = []
    parts: list[LineagePart] = []
    for place, before in enumerate(sorted(set(told.before.tolist()))):
        rows = np.flatnonzero(told.before == before).tolist()
        kind, day = words.LINEAGE_KINDS[told.kind[rows[0]]], days[rows[0]]
        if day is None:
            continue
        one = kind == LineageKind.SPLIT and place % 2 == 0
        event = next(
            teller.chain(
                LineageEvent, Says.LINEAGE, place, from_on=day, kind=kind, grade=FIRM,
                count_rule=(CountRule.FOLLOW_SUCCESSOR if one else CountRule.FOLLOW_ALL).value,
                newest=min(teller.today - timedelta(days=2), max(day, teller.began) + timedelta(days=12)),
            )
        )  # fmt: skip
        events.append(event)
        parts.append(_part(event, groups[before], LineageSide.BEFORE))
        parts += [
            _part(event, groups[int(told.after[row])], LineageSide.AFTER, main=one and row == rows[0])
            for row in rows
        ]
    _say(LineageEvent, events)
    store(LineagePart, parts)


def _part(event: Statement, group: Group, side: LineageSide, *, main: bool = False) -> LineagePart:
    return LineagePart(programme=event.programme, event=event, group=group, side=side, main=main)  # type: ignore[misc]  # a lineage event
