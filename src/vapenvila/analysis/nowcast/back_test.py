"""The nowcast tried on the past: what it would have said on earlier days, against what became of those periods."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.nowcast.delays import learn_delays
from vapenvila.analysis.nowcast.future import draw_finals
from vapenvila.analysis.nowcast.triangle import Floats, ReportingTriangle

MOST_LOOKS = 24
FEWEST_LOOKS = 8
DELAYS_TRIED = 3
DRAWS = 500


@dataclass(frozen=True, slots=True)
class BackTest:
    """How past nowcasts made at one delay fared. `looks`: how many. `covered`: of them with the final figure inside.

    `error`: mean distance of the likely from the final figure; `error_of_reported`: of what was known that day; `bias`:
    mean of likely minus final; `bias_of_reported`: of known minus final.
    """

    delay: int
    looks: int
    covered: int
    error: float
    error_of_reported: float
    bias: float
    bias_of_reported: float


def back_test(
    triangle: ReportingTriangle, *, window: int, level: float, rng: np.random.Generator
) -> tuple[BackTest, ...]:
    """Nowcasts as of the newest days whose periods have become final, for the first delays; () where there are too few."""
    tried = min(DELAYS_TRIED, triangle.longest)
    looks: list[Floats] = []
    for back in range(triangle.longest, len(triangle.numbers)):
        if len(looks) == MOST_LOOKS:
            break
        found = _look(triangle, back, tried, window, level, rng)
        if found is not None:
            looks.append(found)
    if len(looks) < FEWEST_LOOKS:
        return ()
    known, low, likely, high, final = np.stack(looks, axis=2)  # (delays tried, looks) each
    return tuple(
        BackTest(
            delay=tried - 1 - place,
            looks=len(looks),
            covered=int(((low <= final) & (final <= high))[place].sum()),
            error=float(np.abs(likely - final)[place].mean()),
            error_of_reported=float(np.abs(known - final)[place].mean()),
            bias=float((likely - final)[place].mean()),
            bias_of_reported=float((known - final)[place].mean()),
        )
        for place in reversed(range(tried))
    )


def _look(
    triangle: ReportingTriangle,
    back: int,
    tried: int,
    window: int,
    level: float,
    rng: np.random.Generator,
) -> Floats | None:
    """(5, tried) known, low, likely, high, final as of `back` periods ago; None where that day could not be nowcast."""
    then = triangle.as_of(back).without_passing_faults()
    rows = np.arange(len(then.numbers) - tried, len(then.numbers))
    if rows[0] < 0:
        return None
    known, final = then.known[rows, then.ages[rows]], triangle.known[rows, triangle.longest]
    delays = learn_delays(then, window)
    if np.isnan(known).any() or np.isnan(final).any() or delays.lacking is not None:
        return None
    finals = draw_finals(then, delays, rows, DRAWS, rng)
    return np.stack([known, *limits(finals, level), final])


def limits(finals: np.ndarray, level: float) -> tuple[Floats, Floats, Floats]:
    """(n,) lower limit, middle and upper limit of (n, draws): whole numbers that were drawn, equal tails."""
    tail = (1.0 - level) / 2.0
    low, likely, high = np.quantile(finals, [tail, 0.5, 1.0 - tail], axis=1, method="inverted_cdf")
    return low.astype(np.float64), likely.astype(np.float64), high.astype(np.float64)
