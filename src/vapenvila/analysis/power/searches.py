"""The smallest fall that is told often enough, and the fewest months after which a fall is."""

import numpy as np
from scipy import optimize

from vapenvila.analysis.power.designs import Compared
from vapenvila.analysis.power.study import Study

_LADDER = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 1e-6)
_CLOSE_ENOUGH = 2e-4


def smallest_fall(compared: Compared, study: Study) -> float | None:
    """The rate ratio nearest to 1 told with the study's power after its months; None where not even an end to all is.

    Looked for from 1 downwards, since a model may tell less again where nearly nothing is left to fit it to.
    """

    def more_than_wanted(ratio: float) -> float:
        return compared.at(study, ratio, study.months_after) - study.power

    above = 1.0
    for ratio in _LADDER:
        if more_than_wanted(ratio) >= 0.0:
            return float(optimize.brentq(more_than_wanted, ratio, above, xtol=_CLOSE_ENOUGH))
        above = ratio
    return None


def months_needed(compared: Compared, study: Study) -> int | None:
    """The fewest months after from which on the study's effect is told with its power; None where that is too far ahead.

    Exact counts make the power rise by jumps and fall a little in between; the last fall counts.
    """
    horizons = compared.horizons(study)
    enough = compared.over(study, study.effect, horizons) >= study.power
    if not enough[-1]:
        return None
    first = int(np.argmax(np.logical_and.accumulate(enough[::-1])[::-1]))
    low, high = int(horizons[first - 1]) if first else 0, int(horizons[first])
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (
            (low, middle) if compared.at(study, study.effect, middle) >= study.power else (middle, high)
        )
    return high
