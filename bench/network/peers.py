"""Structure and communities by networkx and igraph."""

import importlib

import numpy as np

from bench.elsewhere import Arrays, Call, Peer, tell


def networkx_structure(given: Arrays) -> Call:
    """networkx's own projection, components, cores and PageRank."""
    kit = importlib.import_module("networkx")

    def whole() -> dict[str, object]:
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

    return whole


def networkx_communities(given: Arrays) -> Call:
    """networkx's Louvain."""
    kit = importlib.import_module("networkx")

    def whole() -> dict[str, object]:
        graph = kit.Graph(given["pairs"].tolist())
        found = kit.community.louvain_communities(graph, seed=1)
        return {"communities": len(found), "modularity": round(kit.community.modularity(graph, found), 4)}

    return whole


def igraph_structure(given: Arrays) -> Call:
    """igraph's projection, components, coreness and PageRank."""
    kit = importlib.import_module("igraph")

    def whole() -> dict[str, object]:
        people, column = np.unique(given["person"], return_inverse=True)
        rows = int(given["incident"].max()) + 1
        ends = np.c_[column, given["incident"] + len(people)]
        both = kit.Graph.Bipartite([0] * len(people) + [1] * rows, ends)
        graph = both.bipartite_projection(which=0, multiplicity=True)
        share = graph.pagerank(weights="weight")
        return {
            "ties": graph.ecount(),
            "parts": len(graph.connected_components()),
            "core": max(graph.coreness()),
            "most": f"{max(share):.3e}",
        }

    return whole


def igraph_communities(given: Arrays) -> Call:
    """igraph's Leiden, to the end."""
    kit = importlib.import_module("igraph")

    def whole() -> dict[str, object]:
        people, ends = np.unique(given["pairs"], return_inverse=True)
        graph = kit.Graph(len(people), ends.reshape(-1, 2))
        found = graph.community_leiden("modularity", n_iterations=-1)
        return {"communities": len(found), "modularity": round(found.modularity, 4)}

    return whole


if __name__ == "__main__":
    tell(
        (
            Peer("networkx", ("networkx",), networkx_structure, 1, "structure"),
            Peer("igraph", ("igraph",), igraph_structure, 3, "structure"),
            Peer("networkx Louvain", ("networkx",), networkx_communities, 0, "communities"),
            Peer("igraph Leiden", ("igraph",), igraph_communities, 1, "communities"),
        )
    )
