"""How a network hangs together: components, cores, who alone joins parts, and how central each place is.

Components, cores, articulation and centralities stand on rustworkx. Centralities are meant for drawing groups on a map
and for a researcher's questions about a network; of people they are never stored, listed in order or shown.
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy import sparse

from vapenvila.analysis.tie_network.ties import Network, NetworkError

Labels = NDArray[np.int64]
Floats = NDArray[np.float64]
Centrality = Literal["ties", "betweenness", "closeness", "pagerank"]

_DAMPING = 0.85
_CLOSE = 1e-11
_MOST_STEPS = 1_000


def components_of(graph: "rx.PyGraph[int, None]") -> Labels:
    """(n,) the component of each, numbered from 0, the largest first."""
    label = np.empty(graph.num_nodes(), dtype=np.int64)
    parts = sorted(rx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    for number, part in enumerate(parts):
        label[list(part)] = number
    return label


def cores_of(graph: "rx.PyGraph[int, None]") -> Labels:
    """(n,) the largest c for which each belongs to a part where everyone is tied to at least c others of the part.

    S. B. Seidman (1983), "Network structure and minimum degree", Social Networks 5(3), 269–287.
    """
    core: Mapping[int, int] = rx.core_number(graph)  # type: ignore[assignment]  # rustworkx declares an int
    return np.array([core[node] for node in range(graph.num_nodes())], dtype=np.int64)


def joining_places(graph: "rx.PyGraph[int, None]") -> Labels:
    """Positions without which their component would fall apart (articulation points), in rising order."""
    return np.array(sorted(rx.articulation_points(graph)), dtype=np.int64)


def centrality_of(network: Network, kind: Centrality) -> Floats:
    """(n,) how central each place is, without weights, except `pagerank`, which follows them.

    `ties`: others tied to. `betweenness`: share of the shortest paths between others that pass through (L. C. Freeman
    1977). `closeness`: as corrected for networks in parts (S. Wasserman and K. Faust 1994). `pagerank`: share of the
    time a walk along ties spends there, starting over 15 times in 100 (S. Brin and L. Page 1998); adds up to 1.
    """
    if kind == "ties":
        return network.ties_of_each.astype(np.float64)
    if kind == "pagerank":
        return _pagerank(network)
    graph = network.graph()
    if kind == "betweenness":
        found = rx.betweenness_centrality(graph, normalized=True)
    elif kind == "closeness":
        found = rx.closeness_centrality(graph, wf_improved=True)
    else:
        raise NetworkError(f"Centrality is ties, betweenness, closeness or pagerank, not {kind!r}.")
    return np.array([found[node] for node in range(network.n)])


def _pagerank(network: Network) -> Floats:
    weights = network.matrix()
    strength = np.asarray(weights.sum(axis=1)).ravel()
    alone = strength == 0
    onward = (
        weights.T @ sparse.diags_array(np.where(alone, 0.0, 1.0 / np.where(alone, 1.0, strength)))
    ).tocsr()
    share = np.full(network.n, 1.0 / network.n)
    for _ in range(_MOST_STEPS):
        after = _DAMPING * (onward @ share + share[alone].sum() / network.n) + (1.0 - _DAMPING) / network.n
        moved = np.abs(after - share).sum()
        share = after
        if moved < _CLOSE:
            break
    return share
