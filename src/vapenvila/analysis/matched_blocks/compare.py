"""The treated area beside the blocks weighted to be like it: differences, their covariance, placebo areas."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from vapenvila.analysis.matched_blocks.block_panel import BlockPanel
from vapenvila.analysis.matched_blocks.calibration import Calibration, calibrated
from vapenvila.analysis.panel_rows import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """`seen`, `expected`: (K,) sums after the start. `spread_seen`, `spread_expected`: (K, K) their covariances.

    Linearised, with the block as what was sampled, so that the periods of one block are not taken for independent.
    """

    seen: Floats
    expected: Floats
    spread_seen: Floats
    spread_expected: Floats

    @property
    def change(self) -> Floats:
        """(K,) seen less expected."""
        return self.seen - self.expected

    @property
    def covariance(self) -> Floats:
        """(K, K) of the change."""
        return self.spread_seen + self.spread_expected

    @property
    def z(self) -> Floats:
        """(K,) change in standard errors; 0 where nothing varies."""
        error = np.sqrt(np.diag(self.covariance))
        return np.divide(self.change, error, out=np.zeros_like(error), where=error > 0.0)

    @property
    def log_ratio(self) -> Floats:
        """(K,) logarithm of seen / expected; both above 0."""
        return np.asarray(np.log(self.seen / self.expected))

    @property
    def log_error(self) -> Floats:
        """(K,) standard error of the logarithm of seen / expected; both above 0."""
        return np.sqrt(
            np.diag(self.spread_seen) / self.seen**2 + np.diag(self.spread_expected) / self.expected**2
        )

    @property
    def joint(self) -> tuple[float, int]:
        """Wald's statistic that all changes are 0, and its degrees of freedom: kinds that say something of their own."""
        error = np.sqrt(np.diag(self.covariance))
        error[error == 0.0] = 1.0
        alike = self.covariance / np.outer(error, error)
        freedom = int(np.linalg.matrix_rank(alike, hermitian=True, tol=1e-9))
        standard = self.change / error
        return float(standard @ np.linalg.pinv(alike, rcond=1e-9, hermitian=True) @ standard), freedom


def difference(treated: Floats, controls: Floats, weights: Floats) -> Difference:
    """Of `treated` (m, K) and weighted `controls` (N, K) counts after the start."""
    seen, expected = treated.sum(axis=0), weights @ controls
    m, N = len(treated), len(controls)
    own = treated - seen / m
    others = weights[:, None] * (controls - expected / max(float(weights.sum()), 1e-300))
    return Difference(seen, expected, own.T @ own * (m / (m - 1.0)), others.T @ others * (N / (N - 1.0)))


def matched(
    figures: Floats, after: Floats, treated: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[Calibration, Difference]:
    """Weights over the blocks not `treated` (n,) that meet the sums of `figures` (n, k), and the difference of `after`."""
    weights = calibrated(figures[~treated], figures[treated].sum(axis=0), int(treated.sum()))
    return weights, difference(after[treated], after[~treated], weights.weights)


@dataclass(frozen=True, slots=True, eq=False)
class Placebos:
    """`z`: (R, K) changes in standard errors of areas without the programme. `joint`: (R,). `exact`: how many were met."""

    z: Floats
    joint: Floats
    exact: int

    def p_value(self, value: float, drawn: Floats) -> float:
        """Share of placebo areas as far from 0 as `value`, the area itself among them."""
        return float((1 + np.sum(np.abs(drawn) >= abs(value) - 1e-9)) / (len(drawn) + 1))

    def reach(self, level: float) -> Floats:
        """(K,) how many standard errors hold that share of the placebo areas, the next larger of those drawn."""
        return np.quantile(np.abs(self.z), level, axis=0, method="higher")


def placebo_areas(panel: BlockPanel, figures: Floats, draws: int, rng: np.random.Generator) -> Placebos:
    """As many blocks as were treated, drawn from the others and matched to what is left, `draws` times."""
    controls = np.flatnonzero(~panel.treated)
    m, after = int(panel.treated.sum()), panel.after[controls]
    z, joint, exact = np.zeros((draws, after.shape[1])), np.zeros(draws), 0
    for r in range(draws):
        chosen = np.zeros(len(controls), np.bool_)
        chosen[rng.choice(len(controls), m, replace=False)] = True
        weights, found = matched(figures[controls], after, chosen)
        z[r], joint[r], exact = found.z, found.joint[0], exact + int(weights.exact)
    return Placebos(z, joint, exact)


def normal_reach(level: float) -> float:
    """How many standard errors hold that share by the normal distribution."""
    return float(stats.norm.ppf(0.5 + level / 2.0))
