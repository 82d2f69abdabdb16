"""The error of an estimate where neighbouring periods go together, right in short series too.

Newey and West's variance (1987, Econometrica 55, 703–708) with three things it lacks in short series:

- windows of 1.3 √T periods rather than a few, with the loss of certainty this costs told by Student's t: E. Lazarus,
  D. J. Lewis, J. H. Stock, M. W. Watson (2018), Journal of Business & Economic Statistics 36, 541–559, after N. M. Kiefer,
  T. J. Vogelsang (2005), Econometric Theory 21, 1130–1164;
- the variance is divided by what it would be on average in this very design, because residuals are smaller than errors,
  and the degrees of freedom are those of a χ² with the same mean and spread (R. M. Bell, D. F. McCaffrey (2002), Survey
  Methodology 28, 169–181; G. W. Imbens, M. Kolesár (2016), Review of Economics and Statistics 98, 701–712);
- that average supposes errors whose correlation halves at a constant rate with distance, as counts that bring one another
  have (A. G. Hawkes (1971), Biometrika 58, 83–90), its strength found from the residuals with their own bias taken out.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from vapenvila.analysis.interrupted_series.count_regression import Floats
from vapenvila.analysis.interrupted_series.serial_kernel import error_rows


def serial_errors(
    X: Floats, Y: Floats, mean: Floats, dispersion: Floats, directions: ArrayLike, *, series: int = 1
) -> tuple[Floats, Floats]:
    """Standard errors and degrees of freedom (m, q) of combinations of coefficients, one row per fitted series.

    `X`: (n, p). `Y`, `mean`: (m, n) counts and fitted means. `dispersion`: (m,). `directions`: (q, p), or (m, q, p) where
    they differ by row. `series`: so many series of equal length lie under each other in the n rows; they may go together.
    Error 0 with one degree of freedom where the residuals cannot tell.
    """
    m, n = Y.shape
    damped = 1.0 + dispersion[:, None] * mean
    residuals, weights = (Y - mean) / np.sqrt(mean * damped), mean / damped
    wanted = np.asarray(directions, dtype=np.float64)
    q = wanted.shape[-2]
    each = np.ascontiguousarray(np.broadcast_to(wanted, (m, q, X.shape[1])))
    errors, freedom = np.zeros((m, q)), np.zeros((m, q))
    T = n // series
    error_rows(np.ascontiguousarray(X.T), residuals, weights, each, window(T), T, errors, freedom)
    return errors, np.clip(freedom, 1.0, max(n - X.shape[1], 1))


def window(periods: int) -> int:
    """Periods that may go together: 1.3 √T (Lazarus et al. 2018, rule 4), rounded up."""
    return math.ceil(1.3 * math.sqrt(periods))
