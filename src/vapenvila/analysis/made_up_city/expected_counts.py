"""Expected numbers of group incidents, computed rather than simulated: the truth estimators are held against.

With spark rate μ(t) and answers at η ρ(t) per incident after Exponential(1/β) delays, the mean intensity is
m = μ + η ρ K, where K' = β (m − K): K is the recent past as the exponential kernel remembers it.
Source of the model: A. G. Hawkes (1971), "Spectra of some self-exciting and mutually exciting point
processes", Biometrika 58.
"""

import numpy as np

from vapenvila.analysis.made_up_city.columns import Numbers
from vapenvila.analysis.made_up_city.retaliation_process import Process

_STEP = 0.125


def expected_until(process: Process, until: Numbers, *, programme: bool) -> Numbers:
    """Expected incidents in [0, t) for each operational day t of `until` (k,), with or without programme."""
    steps = int(np.ceil(process.horizon / _STEP))
    middle = _midpoints(steps)
    sparks = process.rate * process.drive.background(middle)
    answers: Numbers = np.full(steps, process.branching)
    if programme:
        sparks = sparks * _mean_factor(process, middle)
        answers = answers * process.drive.on_retaliation(middle)
    counts = _mean_intensity(sparks, answers, process.mean_delay) * _STEP
    edges = np.arange(steps + 1) * _STEP
    return np.asarray(np.interp(until, edges, np.concatenate([[0.0], np.cumsum(counts)])))


def expected_poisson_until(rate: float, process: Process, until: Numbers) -> Numbers:
    """Expected events in [0, t) of a process with `rate` per day that follows trend and season only."""
    steps = int(np.ceil(process.horizon / _STEP))
    counts = rate * process.drive.background(_midpoints(steps)) * _STEP
    return np.asarray(
        np.interp(until, np.arange(steps + 1) * _STEP, np.concatenate([[0.0], np.cumsum(counts)]))
    )


def _midpoints(steps: int) -> Numbers:
    return np.asarray((np.arange(steps) + 0.5) * _STEP, dtype=np.float64)


def _mean_factor(process: Process, middle: Numbers) -> Numbers:
    """The programme's factor on sparks at each time, averaged over the pairs active in that week."""
    doses, level = np.unique(process.dose, return_inverse=True)
    week = np.minimum((middle / 7.0).astype(np.int64), len(process.share) - 1)
    mean = np.zeros(len(middle))
    for number, dose in enumerate(doses):
        share = process.share[:, level == number].sum(axis=1)
        mean += share[week] * process.drive.on_sparks(middle, np.full(len(middle), dose))
    return mean


def _mean_intensity(sparks: Numbers, answers: Numbers, mean_delay: float) -> Numbers:
    """Mean intensity per step, by the exact solution of K' = (sparks − (1 − answers) K) / mean_delay."""
    recent = 0.0
    mean = np.empty(len(sparks))
    rest = sparks / (1.0 - answers)
    speed = (1.0 - answers) / mean_delay * _STEP
    for step, (limit, fall) in enumerate(zip(rest.tolist(), speed.tolist(), strict=True)):
        left = float(np.exp(-fall))
        mean[step] = limit + (recent - limit) * (1.0 - left) / fall
        recent = limit + (recent - limit) * left
    return np.asarray(sparks + answers * mean)
