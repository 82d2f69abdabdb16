"""Made-up counts, designs and staggered panels of any size, for the measurements of effects."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def counts(units: int, months: int) -> Floats:
    """Negative-binomial counts by unit and month with shared waves; unit 0 falls by 30 % in the last quarter."""
    rng = np.random.default_rng(1)
    load, wave = rng.normal(1, 0.4, units), np.cumsum(rng.normal(0, 0.05, months))
    level = rng.normal(np.log(8), 0.6, units)
    month = np.arange(months)
    mean = np.exp(level[:, None] + load[:, None] * wave + 0.2 * np.sin(2 * np.pi * month / 12))
    mean[0, months * 3 // 4 :] *= 0.7
    return rng.poisson(mean * rng.gamma(4.0, 0.25, mean.shape)).astype(np.float64)


def design(months: int) -> Floats:
    """Level, trend, season, step and slope after: (months, 6)."""
    t = np.arange(months)
    after = (t >= months * 3 // 4).astype(float)
    return np.column_stack(
        [np.ones(months), t / 12 - t.mean() / 12, np.sin(2 * np.pi * t / 12), np.cos(2 * np.pi * t / 12), after,
         after * (t - months * 3 // 4) / 12]
    )  # fmt: skip


def staggered(units: int, periods: int) -> tuple[Floats, NDArray[np.int64]]:
    """Outcomes (units, periods) from period 1 on, and first treated periods, 0 for never; effect −2."""
    rng = np.random.default_rng(1)
    first = rng.permutation(np.resize([0, periods // 3, periods // 2, 2 * periods // 3], units))
    times = np.arange(1, periods + 1)
    Y = rng.normal(0, 1, (units, 1)) + 0.1 * times + rng.normal(0, 1, (units, periods))
    outcomes: Floats = Y - 2.0 * ((first[:, None] > 0) & (times >= first[:, None]))
    return outcomes, first
