"""The variance of a weighted share under the sample's design: strata, first-stage clusters, weights."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Design:
    """Who was asked, and how. All (n,): `weights` above 0; `strata` and `clusters` as whole numbers from 0."""

    weights: NDArray[np.float64]
    strata: NDArray[np.int64]
    clusters: NDArray[np.int64]

    def of(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """(n,) weights of a part of the sample, 0 outside it: the design stays that of the whole."""
        return np.where(chosen, self.weights, 0.0)


def numbered(labels: NDArray[Any]) -> NDArray[np.int64]:
    """(n,) labels as whole numbers from 0."""
    return np.unique(labels, return_inverse=True)[1].astype(np.int64).ravel()


def linearised_variance(
    yes: NDArray[np.float64], weights: NDArray[np.float64], design: Design
) -> tuple[float, float, int]:
    """Share, its variance and the degrees of freedom.

    `yes`: (n,) 1 or 0. `weights`: (n,), 0 for who does not count. Taylor linearisation with clusters drawn with replacement
    within strata (Särndal, Swensson and Wretman (1992), "Model Assisted Survey Sampling", sections 5.5 and 2.9). Degrees of
    freedom: clusters − strata, of those with anybody counted. A stratum of one cluster counts against the mean of all.
    """
    total = float(weights.sum())
    share = float((weights * yes).sum() / total)
    scores = weights * (yes - share) / total
    sums = np.bincount(design.clusters, weights=scores)
    stratum = np.zeros(len(sums), np.int64)
    stratum[design.clusters] = design.strata
    counted = np.bincount(design.clusters, weights=(weights > 0).astype(np.float64)) > 0
    variance, freedom, centre = 0.0, 0, float(sums.mean())
    for each in np.unique(stratum):
        parts = sums[stratum == each]
        used = int(counted[stratum == each].sum())
        if len(parts) == 1:
            variance += float((parts[0] - centre) ** 2)
            continue
        variance += len(parts) / (len(parts) - 1) * float(((parts - parts.mean()) ** 2).sum())
        freedom += max(used - 1, 0)
    return share, variance, freedom
