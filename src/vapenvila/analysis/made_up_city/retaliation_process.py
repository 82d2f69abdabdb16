"""Incidents between groups as a marked self-exciting point process, simulated fast by its clusters.

Sparks (background incidents) come as a Poisson process over directed pairs (attacker, target). Every
incident of i against j is answered by Poisson(η) incidents of j against i, each after an Exponential(mean
1/β) delay, and those are answered in turn. This is the cluster form of a Hawkes process: A. G. Hawkes and
D. Oakes (1974), "A cluster process representation of a self-exciting process", Journal of Applied
Probability 11. `slow_reference` simulates the same process from its intensity.
"""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.made_up_city.columns import Flags, Indices, Numbers
from vapenvila.analysis.made_up_city.drive import Drive


@dataclass(frozen=True, slots=True, eq=False)
class Process:
    """A process between groups; `p` directed pairs, `w` weeks.

    `attacker`, `target`: (p,) groups. `share`: (w, p) share of the week's sparks that falls to the pair,
    rows sum to 1. `dose`: (p,) dose of the attacker. `rate`: sparks per day at factor 1. `branching`: η.
    `mean_delay`: 1/β in days. `horizon`: days simulated from 0.
    """

    attacker: Indices
    target: Indices
    share: Numbers
    dose: Numbers
    rate: float
    branching: float
    mean_delay: float
    horizon: float
    drive: Drive

    @property
    def spark_bound(self) -> float:
        """Number the programme's factor on sparks never exceeds."""
        possible = self.drive.effect.rate_ratio ** np.array([0.0, self.dose.min(), self.dose.max()])
        return float(possible.max())

    def draw_pairs(self, time: Numbers, rng: np.random.Generator) -> Indices:
        """A pair for each time, drawn by the shares of its week. Shape of `time`, index into pairs."""
        week = np.minimum((time / 7.0).astype(np.int64), len(self.share) - 1)
        drawn = rng.random(len(time))
        pairs = np.zeros(len(time), dtype=np.int32)
        order = np.argsort(week, kind="stable")
        bounds = np.searchsorted(week[order], np.arange(len(self.share) + 1))
        for number, row in enumerate(self.share):
            rows = order[bounds[number] : bounds[number + 1]]
            if len(rows):
                cumulative = np.cumsum(row)
                pairs[rows] = np.searchsorted(cumulative, drawn[rows] * cumulative[-1], side="right")
        return pairs


@dataclass(frozen=True, slots=True, eq=False)
class Happenings:
    """Simulated incidents, `n` of them in order of time. `time`: (n,) operational days. `attacker`,
    `target`: (n,) groups. `parent`: (n,) earlier row this one answers, −1 for a spark."""

    time: Numbers
    attacker: Indices
    target: Indices
    parent: Indices

    def taken_over(self, attacker: Flags, target: Flags) -> tuple[Flags, Flags]:
        """What is drawn for both sides, (n,) each, with every answer taking it over crosswise from what it answers."""
        spark, turned = np.arange(len(self.parent)), np.zeros(len(self.parent), dtype=np.bool_)
        while (answers := np.flatnonzero(self.parent[spark] >= 0)).size:
            spark[answers] = self.parent[spark[answers]]
            turned[answers] ^= True
        one, other = attacker[spark], target[spark]
        return np.where(turned, other, one), np.where(turned, one, other)


def poisson_times(rate: float, drive: Drive, horizon: float, rng: np.random.Generator) -> Numbers:
    """Times, in order, of a Poisson process with rate × background(t) on [0, horizon).

    By thinning: P. A. W. Lewis and G. S. Shedler (1979), "Simulation of nonhomogeneous Poisson processes by
    thinning", Naval Research Logistics Quarterly 26.
    """
    bound = drive.background_bound(horizon)
    candidates = np.sort(rng.random(rng.poisson(rate * bound * horizon)) * horizon)
    return candidates[rng.random(len(candidates)) * bound < drive.background(candidates)]


def simulate(process: Process, rng: np.random.Generator) -> Happenings:
    """Simulate the process once from an empty past.

    Cost is linear in the number of incidents; generations are drawn whole.
    """
    drive, horizon = process.drive, process.horizon
    top = process.spark_bound
    time = poisson_times(process.rate * top, drive, horizon, rng)
    pair = process.draw_pairs(time, rng)
    kept = rng.random(len(time)) * top < drive.on_sparks(time, process.dose[pair])
    time, pair = time[kept], pair[kept]
    generations = [(time, process.attacker[pair], process.target[pair], np.full(len(time), -1, np.int64))]
    born = 0
    while len(generations[-1][0]):
        generations.append(_answers(process, generations[-1], born, rng))
        born += len(generations[-2][0])
    return _in_order_of_time(generations)


_Generation = tuple[Numbers, Indices, Indices, np.ndarray[tuple[int], np.dtype[np.int64]]]


def _answers(process: Process, parents: _Generation, first: int, rng: np.random.Generator) -> _Generation:
    """The next generation; `first` is the number of incidents before the parents' generation."""
    time, attacker, target, _ = parents
    top = max(1.0, process.drive.effect.retaliation_ratio)
    parent = np.repeat(np.arange(len(time)), rng.poisson(process.branching * top, len(time)))
    answered = time[parent] + rng.exponential(process.mean_delay, len(parent))
    kept = answered < process.horizon
    kept &= rng.random(len(parent)) * top < process.drive.on_retaliation(answered)
    parent = parent[kept]
    return answered[kept], target[parent], attacker[parent], parent + first


def _in_order_of_time(generations: list[_Generation]) -> Happenings:
    time, attacker, target, parent = (np.concatenate(column) for column in zip(*generations, strict=True))
    order = np.argsort(time, kind="stable")
    position = np.empty(len(order) + 1, dtype=np.int32)
    position[order] = np.arange(len(order), dtype=np.int32)
    position[-1] = -1
    return Happenings(
        time[order],
        attacker[order].astype(np.int32),
        target[order].astype(np.int32),
        position[parent[order]],
    )
