"""Made-up groups that begin in turn and made-up blocks of an area, with a known ratio."""

from dataclasses import replace
from functools import partial

import numpy as np

from bench.coverage.told import Case, Told, of_ratio
from vapenvila.analysis.matched_blocks import BlockPanel, matched_blocks
from vapenvila.analysis.stepped_wedge import WedgePanel, stepped_wedge

RATIOS = (1.0, 0.65)
GROUPS, WEEKS = 24, 60
BLOCKS, TREATED, BEFORE, AFTER = 300, 25, 8, 4


def wedge(by: str, ratio: float, rng: np.random.Generator) -> Told:
    """Groups with levels of their own that also wander from month to month; each begins in a week drawn by lot, or never."""
    first = np.where(rng.random(GROUPS) < 0.4, WEEKS, rng.integers(8, WEEKS - 8, GROUPS))
    week = np.arange(WEEKS)
    panel = WedgePanel(
        Y=np.zeros((GROUPS, WEEKS)),
        dose=(week == first[:, None]).astype(np.float64),
        groups=tuple(f"G{g:02d}" for g in range(GROUPS)),
        times=week + 1,
        ties=np.zeros((0, 2), dtype=np.int64),
        kinds=(),
        ties_outside=0,
    )
    wander = np.repeat(rng.gamma(5.0, 0.2, (GROUPS, WEEKS // 4)), 4, axis=1)
    mean = rng.gamma(3.0, 0.3, GROUPS)[:, None] * np.exp(0.3 * np.sin(week / 6.0)) * wander
    Y = rng.poisson(mean * np.where(panel.begun, ratio, 1.0)).astype(np.float64)
    found = stepped_wedge(
        replace(panel, Y=Y), draws=199 if by == "orders" else 0, seed=int(rng.integers(2**31))
    )
    return of_ratio(found.ratio, *found.limits, ratio)


def blocks(chosen_by: str, spread: str, ratio: float, rng: np.random.Generator) -> Told:
    """Blocks with levels of their own. The treated are drawn by lot, or the more likely the higher their level."""
    residents = rng.gamma(3.0, 1.0, BLOCKS)
    level = residents * rng.gamma(4.0, 0.25, BLOCKS)
    share = level / level.sum() if chosen_by == "level" else None
    treated = np.zeros(BLOCKS, np.bool_)
    treated[rng.choice(BLOCKS, TREATED, replace=False, p=share)] = True
    mean = 0.6 * level[:, None] * (1.0 + 0.3 * np.sin(np.arange(BEFORE + AFTER)))
    mean[treated, BEFORE:] *= ratio
    Y = rng.poisson(mean).astype(np.float64)[:, :, None]
    panel = BlockPanel(
        Y, residents[:, None], treated, ("shots",), ("residents",), np.arange(1, BEFORE + AFTER + 1), BEFORE
    )
    draws = 99 if spread == "placebo areas" else 0
    found = matched_blocks(panel, draws=draws, seed=int(rng.integers(2**31))).outcomes[0]
    return of_ratio(found.ratio, found.low, found.high, ratio)


CASES = [
    *(
        Case(f"stepped wedge, by {by}", f"24 groups, ratio {r:g}", partial(wedge, by, r))
        for by in ("orders", "clusters")
        for r in RATIOS
    ),
    *(
        Case(
            f"matched blocks, {spread}",
            f"drawn by {chosen_by}, ratio {r:g}",
            partial(blocks, chosen_by, spread, r),
        )
        for spread in ("placebo areas", "linearised")
        for chosen_by in ("lot", "level")
        for r in RATIOS
    ),
]
