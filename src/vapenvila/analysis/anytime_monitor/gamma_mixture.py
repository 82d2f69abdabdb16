"""A confidence sequence for a Poisson rate: limits that hold at every time at once (gamma mixture martingale).

For counts y in time t at rate λ the likelihood ratio of a gamma mixture against λ is a martingale that starts at 1, so it
exceeds 1/α at any time with chance at most α (H. Robbins (1970), "Statistical methods related to the law of the iterated
logarithm", Annals of Mathematical Statistics 41, 1397–1409; S. R. Howard et al. (2021), "Time-uniform, nonparametric,
nonasymptotic confidence sequences", Annals of Statistics 49, 1055–1080). The rates not yet refuted are the sequence.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GammaMixture:
    """Shape and rate of the mixing distribution; chosen before the first look, from the time before alone."""

    shape: float
    rate: float

    def log_evidence(self, counts: Floats, time: Floats, against: Floats) -> Floats:
        """Logarithm of the martingale at the rate `against`; all broadcast."""
        mixed = special.gammaln(self.shape + counts) - special.gammaln(self.shape)
        mixed = mixed + self.shape * np.log(self.rate) - (self.shape + counts) * np.log(self.rate + time)
        return np.asarray(mixed - special.xlogy(counts, against) + against * time)

    def limits(self, counts: Floats, time: Floats, alpha: float) -> tuple[Floats, Floats]:
        """Lowest and highest rate not refuted at 1/α. (k,) counts so far and (k,) time so far above 0."""
        base = self.log_evidence(counts, time, np.ones_like(counts)) - time  # without the terms of the rate
        most = np.log(1.0 / alpha) - base  # λt − y log λ may be so much
        low, high = np.zeros(len(counts)), most / time
        some = counts > 0
        y, t = counts[some], time[some]
        inner = -np.exp(np.log(t / y) - most[some] / y)
        inner = np.maximum(inner, -np.exp(-1.0))
        low[some] = np.real(-special.lambertw(inner, 0)) * y / t
        high[some] = np.real(-special.lambertw(inner, -1)) * y / t
        return low, high
