"""Did units change when their turn came? A staggered roll-out, by cohort and period and put together."""

import numpy as np
from scipy import stats

from vapenvila.analysis.panel_rows import Floats
from vapenvila.analysis.small_counts.checked_input import checked_level
from vapenvila.analysis.staggered_rollout.aggregate import (
    Gathered,
    by_calendar,
    by_cohort,
    by_event,
    error_by_cohort,
    shares_of,
    simple,
    standard_errors,
    uniform_reach,
)
from vapenvila.analysis.staggered_rollout.cohort_panel import CohortPanel, RolloutError
from vapenvila.analysis.staggered_rollout.group_time import Controls, Estimator, GroupTime, group_time
from vapenvila.analysis.staggered_rollout.poisson_rollout import poisson_rollout
from vapenvila.analysis.staggered_rollout.result import Estimate, Kind, StaggeredRollout


def staggered_rollout(
    panel: CohortPanel,
    *,
    estimator: Estimator = "dr",
    controls: Controls = "never",
    level: float = 0.95,
    draws: int = 999,
    seed: int = 1,
) -> StaggeredRollout:
    """Effects on those treated, with standard errors by cluster and limits for all estimates of a kind at once.

    `draws`: of the multiplier bootstrap behind those limits, 0 for none. The Poisson estimator compares with all not yet
    treated, never treated among them. Raises RolloutError.
    """
    found, ratio = _found(panel, estimator, controls, checked_level(level))
    shares = shares_of(panel.first, panel.cohorts)
    effect, influence = simple(found, shares)
    rng = np.random.default_rng(seed)
    alone = _Limits(panel, level, draws, rng)
    places = np.searchsorted(panel.times, found.time) - np.searchsorted(panel.times, found.cohort)
    names = [f"{g} {t}" for g, t in zip(found.cohort, found.time, strict=True)]
    whole = alone.one("simple", effect, influence)
    return StaggeredRollout(
        estimator=estimator,
        controls="notyet" if estimator == "poisson" else controls,
        units=len(panel.Y),
        treated_units=int(np.sum(panel.first > 0)),
        dropped=panel.dropped,
        period=(str(panel.times[0]), str(panel.times[-1])),
        simple=whole,
        event=alone.kind(by_event(found, shares, places)),
        cohort=alone.kind(by_cohort(found, shares)),
        calendar=alone.kind(by_calendar(found, shares)),
        effects=alone.each(names, found.effect, found.influence),
        before_p=_before_p(found, panel),
        ratio=ratio,
        p_value=float(2.0 * stats.norm.sf(abs(effect) / whole.error)) if whole.error > 0.0 else None,
        level=level,
        draws=draws,
        seed=seed,
    )


def _found(
    panel: CohortPanel, estimator: Estimator, controls: Controls, level: float
) -> tuple[GroupTime, tuple[float, float, float] | None]:
    ratio = None
    if estimator == "poisson":
        counted = poisson_rollout(panel)
        found = counted.found
        ratio = _ratio(counted.log_ratio, counted.log_ratio_influence, panel, level)
    else:
        found = group_time(panel, estimator, controls)
    if not (found.time >= found.cohort).any():
        raise RolloutError("No effect after a start can be estimated: there are no controls left by then.")
    return found, ratio


class _Limits:
    """Turns effects and influence into estimates with limits."""

    def __init__(self, panel: CohortPanel, level: float, draws: int, rng: np.random.Generator) -> None:
        self.cluster, self.level, self.draws, self.rng = panel.cluster, level, draws, rng
        self.reach = float(stats.norm.ppf(0.5 + level / 2.0))

    def one(self, label: str, effect: float, influence: Floats) -> Estimate:
        error = float(standard_errors(influence[:, None], self.cluster)[0])
        low, high = effect - self.reach * error, effect + self.reach * error
        return Estimate(label, effect, error, low, high, low, high)

    def each(self, labels: list[str], effects: Floats, influence: Floats) -> tuple[Estimate, ...]:
        errors = standard_errors(influence, self.cluster)
        wide = uniform_reach(influence, self.cluster, self.level, self.draws, self.rng)
        return tuple(
            Estimate(label, e, s, e - self.reach * s, e + self.reach * s, e - wide * s, e + wide * s)
            for label, e, s in zip(labels, effects.tolist(), errors.tolist(), strict=True)
        )

    def kind(self, gathered: Gathered) -> Kind:
        return Kind(
            overall=self.one("overall", gathered.overall, gathered.overall_influence),
            each=self.each([str(label) for label in gathered.labels], gathered.effects, gathered.influence),
        )


def _ratio(
    logarithm: float, influence: Floats, panel: CohortPanel, level: float
) -> tuple[float, float, float]:
    error, freedom = error_by_cohort(influence, panel.cluster, panel.first)
    half = float(stats.t.ppf(0.5 + level / 2.0, freedom)) * error
    return float(np.exp(logarithm)), float(np.exp(logarithm - half)), float(np.exp(logarithm + half))


def _before_p(found: GroupTime, panel: CohortPanel) -> float | None:
    """Wald's test that all effects before the start are 0."""
    before = found.time < found.cohort
    if not before.any():
        return None
    n, influence = len(panel.Y), found.influence[:, before]
    sums = np.zeros((int(panel.cluster.max()) + 1, influence.shape[1]))
    np.add.at(sums, panel.cluster, influence)
    variance = sums.T @ sums / n**2
    if np.linalg.matrix_rank(variance) < len(variance):
        return None
    statistic = float(found.effect[before] @ np.linalg.solve(variance, found.effect[before]))
    return float(stats.chi2.sf(statistic, len(variance)))
