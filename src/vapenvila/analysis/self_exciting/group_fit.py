"""The best fit of answers between groups, and how far each share may be moved from it."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.self_exciting.crossing import crossing
from vapenvila.analysis.self_exciting.group_events import GroupEvents
from vapenvila.analysis.self_exciting.group_memory import THIRD, followers_between, remembered_between
from vapenvila.analysis.self_exciting.highest import highest
from vapenvila.analysis.self_exciting.linear_intensity import Floats
from vapenvila.analysis.self_exciting.series import MOST_SHARE
from vapenvila.analysis.self_exciting.stepping import SHAPES, Evidence, Parts, evidence

KINDS = 3
_DELAYS_TRIED = (4.0, 12.0, 25.0)
_SHARES_TRIED = ((0.1, 0.02, 0.02), (0.4, 0.05, 0.05))
_SHAPES_TRIED = (0.2, 1.0, 3.0)
_CLOSE = 2e-3


@dataclass(frozen=True, slots=True, eq=False)
class GroupFit:
    """`shares`: (3,) attacks that follow one, in the mean: ANSWER, AGAIN, THIRD. `share_of`: (3, n) chance
    that the attack follows as such."""

    reached: float
    shares: Floats
    delay: float
    shape: float
    share_of: Floats


def best_between(
    events: GroupEvents,
    delays: tuple[float, float],
    *,
    held: tuple[int, float] | None = None,
    near: GroupFit | None = None,
) -> GroupFit:
    """The best over shares, the mean delay and the shape of the background. `held`: a kind and the share it is held at.
    `near`: a fit to begin from."""
    low = np.array([0.0] * KINDS + [np.log(delays[0]), np.log(SHAPES[0])])
    high = np.array([MOST_SHARE] * KINDS + [np.log(delays[1]), np.log(SHAPES[1])])
    if not events.part.any():
        high[THIRD] = 0.0
    if held is not None:
        low[held[0]] = high[held[0]] = held[1]
    starts = [np.clip(start, low, high) for start in _starts(near)]
    start = max(starts, key=lambda at: _at(events, at)[0].reached)
    start = highest(lambda at: _at(events, at)[0].reached, start, low, high)
    best, parts = _at(events, start)
    share_of = start[:KINDS, None] * parts.past / best.at_events
    return GroupFit(
        best.reached, start[:KINDS].copy(), float(np.exp(start[3])), float(np.exp(start[4])), share_of
    )


def limit_between(
    events: GroupEvents, delays: tuple[float, float], best: GroupFit, kind: int, outside: float, floor: float
) -> GroupFit:
    """The fit at which the profile of one kind's share crosses `floor` between the best and `outside`, to 2e-3; that at
    `outside` if it never does."""
    near = best

    def profile(share: float) -> float:
        nonlocal near
        near = best_between(events, delays, held=(kind, share), near=near)
        return near.reached - floor

    share = crossing(float(best.shares[kind]), best.reached - floor, outside, profile, _CLOSE)
    return near if near.shares[kind] == share else best_between(events, delays, held=(kind, share), near=near)


def _starts(near: GroupFit | None) -> list[Floats]:
    if near is not None:
        return [np.array([*near.shares, np.log(near.delay), np.log(near.shape)])]
    return [
        np.array([*shares, np.log(delay), np.log(shape)])
        for shares in _SHARES_TRIED
        for delay in _DELAYS_TRIED
        for shape in _SHAPES_TRIED
    ]


def _at(events: GroupEvents, at: Floats) -> tuple[Evidence, Parts]:
    delay, spans = float(np.exp(at[KINDS])), events.spans
    sides = events.attacker, events.struck
    past = remembered_between(
        events.times, *sides, events.pair, events.part, len(events.groups), int(events.pair.max()) + 1, delay
    )
    mass = followers_between(
        events.times, *sides, events.part, spans.low, spans.high, spans.begin, spans.end, events.end, delay
    )
    parts = Parts(events.level, np.ones(len(events.times)), events.exposure, past, mass, events.empty)
    return evidence(parts, at[:KINDS], float(np.exp(at[KINDS + 1]))), parts
