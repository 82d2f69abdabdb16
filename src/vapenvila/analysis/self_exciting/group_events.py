"""Attacks of groups on groups, and the feuds known between them, as the model of answers takes them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.self_exciting.linear_intensity import Floats, Levels
from vapenvila.analysis.self_exciting.window import SelfExcitingError, Window


@dataclass(frozen=True, slots=True)
class Feud:
    """Two groups known to be in feud from day `first` to day `last`, both included; None: as long as the window is."""

    one: str
    other: str
    first: str | float | None = None
    last: str | float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """`s` feuds. `low`, `high`: (s,) places of the two groups. `begin`, `end`: (s,) days; those of a pair do not overlap."""

    low: Levels
    high: Levels
    begin: Floats
    end: Floats


@dataclass(frozen=True, slots=True, eq=False)
class GroupEvents:
    """`n` attacks in order of time. `times`: (n,) days from the window's start to `end`. `attacker`, `struck`: (n,) places in
    `groups`. `pair`: (n,) the two groups, whichever attacked, among those between which anything happened. `level`: (n,) the
    feud (and step of the background) it falls in. `exposure`: (K,) days of both
    directions. `empty`: (2, e) exposures of feuds without an attack, and how many such there are. `outside`: attacks outside
    every known feud, which are left out. `spans`: the feuds. `part`: (n,) one part of as many as there were attacks of one of
    the two on a third group, or the other way, that would have been within a feud; 0 where there were none."""

    groups: tuple[str, ...]
    times: Floats
    end: float
    attacker: Levels
    struck: Levels
    pair: Levels
    level: Levels
    exposure: Floats
    empty: Floats
    feuds_known: bool
    outside: int
    spans: Spans
    part: Floats


@dataclass(frozen=True, slots=True)
class _Span:
    pair: int
    begin: float
    end: float


def group_events(
    window: Window,
    attacker: Sequence[str],
    struck: Sequence[str],
    feuds: Sequence[Feud],
    rng: np.random.Generator,
) -> GroupEvents:
    """The attacks in order of time; without `feuds` every pair of groups counts as one. Raises SelfExcitingError naming the
    position of a group that is missing or attacks itself, of a feud that cannot be, and for fewer than three groups."""
    names = sorted({*attacker, *struck})
    _check(names, attacker, struck, len(window.days))
    place = {name: at for at, name in enumerate(names)}
    days = window.spread(window.days, rng)
    order = np.argsort(days, kind="stable")
    moved, times = window.order[order], days[order]
    acting, hit = (np.array([place[name] for name in side])[moved] for side in (attacker, struck))
    code = np.minimum(acting, hit) * len(names) + np.maximum(acting, hit)
    whole = _spans(feuds, place, window) if feuds else _all_pairs(len(names), window.end)
    spans = _cut(whole, window.edges)
    level = _levels(times, code, spans)
    within = level < len(spans)
    times = times[within]
    acting, hit, code, level = (column[within] for column in (acting, hit, code, level))
    lengths = 2.0 * np.array([span.end - span.begin for span in spans])
    used, dense = np.unique(level, return_inverse=True)
    unused = np.delete(lengths, used)
    columns = _columns(whole, len(names))
    return GroupEvents(
        groups=tuple(names),
        times=times,
        end=window.end,
        attacker=acting,
        struck=hit,
        pair=np.unique(code, return_inverse=True)[1].astype(np.int64),
        level=dense.astype(np.int64),
        exposure=lengths[used],
        empty=np.stack([unused, np.ones(len(unused))]),
        feuds_known=bool(feuds),
        outside=int((~within).sum()),
        spans=columns,
        part=_parts(times, acting, hit, columns),
    )


def _columns(spans: Sequence[_Span], groups: int) -> Spans:
    pair = np.array([span.pair for span in spans], dtype=np.int64)
    begin, end = (np.array([getattr(span, name) for span in spans]) for name in ("begin", "end"))
    return Spans(pair // groups, pair % groups, begin, end)


def _parts(times: Floats, acting: Levels, hit: Levels, spans: Spans) -> Floats:
    """(n,) see `GroupEvents`; each feud that is on counts in both directions."""
    ours = sum(
        (side == group[:, None]).astype(np.int64)
        for side in (spans.low, spans.high)
        for group in (acting, hit)
    )
    on = (spans.begin <= times[:, None]) & (times[:, None] < spans.end)
    others = 2.0 * (on & (ours == 1)).sum(axis=1)
    return np.where(others > 0.0, 1.0 / np.maximum(others, 1.0), 0.0)


def _levels(times: Floats, code: Levels, spans: Sequence[_Span]) -> Levels:
    """(n,) the first span that holds the attack; the number of spans where none does."""
    found = np.full(len(times), len(spans), dtype=np.int64)
    for at in range(len(spans) - 1, -1, -1):
        span = spans[at]
        found[(code == span.pair) & (times >= span.begin) & (times < span.end)] = at
    return found


def _all_pairs(groups: int, end: float) -> list[_Span]:
    return [_Span(a * groups + b, 0.0, end) for a in range(groups) for b in range(a + 1, groups)]


def _spans(feuds: Sequence[Feud], place: dict[str, int], window: Window) -> list[_Span]:
    """Feuds between groups that attacked or were struck, within the window; overlapping ones of a pair do not count twice."""
    found: list[_Span] = []
    for at, feud in enumerate(feuds):
        if feud.one == feud.other:
            raise SelfExcitingError(f"Feud {at + 1}: {feud.one} cannot be in feud with itself.")
        begin = 0.0 if feud.first is None else window.day_in(feud.first, "first")
        end = window.end if feud.last is None else window.day_in(feud.last, "last") + 1.0
        if begin >= end:
            raise SelfExcitingError(
                f"Feud {at + 1}: its last day {feud.last} lies before its first {feud.first}."
            )
        if feud.one in place and feud.other in place:
            low, high = sorted((place[feud.one], place[feud.other]))
            pair = low * len(place) + high
            earlier = [
                span.end for span in found if span.pair == pair and span.begin < end and span.end > begin
            ]
            begin, end = max([0.0, begin, *earlier]), min(end, window.end)
            if begin < end:
                found.append(_Span(pair, begin, end))
    return found


def _cut(spans: Sequence[_Span], edges: Floats) -> list[_Span]:
    """The spans, cut where the background may change."""
    cut = []
    for span in spans:
        inside = [float(edge) for edge in edges if span.begin < edge < span.end]
        cut += [
            _Span(span.pair, a, b) for a, b in zip([span.begin, *inside], [*inside, span.end], strict=True)
        ]
    return cut


def _check(names: Sequence[str], attacker: Sequence[str], struck: Sequence[str], n: int) -> None:
    if not len(attacker) == len(struck) == n:
        raise SelfExcitingError(
            f"There are {n} times, {len(attacker)} attacking and {len(struck)} struck groups; there must be as many of each."
        )
    for at, (one, other) in enumerate(zip(attacker, struck, strict=True)):
        if not one or not other:
            raise SelfExcitingError(
                f"Position {at + 1}: a group is missing; leave out attacks with an unknown side."
            )
        if one == other:
            raise SelfExcitingError(
                f"Position {at + 1}: {one} is said to have struck itself; both sides must differ."
            )
    if len(names) < 3:
        raise SelfExcitingError(
            f"There are {len(names)} groups; at least 3 are needed to tell an answer from a habit."
        )
