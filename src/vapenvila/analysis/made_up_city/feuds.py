"""Feuds, truces and alliances between groups, and the sparks they share out week by week.

The sparks of a week are divided among the feuds alive in it, so feuds come and go while the city's total
follows trend, season and programme only: otherwise no estimator could tell the effect from a feud's end.
"""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.made_up_city.calendar_frame import Frame
from vapenvila.analysis.made_up_city.columns import Flags, Indices, Numbers
from vapenvila.analysis.made_up_city.group_landscape import Landscape
from vapenvila.analysis.made_up_city.model import Relations
from vapenvila.analysis.made_up_city.vocabulary import RELATION_KINDS

_TRUCE_FACTOR = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Feuds:
    """Feuds between roots; `f` of them. `a`, `b`: (f,) roots. `begin`, `end`: (f,) first week and the week
    after the last. `truce_begin`, `truce_end`: (f,) the same for a truce, equal when there is none.
    `weight`: (f,) heat. `initiative`: (f,) share of the sparks begun by `a`."""

    a: Indices
    b: Indices
    begin: Indices
    end: Indices
    truce_begin: Indices
    truce_end: Indices
    weight: Numbers
    initiative: Numbers

    def shares(self, weeks: int) -> Numbers:
        """(weeks, 2f) share of each week's sparks by directed pair: first all a → b, then all b → a."""
        week = np.arange(weeks)[:, None]
        heat = np.where((week >= self.begin) & (week < self.end), self.weight, 0.0)
        heat = np.where((week >= self.truce_begin) & (week < self.truce_end), heat * _TRUCE_FACTOR, heat)
        directed = np.concatenate([heat * self.initiative, heat * (1.0 - self.initiative)], axis=1)
        return np.asarray(directed / directed.sum(axis=1, keepdims=True))


def make_feuds(landscape: Landscape, frame: Frame, rng: np.random.Generator) -> Feuds:
    """Every root feuds with at least one other; the first feud lasts throughout."""
    a, b = _quarrelling_pairs(len(landscape.weight), rng)
    count, weeks = len(a), frame.weeks
    earliest = np.maximum(landscape.begin_week[a], landscape.begin_week[b])
    old = rng.random(count) < 0.55
    begin = np.where(old, earliest, np.maximum(earliest, (rng.random(count) * 0.7 * weeks).astype(np.int64)))
    lasting = rng.random(count) < 0.5
    lasting[0] = True
    begin[0] = earliest[0]
    length = np.maximum(rng.integers(30, 200, count), 30 - begin)
    end = np.where(lasting, weeks + 1, np.minimum(begin + length, weeks + 1))
    rests = (rng.random(count) < 0.2) & (end - np.maximum(begin, 0) > 40)
    rests[0] = False
    truce_begin = np.maximum(begin, 0) + 10
    truce_end = np.where(rests, truce_begin + rng.integers(6, 26, count), truce_begin)
    return Feuds(
        a=a,
        b=b,
        begin=begin.astype(np.int32),
        end=end.astype(np.int32),
        truce_begin=truce_begin.astype(np.int32),
        truce_end=truce_end.astype(np.int32),
        weight=rng.gamma(1.2, size=count) + 0.05,
        initiative=rng.uniform(0.25, 0.75, count),
    )


def make_relations(feuds: Feuds, landscape: Landscape, frame: Frame, rng: np.random.Generator) -> Relations:
    """Feuds, truces and some alliances between the groups that existed in each span, successors included."""
    roots = len(landscape.weight)
    feuding = set(zip(feuds.a.tolist(), feuds.b.tolist(), strict=True))
    allies_a, allies_b = _other_pairs(roots, feuding, max(1, roots // 4), rng)
    allied_from = np.maximum(landscape.begin_week[allies_a], landscape.begin_week[allies_b])
    rests = feuds.truce_end > feuds.truce_begin
    spans = [
        _by_label(landscape, "feud", feuds.a, feuds.b, feuds.begin, feuds.end),
        _by_label(landscape, "truce", *_only(rests, feuds.a, feuds.b, feuds.truce_begin, feuds.truce_end)),
        _by_label(
            landscape, "alliance", allies_a, allies_b, allied_from, np.full(len(allies_a), frame.weeks + 1)
        ),
    ]
    rows = np.array([row for part in spans for row in part], dtype=np.int64).reshape(-1, 5)
    open_ended = rows[:, 4] > frame.weeks
    last = frame.week_dates(rows[:, 4]) - np.timedelta64(1, "D")
    return Relations(
        kind=rows[:, 0].astype(np.int8),
        a=rows[:, 1:3].min(axis=1).astype(np.int32),
        b=rows[:, 1:3].max(axis=1).astype(np.int32),
        start=frame.week_dates(rows[:, 3]),
        end=np.where(open_ended, np.datetime64("NaT", "D"), last),
    )


def _quarrelling_pairs(roots: int, rng: np.random.Generator) -> tuple[Indices, Indices]:
    """Different pairs a < b: a ring through all roots that begins with the first two, and some more."""
    ring = np.concatenate([[0, 1], rng.permutation(np.arange(2, roots))])
    nexts = np.roll(ring, -1)
    pairs = list(dict.fromkeys((min(p), max(p)) for p in zip(ring.tolist(), nexts.tolist(), strict=True)))
    more_a, more_b = _other_pairs(roots, set(pairs), max(0, round(0.3 * roots)), rng)
    a, b = zip(*pairs, strict=True)
    return (
        np.concatenate([np.array(a, dtype=np.int32), more_a]),
        np.concatenate([np.array(b, dtype=np.int32), more_b]),
    )


def _other_pairs(
    roots: int, taken: set[tuple[int, int]], count: int, rng: np.random.Generator
) -> tuple[Indices, Indices]:
    """Up to `count` different pairs a < b that are not taken."""
    drawn = np.sort(rng.integers(roots, size=(4 * count + 8, 2)), axis=1)
    fresh = dict.fromkeys((a, b) for a, b in drawn.tolist() if a < b and (a, b) not in taken)
    pairs = np.array(list(fresh)[:count], dtype=np.int32).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _only(keep: Flags, *columns: Indices) -> tuple[Indices, Indices, Indices, Indices]:
    a, b, begin, end = (column[keep] for column in columns)
    return a, b, begin, end


def _by_label(
    landscape: Landscape, kind: str, a: Indices, b: Indices, begin: Indices, end: Indices
) -> list[tuple[int, int, int, int, int]]:
    """Rows (kind, group, group, begin, end) for every pair of groups that overlaps the roots' span."""
    labels: dict[int, list[int]] = {}
    for label, root in enumerate(landscape.root.tolist()):
        labels.setdefault(root, []).append(label)
    starts, stops = landscape.begin_week.tolist(), landscape.end_week.tolist()
    rows = []
    for one, two, first, last in zip(a.tolist(), b.tolist(), begin.tolist(), end.tolist(), strict=True):
        for x in labels[one]:
            for y in labels[two]:
                low, high = max(first, starts[x], starts[y]), min(last, stops[x], stops[y])
                if low < high:
                    rows.append((RELATION_KINDS.index(kind), x, y, low, high))
    return rows
