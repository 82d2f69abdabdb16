"""Every number of a network equals the obvious way of counting it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.tie_network import slow_network
from vapenvila.analysis.tie_network import (
    Network,
    centrality_of,
    communities_of,
    components_of,
    cores_of,
    joining_places,
    modularity,
    network_of_incidents,
    network_of_ties,
    network_summary,
)


@st.composite
def networks(draw: Any) -> Network:  # Any: Hypothesis gives draw no type
    n = draw(st.integers(1, 9))
    pairs = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=20))
    return network_of_ties([a for a, _ in pairs], [b for _, b in pairs], everyone=range(n))


@settings(max_examples=150, deadline=None)
@given(networks())
def test_the_structure_is_that_of_the_slow_way(network: Network) -> None:
    near, graph = slow_network.neighbours(network), network.graph()
    component = components_of(graph)
    assert {frozenset(np.flatnonzero(component == c).tolist()) for c in set(component)} == {
        frozenset(part) for part in slow_network.parts(near)
    }
    assert cores_of(graph).tolist() == slow_network.core(near)
    assert joining_places(graph).tolist() == slow_network.joining(near)
    assert centrality_of(network, "betweenness") == pytest.approx(slow_network.betweenness(near))
    found = network_summary(network, np.random.default_rng(1))
    assert found.closed == pytest.approx(slow_network.closed(near))
    assert sum(found.component_sizes) == sum(found.core_sizes) == sum(found.community_sizes) == network.n
    assert sorted(found.component_sizes, reverse=True) == list(found.component_sizes)


@settings(max_examples=100, deadline=None)
@given(networks(), st.integers(0, 3))
def test_communities_hang_together_and_no_single_move_improves_them(network: Network, seed: int) -> None:
    near = slow_network.neighbours(network)
    community = communities_of(network, np.random.default_rng(seed))
    worth = modularity(network, community)
    assert worth == pytest.approx(slow_network.modularity(near, community.tolist()))
    assert worth >= -1e-12
    for c in set(community.tolist()):
        inside = set(np.flatnonzero(community == c).tolist())
        assert len(slow_network.parts({i: near[i] & inside for i in inside})) == 1
    assert np.array_equal(community, communities_of(network, np.random.default_rng(seed)))


@settings(max_examples=60, deadline=None)
@given(networks())
def test_a_walk_along_ties_is_shared_out(network: Network) -> None:
    share = centrality_of(network, "pagerank")
    assert share.sum() == pytest.approx(1.0)
    near = slow_network.neighbours(network)
    for i in range(network.n):
        from_ties = sum(share[j] / len(near[j]) for j in near[i])
        from_alone = sum(share[j] for j in near if not near[j]) / network.n
        assert share[i] == pytest.approx(0.85 * (from_ties + from_alone) + 0.15 / network.n, abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=25))
def test_people_of_the_same_incidents_are_tied_by_as_many_as_they_share(rows: list[tuple[int, int]]) -> None:
    network = network_of_incidents([i for i, _ in rows], [p for _, p in rows])
    who = {p: {i for i, q in rows if q == p} for _, p in rows}
    assert set(network.ids) == set(who)
    shared = {
        frozenset((network.ids[a], network.ids[b])): w
        for a, b, w in zip(network.one, network.other, network.weight, strict=True)
    }
    assert shared == {
        frozenset((p, q)): len(who[p] & who[q]) for p in who for q in who if p != q and who[p] & who[q]
    }


def test_two_cliques_joined_by_one_tie_are_two_communities() -> None:
    ends = [(a, b) for side in (0, 5) for a in range(side, side + 5) for b in range(a + 1, side + 5)] + [
        (4, 5)
    ]
    network = network_of_ties([a for a, _ in ends], [b for _, b in ends])
    found = network_summary(network, np.random.default_rng(1))
    assert found.community_sizes == (5, 5)
    assert found.modularity == pytest.approx(20 / 21 - 0.5)
    assert (found.joining, found.core_sizes) == (2, (0, 0, 0, 0, 10))
