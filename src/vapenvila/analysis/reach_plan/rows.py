"""People who can be reached by exactly the same candidates are one row with a weight: fewer rows, the same answer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from vapenvila.analysis.reach_plan.people import People


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """r rows of people whom the same candidates reach.

    `start`, `candidates`: the candidates of each row, compressed, (r + 1,) and (k,). `weight`: (r,) people in each row.
    `back_start`, `back`: the rows of each candidate, (m + 1,) and (k,). `group`: (r,) group, −1 where not kept apart.
    """

    start: NDArray[np.int64]
    candidates: NDArray[np.int64]
    weight: NDArray[np.float64]
    back_start: NDArray[np.int64]
    back: NDArray[np.int64]
    group: NDArray[np.int64]

    @property
    def row_of(self) -> NDArray[np.int64]:
        """(k,) the row of each entry of `candidates`."""
        return np.repeat(np.arange(len(self.weight)), np.diff(self.start))


def rows_of(people: People, *, by_group: bool = False) -> Rows:
    """Merge people by who reaches them, and by group as well where asked. People nobody reaches are left out."""
    reachers = people.reach.T.tocsr()
    reachers.sort_indices()
    start, entries = reachers.indptr, reachers.indices
    kinds: dict[tuple[bytes, int], int] = {}
    first: list[int] = []
    weight: list[float] = []
    for person in np.flatnonzero(np.diff(start)):
        group = int(people.group[person]) if by_group else -1
        row = kinds.setdefault((entries[start[person] : start[person + 1]].tobytes(), group), len(first))
        if row == len(first):
            first.append(int(person))
            weight.append(0.0)
        weight[row] += 1.0
    kept = reachers[np.array(first)]
    back = sparse.csr_array(kept.T)
    back.sort_indices()
    return Rows(
        start=kept.indptr.astype(np.int64),
        candidates=kept.indices.astype(np.int64),
        weight=np.array(weight),
        back_start=back.indptr.astype(np.int64),
        back=back.indices.astype(np.int64),
        group=people.group[first] if by_group else np.full(len(first), -1, dtype=np.int64),
    )
