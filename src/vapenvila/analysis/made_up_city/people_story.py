"""Invented adults, their groups, their supervision and the records that tie them together."""

import numpy as np

from vapenvila.analysis.made_up_city.calendar_frame import Frame
from vapenvila.analysis.made_up_city.columns import Codes, Dates, Indices, Numbers
from vapenvila.analysis.made_up_city.group_landscape import Landscape
from vapenvila.analysis.made_up_city.model import People, Supervision, Ties
from vapenvila.analysis.made_up_city.names import display_names
from vapenvila.analysis.made_up_city.vocabulary import CERTAINTIES, MEMBERSHIP_ROLES, TIE_KINDS

_IN_GROUP, _AFFILIATE, _STILL_IN, _SUPERVISED, _TIES_EACH = 0.80, 0.30, 0.72, 0.35, 2.5


def make_people(count: int, landscape: Landscape, frame: Frame, rng: np.random.Generator) -> People:
    """`count` adults of 18 to 45, four in five with a group."""
    age = (18 + np.floor(28 * rng.beta(1.3, 2.6, count))).astype(np.int8)
    size = landscape.weight[landscape.root]
    group = rng.choice(len(size), count, p=size / size.sum())
    begin = frame.week_dates(landscape.begin_week)[group]
    ended = landscape.end_week[group] <= frame.weeks
    last = np.datetime64(frame.last_day, "D")
    end = np.where(ended, frame.week_dates(landscape.end_week)[group] - np.timedelta64(1, "D"), last)
    earliest = np.maximum(begin, adult_since(frame, age))
    none = (rng.random(count) >= _IN_GROUP) | (earliest > end)
    joined = _between(earliest, np.maximum(earliest, end), rng)
    left = _between(joined, np.maximum(joined, end), rng)
    stays = rng.random(count) < _STILL_IN
    left = np.where(stays, np.where(ended, end, np.datetime64("NaT", "D")), left)
    confirmed = rng.random(count) < 0.6
    certainty = np.where(confirmed, CERTAINTIES.index("confirmed"), CERTAINTIES.index("suspected"))
    affiliate = rng.random(count) < _AFFILIATE
    role = np.where(affiliate, MEMBERSHIP_ROLES.index("affiliate"), MEMBERSHIP_ROLES.index("member"))
    return People(
        numbers=tuple(f"P-{number:06d}" for number in range(1, count + 1)),
        display_names=display_names(count, rng),
        age=age,
        group=np.where(none, -1, group).astype(np.int32),
        role=role.astype(np.int8),
        certainty=certainty.astype(np.int8),
        member_from=np.where(none, np.datetime64("NaT", "D"), joined),
        member_to=np.where(none, np.datetime64("NaT", "D"), left),
    )


def make_supervision(people: People, frame: Frame, rng: np.random.Generator) -> Supervision:
    """Spans of half a year to three years for a third of the people; a few have a second one."""
    last = np.datetime64(frame.last_day, "D")
    person = np.flatnonzero(rng.random(len(people)) < _SUPERVISED)
    start = _between(adult_since(frame, people.age[person]), np.full(len(person), last), rng)
    end = start + _days(rng.integers(180, 1100, len(person)))
    again = rng.random(len(person)) < 0.2
    second_start = end + _days(rng.integers(30, 400, len(person)))
    again &= second_start <= last
    second_end = second_start + _days(rng.integers(180, 1100, len(person)))
    order = np.argsort(np.concatenate([person, person[again]]), kind="stable")
    return Supervision(
        person=np.concatenate([person, person[again]])[order].astype(np.int32),
        start=np.concatenate([start, second_start[again]])[order],
        end=np.concatenate([end, second_end[again]])[order],
    )


def make_ties(people: People, landscape: Landscape, frame: Frame, rng: np.random.Generator) -> Ties:
    """Records of two people seen together, mostly within a root's groups, some people in many of them."""
    count = round(_TIES_EACH * len(people))
    fame = rng.lognormal(0.0, 0.9, len(people))
    a = rng.choice(len(people), count, p=fame / fame.sum())
    circle = np.where(people.group >= 0, landscape.root[people.group], -1)
    inside = (rng.random(count) < 0.88) & (circle[a] >= 0)
    b = np.where(inside, _companions(circle, fame, a, rng), rng.choice(len(people), count))
    a, b = np.minimum(a, b), np.maximum(a, b)
    last = np.datetime64(frame.last_day, "D")
    earliest = np.maximum(last - _days(np.array([4 * 365])), adult_since(frame, people.age))
    day = _between(np.maximum(earliest[a], earliest[b]), np.full(count, last), rng)
    kind = rng.choice(len(TIE_KINDS), count, p=[0.35, 0.45, 0.20])
    rows = np.unique(np.column_stack([a, b, kind, day.astype(np.int64)])[a != b], axis=0)
    return Ties(
        a=rows[:, 0].astype(np.int32),
        b=rows[:, 1].astype(np.int32),
        kind=rows[:, 2].astype(np.int8),
        day=rows[:, 3].astype("datetime64[D]"),
    )


def adult_since(frame: Frame, age: Codes) -> Dates:
    """(n,) a day on which someone of this age on the last day was certainly 18."""
    return np.asarray(np.datetime64(frame.last_day, "D") - _days((age.astype(np.int64) - 18) * 365))


def members(people: People, groups: int) -> Indices:
    """(groups,) people who belong or belonged to each group."""
    return np.bincount(people.group[people.group >= 0], minlength=groups).astype(np.int32)


def _companions(circle: Indices, fame: Numbers, a: Indices, rng: np.random.Generator) -> Indices:
    """For each person in `a` someone of the same circle, by fame (possibly the same person)."""
    order = np.argsort(circle, kind="stable")
    cumulative = np.concatenate([[0.0], np.cumsum(fame[order])])
    low = cumulative[np.searchsorted(circle[order], circle[a], side="left")]
    high = cumulative[np.searchsorted(circle[order], circle[a], side="right")]
    place = np.searchsorted(cumulative, low + rng.random(len(a)) * (high - low), side="right") - 1
    return np.asarray(order[np.minimum(place, len(order) - 1)], dtype=np.int32)


def _days(number: Indices) -> np.ndarray[tuple[int], np.dtype[np.timedelta64]]:
    return number.astype("timedelta64[D]")


def _between(first: Dates, last: Dates, rng: np.random.Generator) -> Dates:
    """A day from `first` to `last`, both possible."""
    room = (last - first).astype(np.int64) + 1
    return np.asarray(first + _days(np.floor(rng.random(len(first)) * room).astype(np.int64)))
