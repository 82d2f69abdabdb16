"""Structure and communities by networkx and igraph, where this Python has them; run by bench_network, never by hand.

Stands alone: the Python it runs under has no vapenvila.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

Arrays = dict[str, Any]  # Any: arrays of the file


def networkx_structure(given: Arrays) -> dict[str, object]:
    """networkx's own projection, components, cores and PageRank."""
    kit = importlib.import_module("networkx")
    both = kit.Graph()
    both.add_edges_from(zip((f"i{i}" for i in given["incident"]), given["person"].tolist(), strict=True))
    graph = kit.bipartite.weighted_projected_graph(both, sorted(set(given["person"].tolist())))
    share = kit.pagerank(graph, tol=1e-10)
    return {
        "ties": graph.number_of_edges(),
        "parts": kit.number_connected_components(graph),
        "core": max(kit.core_number(graph).values()),
        "most": f"{max(share.values()):.3e}",
    }


def networkx_communities(given: Arrays) -> dict[str, object]:
    """networkx's Louvain."""
    kit = importlib.import_module("networkx")
    graph = kit.Graph(given["pairs"].tolist())
    found = kit.community.louvain_communities(graph, seed=1)
    return {"communities": len(found), "modularity": round(kit.community.modularity(graph, found), 4)}


def igraph_structure(given: Arrays) -> dict[str, object]:
    """igraph's projection, components, coreness and PageRank."""
    kit = importlib.import_module("igraph")
    people, column = np.unique(given["person"], return_inverse=True)
    rows = int(given["incident"].max()) + 1
    both = kit.Graph.Bipartite([0] * len(people) + [1] * rows, np.c_[column, given["incident"] + len(people)])
    graph = both.bipartite_projection(which=0, multiplicity=True)
    share = graph.pagerank(weights="weight")
    return {
        "ties": graph.ecount(),
        "parts": len(graph.connected_components()),
        "core": max(graph.coreness()),
        "most": f"{max(share):.3e}",
    }


def igraph_communities(given: Arrays) -> dict[str, object]:
    """igraph's Leiden, to the end."""
    kit = importlib.import_module("igraph")
    people, ends = np.unique(given["pairs"], return_inverse=True)
    graph = kit.Graph(len(people), ends.reshape(-1, 2))
    found = graph.community_leiden("modularity", n_iterations=-1)
    return {"communities": len(found), "modularity": round(found.modularity, 4)}


PEERS: tuple[tuple[str, str, Callable[[Arrays], dict[str, object]]], ...] = (
    ("structure", "networkx", networkx_structure),
    ("structure", "igraph", igraph_structure),
    ("communities", "networkx Louvain", networkx_communities),
    ("communities", "igraph Leiden", igraph_communities),
)


def main(file: str) -> None:
    """Print what each took."""
    given = dict(np.load(file))
    found = []
    for job, who, call in PEERS:
        try:
            importlib.import_module(who.split()[0])
        except ImportError:
            continue
        wall, processor = time.perf_counter(), time.process_time()
        answer = call(given)
        spent = {"seconds": time.perf_counter() - wall, "processor": time.process_time() - processor}
        found.append({"job": job, "who": who, "first": spent["seconds"], **spent, "answer": answer})
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
