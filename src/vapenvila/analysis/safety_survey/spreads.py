"""Round which mean, and how widely, are the true shares of areas spread? Every mean and spread, by how well they explain the
answers.

Means of each spread stand on either side of the best of that spread, out to four standard errors; equally likely
beforehand, spreads by the uniform shrinkage prior (C. L. Christiansen and C. N. Morris 1997, see `areas`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from vapenvila.analysis.safety_survey.share import SurveyError, SurveyShare

FEWEST_AREAS = 3
_SPREADS, _MEANS, _KEPT = 100, 25, 250
_REACH = 4.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Spreads:
    """`means`, `worths`: (k,) pairs that count alike: the mean of the areas, and what it is worth in an area, in answers.
    `worth`: the middle one."""

    means: Floats
    worths: Floats
    worth: float


def spreads(direct: list[SurveyShare]) -> Spreads:
    """From the areas' own shares. Raises SurveyError for fewer than three areas."""
    if len(direct) < FEWEST_AREAS:
        raise SurveyError(
            f"{len(direct)} areas have answers; at least {FEWEST_AREAS} are needed to see how areas differ."
        )
    counts = np.array([each.effective for each in direct])
    successes = np.array([each.share for each in direct]) * counts
    shrinkage = (
        np.arange(_SPREADS) + 0.5
    ) / _SPREADS  # weight of the mean in the area with fewest answers: uniform
    worths = float(counts.min()) * shrinkage / (1.0 - shrinkage)
    logits, step = _means(successes, counts, worths)
    means = special.expit(logits)
    log_weight = _log_likelihood(successes, counts, means, worths[:, None])
    log_weight += np.log(means) + np.log1p(-means) + np.log(step)[:, None]  # alike by share, not by logit
    weights = np.exp(log_weight - log_weight.max())
    places = _alike(weights.ravel() / weights.sum())
    kept = np.repeat(worths, _MEANS)[places]
    return Spreads(means.ravel()[places], kept, float(np.median(kept)))


def _means(successes: Floats, counts: Floats, worths: Floats) -> tuple[Floats, Floats]:
    """(g, m) logits of the means to weigh for each spread, and (g,) how far apart they are."""
    whole = (successes.sum() + 0.5) / (counts.sum() + 1.0)
    variance = whole * (1.0 - whole) / counts * (1.0 + (counts - 1.0) / (worths[:, None] + 1.0))
    precision = 1.0 / variance
    centre = (precision @ ((successes + 0.5) / (counts + 1.0))) / precision.sum(axis=1)
    error = 1.0 / np.sqrt(precision.sum(axis=1)) / (centre * (1.0 - centre))
    around = np.linspace(-_REACH, _REACH, _MEANS)
    return special.logit(centre)[:, None] + error[:, None] * around, error * (around[1] - around[0])


def _log_likelihood(successes: Floats, counts: Floats, means: Floats, worths: Floats) -> Floats:
    """(g, m) beta-binomial, over all areas, without what depends on the answers alone."""
    a, b = means * worths, (1.0 - means) * worths
    found = -len(counts) * special.betaln(a, b)
    for x, n in zip(successes, counts, strict=True):
        found += special.betaln(x + a, n - x + b)
    return np.asarray(found)


def _alike(weights: Floats) -> NDArray[np.int64]:
    """Places taken as often as their weights say, evenly over the row."""
    marks = (np.arange(_KEPT) + 0.5) / _KEPT
    return np.minimum(np.searchsorted(np.cumsum(weights), marks), len(weights) - 1)
