"""How many pairs of incidents look like blow and answer, and how many would chance alone bring?

A pair is an incident that hurt a group and a later one, within so many days (and so near, where asked), in which that group
acted. The dates are dealt out anew among the incidents, whose groups and places stay: the permutation test of two things
that may have nothing to do with each other, as in G. Knox (1964), "The detection of space-time interactions", Applied
Statistics 13(1), 25–29; p values as in B. Phipson and G. K. Smyth (2010), "Permutation p-values should never be zero",
Statistical Applications in Genetics and Molecular Biology 9(1), article 39.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vapenvila.analysis.checked_events import (
    EventError,
    Floats,
    checked_days,
    checked_draws,
    checked_level,
    checked_numbers,
)
from vapenvila.analysis.retaliation_chains.result import ChanceCount, RetaliationChains
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits

Groups = NDArray[np.int64]
_NOT_KNOWN, _NO_GROUP = -1, -2


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """Ordered pairs (i, j) of n incidents whose groups and places fit, whatever their dates: (m,) positions each."""

    n: int
    earlier: NDArray[np.int64]
    later: NDArray[np.int64]

    def counted(self, days: Floats, within: float) -> tuple[int, int]:
        """Pairs that fit in time too, and the incidents that follow at least one."""
        apart = days[self.later] - days[self.earlier]
        hit = self.later[(apart > 0) & (apart <= within)]
        follows = np.zeros(self.n, dtype=bool)
        follows[hit] = True
        return len(hit), int(follows.sum())


def retaliation_chains(
    times: ArrayLike,
    acted: ArrayLike,
    hurt: ArrayLike,
    *,
    days: float = 14.0,
    x: ArrayLike | None = None,
    y: ArrayLike | None = None,
    distance: float | None = None,
    permutations: int = 999,
    level: float = 0.95,
    rng: np.random.Generator | None = None,
    seed: int | None = None,
) -> RetaliationChains:
    """Pairs of blow and answer, how many chance alone brings, and the share of incidents that follow another.

    `times`: (n,) numbers of days, or dates. `acted`, `hurt`: (n,) whole numbers that stand for the group on either side, −1
    where it is not known, −2 where it is known that there is none. `days`: above 0;
    a pair counts up to and with it, never at the same instant. `x`,
    `y`: (n,) places in one flat unit and `distance` in the same, where nearness is asked for. `permutations` ≥ 19. Time and
    memory grow with the pairs whose groups fit. Raises EventError for what it cannot use; too little gives a sentence.
    """
    when, period = checked_days(times)
    who, whom = _checked_groups(acted, "acted"), _checked_groups(hurt, "hurt")
    if not len(when) == len(who) == len(whom):
        raise EventError(
            f"There are {len(when)} times, {len(who)} acted and {len(whom)} hurt; there must be as many of each."
        )
    if not (np.isfinite(days) and days > 0):
        raise EventError(f"days is {days:g}; give a number above 0, such as 14.")
    checked_draws(permutations, "permutations")
    checked_level(level)
    candidates = _candidates(who, whom, _near(x, y, distance, len(when)))
    found = candidates.counted(when, days)
    dealt = _dealt(candidates, when, days, permutations, rng or np.random.default_rng(seed))
    return _result(
        found, dealt, who, level=level, days=days, distance=distance, period=period, seed=seed,
        possible=len(candidates.earlier), permutations=permutations,
    )  # fmt: skip


def _checked_groups(values: ArrayLike, name: str) -> Groups:
    """(n,) whole numbers from −2 up. Raises EventError that names the first that is not."""
    given = checked_numbers(values, name)
    wrong = (given != np.floor(given)) | (given < _NO_GROUP)
    if wrong.any():
        raise EventError(
            f"{name}, position {int(np.argmax(wrong)) + 1} is no group: "
            "give whole numbers, -1 where it is not known, -2 for none."
        )
    return given.astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """Places and how far apart a pair may lie."""

    x: Floats
    y: Floats
    distance: float


def _near(x: ArrayLike | None, y: ArrayLike | None, distance: float | None, n: int) -> _Near | None:
    if distance is None:
        return None
    if x is None or y is None:
        raise EventError("distance needs the places: give x and y as well.")
    east, north = checked_numbers(x, "x"), checked_numbers(y, "y")
    if not len(east) == len(north) == n:
        raise EventError(
            f"There are {len(east)} x, {len(north)} y and {n} times; there must be as many of each."
        )
    if not (np.isfinite(distance) and distance >= 0):
        raise EventError(f"distance is {distance:g}; give a number from 0 up.")
    return _Near(east, north, distance)


def _candidates(acted: Groups, hurt: Groups, near: _Near | None) -> _Candidates:
    """Group by group: everything that hurt it, with everything in which it acted, an incident never with itself."""
    parts = []
    for group in np.intersect1d(acted[acted >= 0], hurt[hurt >= 0]):
        blows, answers = np.flatnonzero(hurt == group), np.flatnonzero(acted == group)
        parts.append(np.stack([np.repeat(blows, len(answers)), np.tile(answers, len(blows))]))
    earlier, later = np.concatenate(parts, axis=1) if parts else np.empty((2, 0), dtype=np.int64)
    fits = earlier != later
    if near is not None:
        fits &= np.hypot(near.x[earlier] - near.x[later], near.y[earlier] - near.y[later]) <= near.distance
    return _Candidates(len(acted), earlier[fits], later[fits])


def _dealt(
    candidates: _Candidates, when: Floats, days: float, permutations: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """(permutations, 2): pairs and followers, each time with the dates dealt out anew."""
    counts = [candidates.counted(rng.permutation(when), days) for _ in range(permutations)]
    return np.asarray(counts, dtype=np.int64)


def _result(
    found: tuple[int, int],
    dealt: NDArray[np.int64],
    acted: Groups,
    *,
    level: float,
    days: float,
    distance: float | None,
    period: tuple[str, str],
    seed: int | None,
    possible: int,
    permutations: int,
) -> RetaliationChains:
    n, (pairs, followers) = len(acted), found
    moved = bool((dealt != dealt[0]).any() or (dealt[0] != found).any())
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(dealt, [tail, 1.0 - tail], axis=0)
    limits = binomial_limits([followers], [n], level) if n else None
    values, times = np.unique(dealt[:, 0], return_counts=True)
    return RetaliationChains(
        pairs=pairs,
        followers=followers,
        n=n,
        acting_known=int((acted != _NOT_KNOWN).sum()),
        possible=possible,
        share=followers / n if n else None,
        interval=(float(limits[0][0]), float(limits[1][0])) if limits else None,
        chance_pairs=(float(low[0]), float(high[0])),
        chance_pairs_mean=float(dealt[:, 0].mean()),
        chance_followers=(float(low[1]), float(high[1])),
        p_value=(1 + int((dealt[:, 0] >= pairs).sum())) / (1 + permutations) if moved else None,
        dealt=tuple(ChanceCount(int(value), int(often)) for value, often in zip(values, times, strict=True)),
        days=float(days),
        distance=distance,
        level=level,
        permutations=permutations,
        seed=seed,
        period=period,
    )
