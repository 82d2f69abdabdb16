"""How sure is a number of victims? An interval for counts that come several at a time.

Several people may be hurt in one incident, so victims vary more than Poisson counts. What happens independently is the
incident; the number of victims is a sum of Poisson counts (incidents with one victim, with two, …) weighted by how many
each hurt. Source: M. P. Fay and E. J. Feuer (1997), "Confidence intervals for directly standardized rates: a method
based on the gamma distribution", Statistics in Medicine 16(7), 791–801.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from vapenvila.analysis.small_counts.checked_input import (
    CountError,
    checked_count,
    checked_counts,
    checked_level,
)


def weighted_limits(
    totals: ArrayLike, squares: ArrayLike, largest: float, level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper limits for the means behind weighted sums of Poisson counts; (n,) each.

    `totals`: (n,) sums of the weights, such as victims. `squares`: (n,) sums of their squares. `largest`: the largest
    weight that can occur, such as the most victims one incident had. Where every weight is 1 these are Garwood's exact
    limits. Raises CountError when a total and its squares cannot belong together.
    """
    total = checked_counts(totals, "The totals", at_least=0).astype(np.float64)
    square = checked_counts(squares, "The squares", at_least=0).astype(np.float64)
    most = max(checked_count(largest, "The largest weight"), 1)
    checked_level(level)
    if len(total) != len(square):
        raise CountError(f"There are {len(total)} totals but {len(square)} sums of squares.")
    wrong = (square < total) | (square > total * most)
    if wrong.any():
        at = int(np.argmax(wrong))
        raise CountError(
            f"Position {at + 1}: a total of {total[at]:g} cannot have squares adding up to {square[at]:g}"
            f" when no weight is above {most}."
        )
    return gamma_limits(total, square, float(most), level)


def gamma_limits(
    totals: NDArray[np.float64],
    squares: NDArray[np.float64],
    largest: float | NDArray[np.float64],
    level: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The same for weights of any size, such as those of a kernel, unchecked; all of one shape. `largest` is above 0."""
    tail = (1.0 - level) / 2.0
    low = np.zeros(totals.shape)
    some = squares > 0  # a weight so small that its square is 0 tells nothing from below
    low[some] = _gamma(tail, totals[some], squares[some])
    return low, _gamma(1.0 - tail, totals + largest, squares + largest * largest)


def _gamma(share: float, mean: NDArray[np.float64], variance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quantile of the gamma distribution with these means and variances."""
    return np.asarray(stats.gamma.ppf(share, mean**2 / variance, scale=variance / mean))
