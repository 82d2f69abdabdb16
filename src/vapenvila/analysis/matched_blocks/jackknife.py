"""How far does the ratio move when some of the blocks had not been there? The grouped jackknife, weights found anew.

As the R package `microsynth` does it (M. W. Robbins, S. Davenport (2021), J. Statistical Software 97(2)): treated and other
blocks are dealt into the same number of groups, one group of each is left out at a time, the rest are weighted and compared
anew. Variance: K. M. Wolter (2007), "Introduction to Variance Estimation", chapter 4.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from vapenvila.analysis.matched_blocks.block_panel import BlockError, BlockPanel
from vapenvila.analysis.matched_blocks.compare import matched
from vapenvila.analysis.panel_rows import Floats, Whole

FEWEST_GROUPS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Jackknife:
    """`logs`: (G, K) logarithms of the ratios without each group. `error`: (K,) standard errors of the logarithm."""

    logs: Floats
    error: Floats

    def reach(self, level: float) -> float:
        """How many standard errors the limits lie away, by Student's t with one degree of freedom less than groups."""
        return float(stats.t.ppf(0.5 + level / 2.0, len(self.logs) - 1))


def jackknifed(panel: BlockPanel, figures: Floats, log_ratio: Floats, groups: int, seed: int) -> Jackknife:
    """Leave out each of `groups` groups of blocks once. `log_ratio`: (K,) of all blocks.

    Raises BlockError for more groups than treated blocks can fill, and where a kind of event is gone without a group.
    """
    treated = int(panel.treated.sum())
    if not FEWEST_GROUPS <= groups <= treated:
        raise BlockError(
            f"{groups} groups cannot be left out in turn: choose {FEWEST_GROUPS} to {treated}, the blocks with the programme."
        )
    dealt, after = group_of(panel, groups, seed), panel.after
    logs = np.zeros((groups, after.shape[1]))
    for g in range(groups):
        kept = dealt != g
        if panel.treated[kept].sum() < 2:
            raise BlockError("Leaving out a group leaves one block with the programme; choose more groups.")
        _, found = matched(figures[kept], after[kept], panel.treated[kept])
        gone = (found.seen <= 0.0) | (found.expected <= 1e-6 * np.maximum(found.seen, 1.0))
        if gone.any():
            outcome = panel.outcomes[int(np.argmax(gone))]
            raise BlockError(
                f"Without one of {groups} groups of blocks there is no {outcome} left to compare: the jackknife cannot tell "
                "how sure its ratio is. Choose fewer groups, or leave it out."
            )
        logs[g] = np.log(found.seen / found.expected)
    return Jackknife(logs, np.sqrt((groups - 1.0) / groups * ((logs - log_ratio) ** 2).sum(axis=0)))


def group_of(panel: BlockPanel, groups: int, seed: int) -> Whole:
    """(n,) group of every block, dealt at random among the treated and among the others."""
    rng = np.random.default_rng(seed)
    dealt = np.zeros(len(panel.treated), np.int64)
    for of in (panel.treated, ~panel.treated):
        places = np.flatnonzero(of)
        dealt[rng.permutation(places)] = np.arange(len(places)) % groups
    return dealt
