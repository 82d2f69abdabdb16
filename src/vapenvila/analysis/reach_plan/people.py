"""Who reaches whom: people, those who may be invited, and the ties over which a message is carried."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from vapenvila.analysis.input_error import is_nothing, said_number
from vapenvila.analysis.reach_plan.reach_error import ReachError

Identifier = int | str
Pairs = Sequence[tuple[Identifier, Identifier]]

MOST_HOPS = 2
"""A message is carried by who heard it, or at most by one who heard of it."""

_NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """n people, m of whom may be invited. Positions are places in `ids`.

    `group`: (n,) place in `group_names`, −1 for no group. `candidates`: (m,) positions of those who may be invited,
    in rising order. `attendance`: (n,) chance that each comes. `near`: (n, n) sparse, 1 where two are tied or the same.
    `reach`: (m, n) sparse, 1 where the candidate is or reaches the person. `ties`: different ties between two listed
    people. `unknown`: who is tied but not listed; such ties reach nobody.
    """

    ids: tuple[Identifier, ...]
    group: NDArray[np.int64]
    group_names: tuple[Identifier, ...]
    candidates: NDArray[np.int64]
    attendance: NDArray[np.float64]
    near: sparse.csr_array
    reach: sparse.csr_array
    ties: int
    unknown: tuple[Identifier, ...]
    hops: int

    @property
    def n(self) -> int:
        """How many people there are."""
        return len(self.ids)

    @property
    def chance(self) -> NDArray[np.float64]:
        """(m,) chance that each candidate comes."""
        return self.attendance[self.candidates]

    def inviting(self, candidates: NDArray[np.int64]) -> "People":
        """The same people when these are the ones who may be invited."""
        if len(candidates) == 0:
            raise ReachError("Nobody may be invited: no one is eligible.")
        return replace(self, candidates=candidates, reach=_reach(self.near, candidates, self.hops))

    @property
    def unreachable(self) -> NDArray[np.int64]:
        """Positions of people whom nobody that may be invited is or reaches."""
        return np.flatnonzero(np.asarray(self.reach.sum(axis=0)).ravel() == 0)


def people_and_ties(
    ids: Sequence[Identifier],
    ties: Pairs,
    *,
    groups: Sequence[Identifier | None] | None = None,
    eligible: ArrayLike | None = None,
    attendance: ArrayLike | None = None,
    hops: int = 1,
) -> People:
    """Put people and ties together.

    `ids`: (n,) different names or numbers. `ties`: pairs of ids, in either direction, once or twice. `groups`: (n,)
    the group of each, None for none. `eligible`: (n,) truth values; all may be invited without it. `attendance`: (n,)
    chances from 0 to 1; all come without it. `hops`: 1 (those tied to who heard it) or 2. Ties to people who are not
    listed are kept in `unknown` and reach nobody. Raises ReachError.
    """
    place = _places(ids)
    if hops not in range(1, MOST_HOPS + 1):
        raise ReachError(f"Hops is {hops}; a message is carried over 1 or 2 ties.")
    pairs, unknown = _known(ties, place)
    names, group = _groups(groups, len(ids))
    candidates = np.flatnonzero(_flags(eligible, len(ids)))
    n = len(ids)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    near = sparse.csr_array((np.ones(len(both), np.int32), (both[:, 0], both[:, 1])), shape=(n, n))
    near = (near + sparse.eye_array(n, dtype=np.int32, format="csr")).tocsr()
    everyone = People(
        ids=tuple(ids),
        group=group,
        group_names=names,
        candidates=candidates,
        attendance=_chances(attendance, n, ids),
        near=near,
        reach=near,
        ties=len(pairs),
        unknown=unknown,
        hops=hops,
    )
    return everyone.inviting(candidates)


def _reach(near: sparse.csr_array, candidates: NDArray[np.int64], hops: int) -> sparse.csr_array:
    reach = near[candidates]
    for _ in range(hops - 1):
        reach = reach @ near
    reach.data[:] = 1
    reach.sort_indices()
    return reach


def _places(ids: Sequence[Identifier]) -> dict[Identifier, int]:
    if not ids:
        raise ReachError("There are no people.")
    place = {name: position for position, name in enumerate(ids)}
    if len(place) != len(ids):
        seen: set[Identifier] = set()
        twice = [name for name in ids if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
        raise ReachError(f"Listed more than once: {shown(twice)}. Each person is one row.")
    return place


def _known(ties: Pairs, place: dict[Identifier, int]) -> tuple[NDArray[np.int64], tuple[Identifier, ...]]:
    """Different pairs of positions, the smaller first, and who is tied but not listed."""
    known, unknown = set(), dict[Identifier, None]()
    for one, other in ties:
        here, there = place.get(one), place.get(other)
        if here is None or there is None:
            unknown.update(dict.fromkeys(name for name, at in ((one, here), (other, there)) if at is None))
        elif here != there:
            known.add((min(here, there), max(here, there)))
    if any(is_nothing(name) for name in unknown):
        raise ReachError("A tie has an end without a name: it is missing, or no finite number.")
    return np.array(sorted(known), dtype=np.int64).reshape(-1, 2), tuple(unknown)


def _groups(
    groups: Sequence[Identifier | None] | None, n: int
) -> tuple[tuple[Identifier, ...], NDArray[np.int64]]:
    if groups is None:
        return (), np.full(n, -1, dtype=np.int64)
    if len(groups) != n:
        raise ReachError(f"There are {n} people but {len(groups)} groups.")
    groups = [None if is_nothing(name) else name for name in groups]
    names = tuple(dict.fromkeys(name for name in groups if name is not None))
    place = {name: position for position, name in enumerate(names)}
    return names, np.array([-1 if name is None else place[name] for name in groups], dtype=np.int64)


def _flags(eligible: ArrayLike | None, n: int) -> NDArray[np.bool_]:
    if eligible is None:
        return np.ones(n, dtype=np.bool_)
    flags = np.asarray(eligible, dtype=np.bool_)
    if flags.shape != (n,):
        raise ReachError(f"There are {n} people but {flags.size} marks of who may be invited.")
    return flags


def _chances(attendance: ArrayLike | None, n: int, ids: Sequence[Identifier]) -> NDArray[np.float64]:
    if attendance is None:
        return np.ones(n)
    chances = np.asarray(attendance, dtype=np.float64)
    if chances.shape != (n,):
        raise ReachError(f"There are {n} people but {chances.size} chances of coming.")
    wrong = ~((chances >= 0.0) & (chances <= 1.0))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise ReachError(
            f"The chance that {ids[at]} comes is {said_number(chances[at])}; give a share from 0 to 1."
        )
    return chances


def shown(names: Sequence[Identifier]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(str(name) for name in names[:_NAMED]) + more
