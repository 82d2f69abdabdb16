"""Ties put together as a network: of pairs on record within a window, or of people recorded in the same incidents."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import rustworkx as rx
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from vapenvila.analysis.input_error import InputError, is_nothing, said_number

Days = NDArray[np.datetime64]
Names = Sequence[Hashable] | NDArray[Any]

_NAMELESS = "A name is missing, or is no finite number; everybody at either end of a tie, or in an incident, has a name."


MOST_IN_ONE = 1_000  # people of one incident who are all tied to one another


class NetworkError(InputError):
    """Ties that no network can be made of; the sentence says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """n people or groups and k different ties between them, without direction.

    `ids`: (n,) names. `one`, `other`: (k,) positions, one < other. `weight`: (k,) of each tie. `records`: rows used.
    `to_oneself`: rows that tie somebody to themselves; `outside`: rows outside the window.
    """

    ids: tuple[Hashable, ...]
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    weight: NDArray[np.float64]
    records: int
    to_oneself: int
    outside: int

    @property
    def n(self) -> int:
        """How many are in the network."""
        return len(self.ids)

    @property
    def ties(self) -> int:
        """How many different ties there are."""
        return len(self.one)

    @property
    def ties_of_each(self) -> NDArray[np.int64]:
        """(n,) how many others each is tied to."""
        return np.bincount(self.one, minlength=self.n) + np.bincount(self.other, minlength=self.n)

    def matrix(self) -> sparse.csr_array:
        """(n, n) symmetric weights."""
        ends = np.concatenate([self.one, self.other]), np.concatenate([self.other, self.one])
        return sparse.csr_array((np.concatenate([self.weight, self.weight]), ends), shape=(self.n, self.n))

    def graph(self) -> "rx.PyGraph[int, None]":
        """The network for rustworkx, its nodes in the order of `ids`, without weights."""
        graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(self.n))
        graph.add_edges_from_no_data(list(zip(self.one.tolist(), self.other.tolist(), strict=True)))
        return graph


def network_of_ties(
    one: Sequence[Hashable],
    other: Sequence[Hashable],
    *,
    weights: ArrayLike | None = None,
    days: Days | None = None,
    window: tuple[np.datetime64, np.datetime64] | None = None,
    everyone: Sequence[Hashable] = (),
) -> Network:
    """The network of (k,) pairs. The same pair twice, in either direction, is one tie.

    `weights`: (k,) above 0; those of the same tie add up. Without them every tie weighs 1, however many rows name it.
    `days`, `window`: only rows from the first to the last day count, both included. `everyone`: names that belong to
    the network with or without a tie. Raises NetworkError.
    """
    if len(one) != len(other):
        raise NetworkError(f"There are {len(one)} beginnings but {len(other)} ends of ties.")
    if len(one) == 0 and len(everyone) == 0:
        raise NetworkError("There are no ties.")
    ids, ends = _positions([*everyone, *one, *other])
    begin, end = np.split(ends[len(everyone) :], 2)
    weight = _weights(weights, len(one))
    inside = _inside(days, window, len(one))
    kept = np.ones(len(ids), dtype=np.bool_)
    if not inside.all():
        kept[:] = False
        kept[np.concatenate([ends[: len(everyone)], begin[inside], end[inside]])] = True
        if not kept.any():
            raise NetworkError(f"None of the {len(one)} ties lies in the window.")
    place = np.cumsum(kept) - 1
    use = inside & (begin != end)
    low, high = (f(place[begin[use]], place[end[use]]) for f in (np.minimum, np.maximum))
    names = tuple(name for name, there in zip(ids, kept, strict=True) if there)
    pair, at = np.unique(low * len(names) + high, return_inverse=True)
    return Network(
        ids=names,
        one=pair // len(names),
        other=pair % len(names),
        weight=_added(at, weight[use], weights is None, len(pair)),
        records=int(use.sum()),
        to_oneself=int((inside & (begin == end)).sum()),
        outside=int((~inside).sum()),
    )


