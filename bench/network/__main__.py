"""Networks beside rustworkx alone, networkx and igraph: from rows of who was recorded where to parts, cores and PageRank.

python -m bench.network         (VAPENVILA_PEERS=…/bin/python with networkx and igraph for those peers)
"""

from collections.abc import Mapping

import numpy as np
import rustworkx as rx
from scipy import sparse

from bench.network.made_up_ties import MadeUp, made_up_ties
from bench.side_by_side import Measured, measure, measure_elsewhere, peak_mb, write
from vapenvila.analysis.tie_network import (
    centrality_of,
    communities_of,
    components_of,
    cores_of,
    modularity,
    network_of_incidents,
    network_of_ties,
)

SIZES = ((2_000, 40), (20_000, 200), (200_000, 2_000))
LARGEST_FOR_PEERS = 20_000


def ours(ties: MadeUp) -> Mapping[str, object]:
    """Build, components, cores, PageRank."""
    network = network_of_incidents(ties.incident, ties.person)
    graph = network.graph()
    parts, cores = components_of(graph), cores_of(graph)
    share = centrality_of(network, "pagerank")
    return {
        "ties": network.ties,
        "parts": int(parts.max()) + 1,
        "core": int(cores.max()),
        "most": _most(share),
    }


def _most(share: np.ndarray) -> str:
    return f"{float(share.max()):.3e}"


def plain_rustworkx(ties: MadeUp) -> Mapping[str, object]:
    """The same with rustworkx for all it has; the pairs by SciPy, since it has no projection."""
    people, column = np.unique(ties.person, return_inverse=True)
    there = sparse.csr_array((np.ones(len(column)), (ties.incident, column)))
    pairs = sparse.triu(there.T @ there, 1).tocoo()
    graph: rx.PyGraph[int, float] = rx.PyGraph()
    graph.add_nodes_from(range(len(people)))
    graph.add_edges_from(list(zip(pairs.row.tolist(), pairs.col.tolist(), pairs.data.tolist(), strict=True)))
    parts, cores = rx.number_connected_components(graph), max(dict(rx.core_number(graph)).values())  # type: ignore[call-overload]  # declared an int
    share = rx.pagerank(graph.to_directed(), weight_fn=float, tol=1e-10)
    return {"ties": graph.num_edges(), "parts": parts, "core": cores, "most": f"{max(share.values()):.3e}"}


def communities(ties: MadeUp) -> Mapping[str, object]:
    """Communities of the pairs, and what they are worth."""
    network = network_of_ties(ties.pairs[:, 0].tolist(), ties.pairs[:, 1].tolist())
    found = communities_of(network, np.random.default_rng(1))
    return {"communities": int(found.max()) + 1, "modularity": round(modularity(network, found), 4)}


def jobs(n: int, groups: int) -> list[Measured]:
    """One size, by everyone."""
    ties = made_up_ties(n, groups, seed=1)
    structure, parts = f"structure, {n:,} people", f"communities, {n:,} people"
    return [
        measure(structure, "vapenvila", lambda: ours(ties)),
        measure(structure, "rustworkx and SciPy", lambda: plain_rustworkx(ties)),
        measure(parts, "vapenvila, 3 orders", lambda: communities(ties)),
        *(
            measure_elsewhere(
                f"{{}}, {n:,} people", "network", incident=ties.incident, person=ties.person, pairs=ties.pairs
            )
            if n <= LARGEST_FOR_PEERS
            else []
        ),
    ]


def main() -> None:
    """Measure every size and write the table."""
    found = [one for n, groups in SIZES for one in jobs(n, groups)]
    notes = [
        "Structure: rows of incidents to weighted pairs, components, cores, PageRank. Communities: from pairs.",
        "Ratios are of processor time: how many times ours the other took.",
        f"Peak memory {peak_mb():.0f} MB.",
    ]
    write("network", "Networks of ties", found, notes)


if __name__ == "__main__":
    main()
