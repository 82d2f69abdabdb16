"""The tables of ties between people, of groups, and of relations between groups."""

from collections.abc import Hashable
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.problem_analysis import Feuding, GroupTable, PeopleTable, TieTable
from vapenvila.analysis.problem_analysis.inputs import Texts
from vapenvila.analysis.tie_network import MOST_IN_ONE
from vapenvila.cli.problem_report.rows import Rows

ACTIVITIES = ("active", "dormant", "dissolved")
KINDS = ("feud", "tension", "alliance", "trade", "truce")


def ties_of(rows: Rows, people: PeopleTable | None) -> TieTable:
    """Pairs of people, as they stand or as they share events. Everybody in the table of people belongs to the network, with
    or without a tie. Raises UserError."""
    if "event" in rows.section:
        return _sharing(rows, people)
    return TieTable(
        one=rows.names("one"),
        other=rows.names("other"),
        weight=_weights(rows),
        day=rows.days("date", needed=False),
        everyone=_everyone(rows, () if people is None else people.ids),
    )


def _sharing(rows: Rows, people: PeopleTable | None) -> TieTable:
    """Everybody of an event tied to everybody else of it; a tie weighs the events two share."""
    for key in ("other", "weight"):
        if key in rows.section:
            rows.section.refuse(
                key, "cannot stand beside event: whoever shares an event is tied, once for each"
            )
    one, event, days = rows.names("one"), rows.names("event"), rows.days("date", needed=False)
    there: dict[Hashable, dict[Hashable, int]] = {}
    for at, (name, of) in enumerate(zip(one, event, strict=True)):
        there.setdefault(of, {}).setdefault(name, at)
    for of, names in there.items():
        if len(names) > MOST_IN_ONE:
            at = next(iter(names.values()))
            what = f"is {of!r} for {len(names)} people; at most {MOST_IN_ONE:,} are tied by one event"
            rows.refuse(rows.section.needed("event"), "event", at, what)
    pairs = [pair for names in there.values() for pair in combinations(names.items(), 2)]
    return TieTable(
        one=tuple(a for (a, _), _ in pairs),
        other=tuple(b for _, (b, _) in pairs),
        weight=np.ones(len(pairs)),
        day=None if days is None else days[np.array([at for (_, at), _ in pairs], dtype=np.int64)],
        everyone=_everyone(rows, (*(() if people is None else people.ids), *one)),
    )


def _everyone(rows: Rows, named: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """Those named elsewhere and those of a matrix, each once."""
    return tuple(dict.fromkeys((*named, *rows.everyone)))


def relations_of(rows: Rows, groups: GroupTable | None) -> tuple[TieTable, tuple[Feuding, ...]]:
    """Pairs of groups, and those in feud with their days. Raises UserError."""
    one, other = rows.names("one"), rows.names("other")
    kinds = rows.words("kind", KINDS)
    first, last = (rows.days(key, needed=False) for key in ("first", "last"))
    feuds = []
    for at, words in enumerate(kinds or ()):
        if "feud" in words and one[at] != other[at]:
            feuds.append(Feuding(str(one[at]), str(other[at]), _day(first, at), _day(last, at)))
    everyone = _everyone(rows, () if groups is None else groups.names)
    return TieTable(one, other, day=rows.days("date", needed=False), everyone=everyone), tuple(feuds)


def groups_of(rows: Rows, on: date | None) -> GroupTable:
    """One row a group. `on`: the day the statements were made for. Raises UserError."""
    names = rows.names("name")
    seen: set[Hashable] = set()
    for place, name in enumerate(names):
        if name in seen:
            rows.refuse(
                rows.section.needed("name"), "name", place, f"is {name!r}, which stands above already"
            )
        seen.add(name)
    size, low, high = (rows.numbers(key, whole=True) for key in ("size", "low", "high"))
    words = rows.words("activity", ACTIVITIES)
    activity: Texts | None = None if words is None else tuple(word[0] if word else None for word in words)
    low, high = (size if given is None else given for given in (low, high))
    _check_order(rows, low, high)
    return GroupTable(names, activity=activity, low=low, high=high, on=on)


def _check_order(rows: Rows, low: NDArray[np.float64] | None, high: NDArray[np.float64] | None) -> None:
    for key, values in (("low", low), ("high", high)):
        if values is not None and (values < 0).any():
            place = int(np.argmax(values < 0))
            named = key if key in rows.section else "size"
            rows.refuse(rows.section.needed(named), named, place, f"is {values[place]:g}, below 0")
    if low is not None and high is not None and (low > high).any():
        place = int(np.argmax(low > high))
        rows.refuse(
            rows.section.needed("low"),
            "low",
            place,
            f"is {low[place]:g}, above the high number {high[place]:g}",
        )


def _weights(rows: Rows) -> NDArray[np.float64] | None:
    weights = rows.numbers("weight")
    if weights is None:
        return None
    wrong = ~(weights > 0)
    if wrong.any():
        rows.refuse(rows.section.needed("weight"), "weight", int(np.argmax(wrong)), "is not above 0")
    return weights


def _day(days: NDArray[np.datetime64] | None, at: int) -> str | None:
    return None if days is None or np.isnat(days[at]) else str(days[at])
