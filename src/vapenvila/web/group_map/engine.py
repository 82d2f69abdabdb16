"""The only door from the map of groups to the analysis library."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np

from vapenvila.analysis.tie_network import (
    communities_of,
    components_of,
    joining_places,
    network_of_ties,
    spread_out,
)
from vapenvila.web.group_map.network import Pair, WholeNetwork, pairs_of
from vapenvila.web.group_map.queries.places import Spot

SEED = 20260101  # communities are found in a random order, always the same one
MANY = 5_000  # people; beyond it one order is tried, so that the page does not keep anybody waiting


def find_spots(
    groups: Sequence[UUID], bound: Iterable[tuple[UUID, UUID]], taken: Mapping[UUID, Spot]
) -> dict[UUID, Spot]:
    """A place for every group that has none; those that have one stay where they are. Always the same for the same."""
    at = {group: index for index, group in enumerate(groups)}
    pairs = sorted((at[a], at[b]) for a, b in bound if a in at and b in at)
    fixed = np.full((len(groups), 2), np.nan)
    for group, spot in taken.items():
        if group in at:
            fixed[at[group]] = spot.across, spot.down
    places = spread_out(len(groups), np.array(pairs, dtype=np.int64).reshape(-1, 2), fixed=fixed)
    return {
        group: Spot(round(float(places[i, 0]), 4), round(float(places[i, 1]), 4))
        for group, i in at.items()
        if group not in taken
    }


def whole_network(ties: Iterable[Pair]) -> WholeNetwork | None:
    """The network of these ties, one a record; None without any. The same ties give the same communities."""
    pairs = pairs_of(ties)
    if not pairs:
        return None
    order = sorted(pairs)
    network = network_of_ties(
        [one for one, _other in order],
        [other for _one, other in order],
        weights=[pairs[pair] for pair in order],
    )
    people = [person for person in network.ids if isinstance(person, UUID)]
    graph = network.graph()
    component = components_of(graph)
    orders = 3 if network.n <= MANY else 1
    community = communities_of(network, np.random.default_rng(SEED), orders=orders)
    return WholeNetwork(
        people=tuple(people),
        pairs=pairs,
        components=int(component.max()) + 1,
        largest=int((component == 0).sum()),
        community=dict(zip(people, community.tolist(), strict=True)),
        joins=frozenset(people[place] for place in joining_places(graph)),
    )


def spots_of(names: Sequence[Hashable], pairs: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Spot]:
    """A place on paper for each, the same every time."""
    at = {name: index for index, name in enumerate(names)}
    ends = np.array(sorted((at[a], at[b]) for a, b in pairs), dtype=np.int64).reshape(-1, 2)
    places = spread_out(len(names), ends)
    return {name: Spot(float(places[i, 0]), float(places[i, 1])) for name, i in at.items()}