def network_of_incidents(
    incident: Names,
    person: Names,
    *,
    days: Days | None = None,
    window: tuple[np.datetime64, np.datetime64] | None = None,
    everyone: Sequence[Hashable] = (),
) -> Network:
    """The network of (k,) rows of who was recorded in which incident; a tie weighs the incidents two people share.

    Everybody recorded within the window belongs to the network, and so does `everyone`. Raises NetworkError, also for an
    incident of more than `MOST_IN_ONE` people: a column that is no incident's would tie everybody to everybody.
    """
    if len(incident) != len(person):
        raise NetworkError(f"There are {len(incident)} incidents but {len(person)} people in the rows.")
    inside = np.flatnonzero(_inside(days, window, len(incident)))
    if len(inside) == 0:
        raise NetworkError("There are no rows of incidents, or none in the window.")
    incidents, row = _positions(_taken(incident, inside))
    taken = _taken(person, inside)
    ids, column = _positions([*everyone, *taken] if everyone else taken)
    column = column[len(everyone) :]
    there = sparse.csr_array((np.ones(len(row)), (row, column)), shape=(int(row.max()) + 1, len(ids)))
    there.data[:] = 1.0
    there_at_once = np.diff(there.indptr)
    if (most := int(there_at_once.max())) > MOST_IN_ONE:
        name = incidents[int(there_at_once.argmax())]
        raise NetworkError(
            f"{most:,} people were in {name!r}; at most {MOST_IN_ONE:,} are tied by one incident."
        )
    pairs = sparse.triu(there.T @ there, 1).tocoo()
    order = np.lexsort((pairs.col, pairs.row))
    return Network(
        ids=ids,
        one=pairs.row[order].astype(np.int64),
        other=pairs.col[order].astype(np.int64),
        weight=pairs.data[order],
        records=len(inside),
        to_oneself=0,
        outside=len(incident) - len(inside),
    )


def _taken(names: Names, inside: NDArray[np.int64]) -> Names:
    if len(inside) == len(names):
        return names
    return names[inside] if isinstance(names, np.ndarray) else [names[i] for i in inside.tolist()]


def _positions(names: Names) -> tuple[tuple[Hashable, ...], NDArray[np.int64]]:
    """Different names and the place of each: whole numbers in rising order, others in the order they come."""
    if isinstance(names, np.ndarray) or set(map(type, names)) == {int}:
        numbers, at = np.unique(np.asarray(names), return_inverse=True)
        if numbers.dtype.kind == "f" and not np.isfinite(numbers).all():
            raise NetworkError(_NAMELESS)
        return tuple(numbers.tolist()), at.astype(np.int64)
    place: dict[Hashable, int] = {}
    at = np.fromiter((place.setdefault(name, len(place)) for name in names), np.int64, len(names))
    if any(is_nothing(name) for name in place):
        raise NetworkError(_NAMELESS)
    return tuple(place), at


def _added(at: NDArray[np.int64], weight: NDArray[np.float64], plain: bool, k: int) -> NDArray[np.float64]:
    """The weight of each tie: 1 where none was given, else what its rows add up to."""
    return np.ones(k) if plain else np.bincount(at, weight, minlength=k).astype(np.float64)


def _weights(weights: ArrayLike | None, k: int) -> NDArray[np.float64]:
    if weights is None:
        return np.ones(k)
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != (k,):
        raise NetworkError(f"There are {k} ties but {given.size} weights.")
    wrong = ~(np.isfinite(given) & (given > 0))
    if wrong.any():
        at = int(np.argmax(wrong))
        raise NetworkError(
            f"The weight of tie {at + 1} is {said_number(given[at])}; a weight is a number above 0."
        )
    return given


def _inside(
    days: Days | None, window: tuple[np.datetime64, np.datetime64] | None, k: int
) -> NDArray[np.bool_]:
    if window is None:
        return np.ones(k, dtype=np.bool_)
    if days is None:
        raise NetworkError("A window needs the day of each tie.")
    when = np.asarray(days)
    if when.shape != (k,):
        raise NetworkError(f"There are {k} ties but {when.size} days.")
    if np.isnat(when).any():
        raise NetworkError(f"Tie {int(np.argmax(np.isnat(when))) + 1} has no day; leave it out or give one.")
    if window[1] < window[0]:
        raise NetworkError(f"The window ends on {window[1]}, before it begins on {window[0]}.")
    return np.asarray((when >= window[0]) & (when <= window[1]))
