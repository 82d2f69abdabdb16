"""Which parts of a network hold together more than chance would have it: communities of largest modularity.

The method of V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre (2008), "Fast unfolding of communities in
large networks", Journal of Statistical Mechanics P10008: each moves to the neighbouring community that raises modularity
most; communities then move as wholes; at the end each may move once more, and what does not hang together is divided
(which never lowers modularity). The best of several orders is kept. Modularity: M. E. J. Newman (2006), "Modularity and
community structure in networks", PNAS 103(23), 8577–8582.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from vapenvila.analysis.tie_network.ties import Network

Labels = NDArray[np.int64]

_ENOUGH = 1e-12
_MOST_SWEEPS = 100


def communities_of(network: Network, rng: np.random.Generator, *, orders: int = 3) -> Labels:
    """(n,) the community of each, numbered from 0, the largest first; whoever has no tie is one alone.

    `orders`: in how many random orders it is tried. Modularity has many near-equal maxima: other seeds may give other
    communities of about the same worth.
    """
    weights = network.matrix()
    best, most = np.arange(network.n), -np.inf
    for _ in range(orders):
        found = _connected(weights, _unfolded(weights, rng))
        worth = modularity(network, found)
        if worth > most + _ENOUGH:
            best, most = found, worth
    return _largest_first(best)


def modularity(network: Network, community: Labels) -> float:
    """Share of tie weight inside communities, less what chance would put there; 0 without ties."""
    total = network.weight.sum()
    if total == 0:
        return 0.0
    inside = network.weight[community[network.one] == community[network.other]].sum()
    strength = np.bincount(network.one, network.weight, network.n) + np.bincount(
        network.other, network.weight, network.n
    )
    held = np.bincount(community, strength)
    return float(inside / total - (held**2).sum() / (2.0 * total) ** 2)


def _unfolded(weights: sparse.csr_array, rng: np.random.Generator) -> Labels:
    n = weights.shape[0]
    label = np.arange(n)
    level = weights
    while True:
        start = np.arange(level.shape[0])
        moved = np.unique(_sweeps(level, start, rng), return_inverse=True)[1]
        label = moved[label]
        count = int(moved.max()) + 1
        if count == level.shape[0]:
            break
        member = sparse.csr_array(
            (np.ones(len(moved)), (np.arange(len(moved)), moved)), shape=(len(moved), count)
        )
        level = (member.T @ level @ member).tocsr()
    return _sweeps(weights, label, rng)


def _sweeps(weights: sparse.csr_array, label: Labels, rng: np.random.Generator) -> Labels:
    found = label.astype(np.int64).copy()
    order = rng.permutation(len(found))
    _move(weights.indptr.astype(np.int64), weights.indices.astype(np.int64), weights.data, order, found)
    return found


@njit(cache=True)
def _move(start: Labels, near: Labels, weight: NDArray[np.float64], order: Labels, label: Labels) -> None:
    """Each in turn moves to the neighbouring community that gains most modularity, until a sweep moves nobody."""
    n = len(label)
    strength = np.zeros(n)
    for i in range(n):
        for e in range(start[i], start[i + 1]):
            strength[i] += weight[e]
    total = strength.sum()
    if total == 0.0:
        return
    held = np.zeros(n)
    for i in range(n):
        held[label[i]] += strength[i]
    to = np.zeros(n)
    for _ in range(_MOST_SWEEPS):
        moved = False
        for i in order:
            own = label[i]
            for e in range(start[i], start[i + 1]):
                if near[e] != i:
                    to[label[near[e]]] += weight[e]
            held[own] -= strength[i]
            best, most = own, to[own] - held[own] * strength[i] / total
            for e in range(start[i], start[i + 1]):
                there = label[near[e]]
                gain = to[there] - held[there] * strength[i] / total
                if near[e] != i and gain > most + _ENOUGH * total:
                    best, most = there, gain
            for e in range(start[i], start[i + 1]):
                to[label[near[e]]] = 0.0
            held[best] += strength[i]
            label[i] = best
            moved = moved or best != own
        if not moved:
            return


def _connected(weights: sparse.csr_array, label: Labels) -> Labels:
    """Communities divided into the parts that hang together."""
    pairs = weights.tocoo()
    inside = label[pairs.row] == label[pairs.col]
    kept = sparse.csr_array((pairs.data[inside], (pairs.row[inside], pairs.col[inside])), shape=weights.shape)
    return np.asarray(csgraph.connected_components(kept, directed=False)[1], dtype=np.int64)


def _largest_first(label: Labels) -> Labels:
    sizes = np.bincount(label)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    return place[label]
