"""Made-up people, groups, ties and rivals of any size, for the measurements of call-in selection and networks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

INCIDENTS_EACH = 3


@dataclass(frozen=True)
class MadeUp:
    """n people. `group`: −1 for none. `incident`, `person`: rows of who was recorded in which incident. `pairs`: (k, 2)
    people recorded together. `eligible`, `attendance`: who may be invited and comes. `rivals`: pairs kept apart."""

    n: int
    group: NDArray[np.int64]
    incident: NDArray[np.int64]
    person: NDArray[np.int64]
    pairs: NDArray[np.int64]
    eligible: NDArray[np.bool_]
    attendance: NDArray[np.float64]
    rivals: NDArray[np.int64]


def made_up_ties(n: int, groups: int, seed: int) -> MadeUp:
    """Three in five belong to a group; groups and activity are unequal; partners come mostly from the own group."""
    rng = np.random.default_rng(seed)
    size = np.arange(1, groups + 1) ** -0.8
    group = np.where(rng.random(n) < 0.6, rng.choice(groups, n, p=size / size.sum()), -1)
    activity = rng.lognormal(0.0, 1.0, n)
    members = [np.flatnonzero(group == g) for g in range(groups)]
    count = INCIDENTS_EACH * n
    lead = rng.choice(n, count, p=activity / activity.sum())
    partners = rng.choice(5, count, p=[0.60, 0.25, 0.10, 0.04, 0.01])
    incident, person = [np.arange(count)], [lead]
    for turn in range(1, 5):
        with_more = np.flatnonzero(partners >= turn)
        anyone = rng.choice(n, len(with_more), p=activity / activity.sum())
        own = np.array([_from(members[g], rng) if g >= 0 else -1 for g in group[lead[with_more]]])
        stays = (own >= 0) & (rng.random(len(with_more)) < 0.85)
        incident.append(with_more)
        person.append(np.where(stays, own, anyone))
    rows = np.unique(np.stack([np.concatenate(incident), np.concatenate(person)], 1), axis=0)
    eligible = rng.random(n) < 0.3
    return MadeUp(
        n=n,
        group=group,
        incident=rows[:, 0],
        person=rows[:, 1],
        pairs=_pairs(rows),
        eligible=eligible,
        attendance=rng.beta(6, 2, n),
        rivals=_rivals([m[eligible[m]] for m in members], rng),
    )


def _from(members: NDArray[np.int64], rng: np.random.Generator) -> int:
    return int(members[min(len(members) - 1, int(len(members) * rng.random() ** 2))])


def _pairs(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    starts = np.flatnonzero(np.diff(rows[:, 0], prepend=-1))
    found = [
        (int(a), int(b))
        for people in np.split(rows[:, 1], starts[1:])
        for place, a in enumerate(people)
        for b in people[place + 1 :]
    ]
    return np.unique(np.array(found, dtype=np.int64), axis=0)


def _rivals(eligible: list[NDArray[np.int64]], rng: np.random.Generator) -> NDArray[np.int64]:
    """A feud for each group, named as up to five pairs of people."""
    found = set()
    for _ in eligible:
        a, b = rng.choice(len(eligible), 2, replace=False)
        if len(eligible[a]) > 1 and len(eligible[b]) > 1:
            found |= {(int(rng.choice(eligible[a])), int(rng.choice(eligible[b]))) for _ in range(5)}
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
