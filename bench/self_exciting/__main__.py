"""The self-exciting model beside HawkesPyLib, Hawkes (Omi) and a plain recursion, its growth, and how often its intervals
hold a known share.

python -m bench.self_exciting [towns]     (VAPENVILA_PEERS=…/bin/python with HawkesPyLib and Hawkes for those peers)
"""

import sys
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.self_exciting.fitting import best_fit, share_limit
from vapenvila.analysis.self_exciting.series import MOST_SHARE, Series
from vapenvila.analysis.self_exciting.simulate import draw_events
from vapenvila.analysis.self_exciting.temporal import DELAYS, STEPS
from vapenvila.analysis.self_exciting.window import window_of

Floats = NDArray[np.float64]
TRUTH = (0.25, 0.45, 10.0)  # events a day from the background, branching ratio, mean delay in days
SIX_YEARS = 2191.0
HALF = 1.9207  # half of the 95 % point of χ² with one degree of freedom


def events(n: int) -> tuple[Floats, float]:
    """About n events of the known process."""
    background, share, delay = TRUTH
    end = n * (1.0 - share) / background
    return draw_events(1, np.array([0.0, end]), np.array([background]), share, delay, 4 * n), end


def log_likelihood(times: Floats, end: float, background: float, share: float, delay: float) -> float:
    """By a plain recursion in Python: the judge of all fits."""
    kept, total = 0.0, 0.0
    for i, t in enumerate(times):
        kept = np.exp((times[i - 1] - t) / delay) * (kept + 1.0) if i else 0.0
        total += np.log(background + share / delay * kept)
    return float(total - background * end + share * np.expm1((times - end) / delay).sum())


def ours(times: Floats, end: float) -> Mapping[str, object]:
    """Background, branching ratio and mean delay."""
    fit = best_fit(Series(times, end, np.zeros(len(times), np.int64), np.array([end]), (1.0, 60.0)))
    found = {"background": float(fit.background[0]), "share": fit.share, "delay": fit.delay}
    judged = log_likelihood(times, end, **found)
    return judged_as(found, judged) | {
        "own log-likelihood off by": f"{abs(judged - fit.reached) / abs(judged):.0e}"
    }


def judged_as(found: Mapping[str, float], judged: float) -> dict[str, object]:
    """The answer as the table shows it."""
    return {**{key: f"{value:.5f}" for key, value in found.items()}, "log-likelihood": f"{judged:.4f}"}


def recursion(times: Floats, end: float) -> Mapping[str, object]:
    """SciPy's search over the plain recursion."""
    start = [np.log(len(times) / end / 2.0), 0.4, np.log(8.0)]
    bounds = [(-9.0, 3.0), (0.0, 0.99), (0.0, 4.0)]
    found = optimize.minimize(
        lambda at: -log_likelihood(times, end, np.exp(at[0]), at[1], np.exp(at[2])), start, bounds=bounds
    )
    answer = {"background": np.exp(found.x[0]), "share": found.x[1], "delay": np.exp(found.x[2])}
    return judged_as(answer, -found.fun)


def peers(job: str, times: Floats, end: float) -> list[Measured]:
    """What the peers took, judged as ours is."""
    found = measure_elsewhere(job, "self_exciting", times=times, end=end)
    for one in found:
        if not one.left_out:
            answer = {name: float(str(one.answer[name])) for name in ("background", "share", "delay")}
            one.answer = judged_as(answer, log_likelihood(times, end, **answer))
    return found


def coverage(towns: int, n: int, share: float, steps: Floats) -> str:
    """How often the interval holds the share, over made-up towns known by the day."""
    inside, above, below = 0, 0, 0
    edges = np.linspace(0.0, SIX_YEARS, len(steps) + 1)
    level = steps / steps.mean() * n * (1.0 - share) / SIX_YEARS
    for town in range(towns):
        days = np.floor(draw_events(town + 1, edges, level, share, 12.0, 40 * n))
        low, high = interval(days, np.random.default_rng(town))
        inside += low <= share <= high
        above += low > share
        below += high < share
    return (
        f"{towns} towns of {n} events, share {share:g}, background of {len(steps)} levels: {100 * inside / towns:.1f} % of "
        f"the 95 % intervals hold it ({above} lie above, {below} below)."
    )


def interval(days: Floats, rng: np.random.Generator) -> tuple[float, float]:
    """The interval as `self_exciting` computes it, without its draws."""
    windows = [window_of(days, first=0, last=SIX_YEARS - 1, background=way) for way in STEPS]
    spread = windows[0].spread(windows[0].days, rng)
    tried = [(best_fit(one.series(spread, DELAYS)), one) for one in windows]
    fit, window = max(tried, key=lambda pair: pair[0].reached)
    series, floor = window.series(spread, DELAYS), fit.reached - HALF
    return share_limit(series, fit, 0.0, floor), share_limit(series, fit, MOST_SHARE, floor)


def main(towns: int) -> None:
    """Measure every size, then the coverage, and write the table."""
    found: list[Measured] = []
    for n in (500, 5_000, 50_000):
        times, end = events(n)
        job = f"fit, {n:,} events"
        series = Series(times, end, np.zeros(len(times), np.int64), np.array([end]), (1.0, 60.0))
        one = measure(job, "vapenvila", lambda s=series: {"share": best_fit(s).share})  # type: ignore[misc]  # bound at once
        one.answer = ours(times, end)
        found.append(one)
        if n == 500:
            found.append(measure(job, "plain recursion", lambda t=times, e=end: recursion(t, e), 1))  # type: ignore[misc]
        found += peers(job, times, end)
    memory = f"Peak memory {peak_mb():.0f} MB, numba's compiler included."
    fall, level = np.array([1.6, 1.6, 1.6, 0.4, 0.4, 0.4]), np.ones(1)
    others = [(300, 0.0, level), (300, 0.35, fall), (300, 0.0, fall), (80, 0.35, level)]
    notes = ["Aim: 50,000 events no slower than 0.083 s.", memory, coverage(towns, 300, 0.35, level)]
    notes += [coverage(towns // 5, n, share, steps) for n, share, steps in others]
    write("self-exciting", "Self-exciting model", found, notes)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
