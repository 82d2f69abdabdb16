"""Effects by cohort and period put together: all, by cohort, by time since the start, by calendar period.

Shares of cohorts are estimated too, which their influence takes into account (Callaway and Sant'Anna 2021, section 4).
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from vapenvila.analysis.panel_rows import Floats, Whole
from vapenvila.analysis.staggered_rollout.group_time import GroupTime


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """`labels`: (m,) cohorts, times since the start, or periods. `effects`: (m,), `influence`: (n, m)."""

    labels: Whole
    effects: Floats
    influence: Floats
    overall: float
    overall_influence: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """`first`: (n,) of every unit. `cohorts`: (G,), `share`: (G,) of all units."""

    first: Whole
    cohorts: Whole
    share: Floats

    def of(self, cohort: Whole) -> Floats:
        """Share of each cohort named."""
        return np.asarray(self.share[np.searchsorted(self.cohorts, cohort)])

    def influence(self, cohort: Whole, effects: Floats) -> Floats:
        """(n,) what not knowing the shares adds to a mean of `effects` weighted by the shares of `cohort`."""
        place = np.searchsorted(self.cohorts, cohort)
        share = self.share[place]
        total = float(share.sum())
        mean = float(effects @ share) / total
        pull = np.bincount(place, effects - mean, minlength=len(self.cohorts)) / total
        whole = float(share @ (effects - mean)) / total
        own = np.searchsorted(self.cohorts, self.first)
        known = (own < len(self.cohorts)) & (self.first > 0)
        return np.where(known, pull[np.minimum(own, len(pull) - 1)], 0.0) - whole


def shares_of(first: Whole, cohorts: Whole) -> Shares:
    """How large each cohort is."""
    return Shares(first, cohorts, np.array([np.mean(first == g) for g in cohorts]))


def simple(found: GroupTime, shares: Shares) -> tuple[float, Floats]:
    """Mean of all effects after the start, weighted by the size of the cohort."""
    return _mean(found, shares, np.flatnonzero(found.time >= found.cohort))


def by_event(found: GroupTime, shares: Shares, places: Whole) -> Gathered:
    """By periods since the start; overall the plain mean of those from the start on. `places`: (K,) periods since it."""
    labels = np.unique(places)
    means = [_mean(found, shares, np.flatnonzero(places == e)) for e in labels]
    effects, influence = np.array([m for m, _ in means]), np.column_stack([i for _, i in means])
    after = labels >= 0
    return Gathered(
        labels, effects, influence, float(effects[after].mean()), influence[:, after].mean(axis=1)
    )


def by_calendar(found: GroupTime, shares: Shares) -> Gathered:
    """By period, over the cohorts begun by then; overall the plain mean."""
    labels = np.unique(found.time[found.time >= found.cohort])
    means = [
        _mean(found, shares, np.flatnonzero((found.time == t) & (found.cohort <= found.time))) for t in labels
    ]
    effects, influence = np.array([m for m, _ in means]), np.column_stack([i for _, i in means])
    return Gathered(labels, effects, influence, float(effects.mean()), influence.mean(axis=1))


def by_cohort(found: GroupTime, shares: Shares) -> Gathered:
    """By cohort, the plain mean over its periods after the start; overall weighted by the size of the cohort."""
    after = found.time >= found.cohort
    labels = np.unique(found.cohort[after])
    chosen = [np.flatnonzero(after & (found.cohort == g)) for g in labels]
    effects = np.array([found.effect[k].mean() for k in chosen])
    influence = np.column_stack([found.influence[:, k].mean(axis=1) for k in chosen])
    share = shares.of(labels)
    overall = float(effects @ share / share.sum())
    return Gathered(
        labels,
        effects,
        influence,
        overall,
        influence @ (share / share.sum()) + shares.influence(labels, effects),
    )


def _mean(found: GroupTime, shares: Shares, chosen: Whole) -> tuple[float, Floats]:
    cohort, effects = found.cohort[chosen], found.effect[chosen]
    share = shares.of(cohort)
    weight = share / share.sum()
    influence = found.influence[:, chosen] @ weight + shares.influence(cohort, effects)
    return float(effects @ weight), influence


def standard_errors(influence: Floats, cluster: Whole) -> Floats:
    """(m,) standard errors from influence (n, m), whole clusters taken together."""
    n = len(influence)
    return np.asarray(np.sqrt((_by_cluster(influence, cluster) ** 2).sum(axis=0)) / n)


def error_by_cohort(influence: Floats, cluster: Whole, first: Whole) -> tuple[float, float]:
    """Standard error of one estimate from influence (n,), and the degrees of freedom it is known with.

    Each cohort's part of the variance rests on as many clusters as it has, less one (B. L. Welch 1947, for means of groups
    that vary unequally); clusters over several cohorts count as one more cohort.
    """
    sums = _by_cluster(influence[:, None], cluster)[:, 0]
    least, most = np.full(len(sums), np.iinfo(np.int64).max), np.full(len(sums), -1)
    np.minimum.at(least, cluster, first)
    np.maximum.at(most, cluster, first)
    cohort = np.where(least == most, least, -1)
    parts, freedoms = [], []
    for one in np.unique(cohort):
        own = sums[cohort == one]
        freedoms.append(max(len(own) - 1, 1))
        parts.append(float(own @ own) * len(own) / freedoms[-1])
    squares = sum(part**2 / freedom for part, freedom in zip(parts, freedoms, strict=True))
    freedom = sum(parts) ** 2 / squares if squares > 0.0 else float(max(freedoms))
    return float(np.sqrt(sum(parts))) / len(influence), freedom


def uniform_reach(
    influence: Floats, cluster: Whole, level: float, draws: int, rng: np.random.Generator
) -> float:
    """How many standard errors hold all estimates at once in `level` of cases, by the multiplier bootstrap.

    Each cluster's influence is multiplied by +1 or −1 at random. At least the reach of one estimate alone.
    """
    alone = float(stats.norm.ppf(0.5 + level / 2.0))
    sums = _by_cluster(influence, cluster)
    spread = np.sqrt((sums**2).sum(axis=0))
    some = spread > 1e-12 * max(float(spread.max(initial=0.0)), 1e-300)
    if draws == 0 or not some.any():
        return alone
    signs = rng.integers(0, 2, (draws, len(sums))) * 2.0 - 1.0
    largest = np.abs(signs @ (sums[:, some] / spread[some])).max(axis=1)
    return max(alone, float(np.quantile(largest, level)))


def _by_cluster(influence: Floats, cluster: Whole) -> Floats:
    if int(cluster.max()) + 1 == len(cluster):
        return influence
    sums = np.zeros((int(cluster.max()) + 1, influence.shape[1]))
    np.add.at(sums, cluster, influence)
    return sums
