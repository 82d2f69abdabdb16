"""Over which distances and times do events gather in space and time together? The space-time K-function with permutations.

K(s) is the expected number of further events within s of an event over the events by unit of area, K(t) the same in time and
K(s, t) in both; without interaction K(s, t) = K(s) K(t). D = K(s, t) − K(s) K(t), D₀ = D / (K(s) K(t)), and a test by
permuting the times: P. J. Diggle, A. G. Chetwynd, R. Häggkvist and S. E. Morris (1995), "Second-order analysis of space-time
clustering", Statistical Methods in Medical Research 4(2), 124–136. Edges: border and translation corrections as in B. D.
Ripley (1988), Statistical Inference for Spatial Processes, Cambridge University Press, chapter 3. Range for all cells at
once: the largest studentised deviation, as in M. Myllymäki et al. (2017), "Global envelope tests for spatial processes",
Journal of the Royal Statistical Society B 79(2), 381–404.
"""

from collections.abc import Sequence
from typing import get_args

import numpy as np
from numpy.typing import ArrayLike

from vapenvila.analysis.checked_events import (
    EventError,
    Events,
    Floats,
    checked_draws,
    checked_edges,
    checked_events,
    checked_level,
)
from vapenvila.analysis.space_time_k.pair_sums import PairSums, Setting, SpaceEdge, TimeEdge, pair_sums
from vapenvila.analysis.space_time_k.result import KCell, SpaceTimeK
from vapenvila.analysis.study_window import StudyWindow, box_around

_NOTHING = 1e-9  # a spread so small beside the expected is rounding


def space_time_k(
    x: ArrayLike,
    y: ArrayLike,
    times: ArrayLike,
    *,
    distances: Sequence[float],
    days: Sequence[float],
    window: StudyWindow | None = None,
    space_edge: SpaceEdge = "none",
    time_edge: TimeEdge = "none",
    permutations: int = 999,
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> SpaceTimeK:
    """The functions at each distance and number of days, and whether they differ from no interaction.

    `x`, `y`: (n,) places in one flat unit. `times`: (n,) numbers of days, or dates. `distances`, `days`: rising, above 0; a
    pair counts up to and with them. `window`: what was watched, else the box around the events. `permutations` ≥ 19.
    Memory grows with the pairs within the largest distance. Raises EventError for what it cannot use.
    """
    events = checked_events(x, y, times)
    lengths, spans = _above_zero(distances, "distances"), _above_zero(days, "days")
    checked_draws(permutations, "permutations")
    checked_level(level)
    watched = window or box_around(events.x, events.y)
    setting = _checked(Setting(lengths, spans, watched, _length(events), space_edge, time_edge), events)
    sums = pair_sums(events, setting, permutations, rng or np.random.default_rng(seed))
    cells, p_sum, p_max = _judged(sums, events.n, setting, level)
    return SpaceTimeK(
        cells=cells,
        n=events.n,
        p_value=p_sum,
        p_largest=p_max,
        level=level,
        space_edge=space_edge,
        time_edge=time_edge,
        window="box" if watched.is_box else "polygon",
        area=watched.area,
        length=setting.length,
        centres=int(sums.centres[-1]),
        permutations=permutations,
        seed=seed,
        period=events.period,
        same_moment=events.same_moment,
    )


def _above_zero(values: Sequence[float], name: str) -> Floats:
    return checked_edges([0.0, *values], name)[1:]


def _judged(
    sums: PairSums, n: int, setting: Setting, level: float
) -> tuple[tuple[KCell, ...], float | None, float | None]:
    """The cells, the p value of the sum of studentised D, and that of its largest deviation."""
    area, length = setting.window.area, setting.length
    space = area * sums.space / (sums.centres * (n - 1))
    time = length * sums.time / (n * (n - 1.0))
    both = area * length * sums.both / (sums.centres * (n - 1.0))[:, None]
    expected = np.outer(space, time)
    apart = both - expected
    spread = np.sqrt((apart**2).mean(axis=0))  # its mean over all permutations is 0 exactly
    told = spread > _NOTHING * expected
    p_sum, p_max, reach = _test(np.where(told, apart, 0.0) / np.where(told, spread, 1.0), level)
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(apart[1:], [tail, 1.0 - tail], axis=0)
    cells = [
        KCell(
            distance=float(setting.distances[s]),
            days=float(setting.days[t]),
            space=float(space[s]),
            time=float(time[t]),
            both=float(both[0, s, t]),
            difference=float(apart[0, s, t]),
            standard_error=float(spread[s, t]) if told[s, t] else 0.0,
            excess=float(apart[0, s, t] / expected[s, t]) if expected[s, t] > 0 else None,
            chance=(float(low[s, t] / expected[s, t]), float(high[s, t] / expected[s, t]))
            if expected[s, t] > 0
            else None,
            everywhere=reach * float(spread[s, t] / expected[s, t]) if expected[s, t] > 0 else None,
        )
        for s, t in np.ndindex(expected.shape)
    ]
    return tuple(cells), p_sum, p_max


def _test(studentised: Floats, level: float) -> tuple[float | None, float | None, float]:
    """p of the sum over all cells, p of the largest deviation, and what that stays within; None where nothing varies."""
    if not studentised.any():
        return None, None, 0.0
    total, largest = studentised.sum(axis=(1, 2)), np.abs(studentised).max(axis=(1, 2))
    reach = float(np.quantile(largest, level, method="inverted_cdf"))
    return float((total >= total[0]).mean()), float((largest >= largest[0]).mean()), reach


def _length(events: Events) -> float:
    if events.n < 3:
        raise EventError(f"{events.n} events are too few; at least three are needed, better a hundred.")
    if np.ptp(events.days) == 0:
        raise EventError("All events have the same time, so times cannot be dealt out anew.")
    return events.length


def _checked(setting: Setting, events: Events) -> Setting:
    setting.window.check_holds(events.x, events.y)
    space, time, window = setting.space_edge, setting.time_edge, setting.window
    if space not in get_args(SpaceEdge) or time not in get_args(TimeEdge):
        raise EventError(
            "The edge of the area is none, border or translation and that of the period none or translation, "
            f"not {space}, {time}."
        )
    if space == "translation" and not window.is_box:
        raise EventError(
            "The translation correction is for a box; with an outline use the border correction."
        )
    if space == "translation" and setting.distances[-1] >= min(window.sides):
        raise EventError(
            f"The distance {setting.distances[-1]:g} is not below the shorter side of the box, {min(window.sides):g}."
        )
    if time == "translation" and setting.days[-1] >= setting.length:
        raise EventError(
            f"{setting.days[-1]:g} days are not below the length of the period, {setting.length:g} days."
        )
    return setting
