"""The only door from the map of groups to the analysis library."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.tie_network import (
    Network,
    communities_of,
    components_of,
    crowd,
    joining_places,
    spread_out,
)
from vapenvila.web.group_map.network import WholeNetwork, packed
from vapenvila.web.group_map.queries.places import Spot

SEED = 20260101  # communities are found in a random order, always the same one
ROOM_OF_A_GROUP = (0.25, 0.19)  # of the frame: the circle with two lines of words under it
ROOM_OF_A_PERSON = (0.11, 0.09)
MANY = 5_000  # people; beyond it one order is tried, so that the page does not keep anybody waiting


def find_spots(
    groups: Sequence[UUID],
    bound: set[tuple[UUID, UUID]],
    taken: Mapping[UUID, Spot],
    *,
    living: Collection[UUID],
) -> dict[UUID, Spot]:
    """A place for every group that has none; those that have one stay where they are. Always the same for the same.

    The `living` choose first: who has ended is drawn in older pictures alone, and stands in what they leave free.
    """
    alive = [group for group in groups if group in living]
    first = _places(alive, bound, taken)
    return first | _places(groups, bound, {**taken, **first})


def _places(
    groups: Sequence[UUID], bound: set[tuple[UUID, UUID]], taken: Mapping[UUID, Spot]
) -> dict[UUID, Spot]:
    at = {group: index for index, group in enumerate(groups)}
    pairs = sorted((at[a], at[b]) for a, b in bound if a in at and b in at)
    fixed = np.full((len(groups), 2), np.nan)
    for group, spot in taken.items():
        if group in at:
            fixed[at[group]] = spot.across, spot.down
    places = spread_out(
        len(groups), np.array(pairs, dtype=np.int64).reshape(-1, 2), fixed=fixed, label=ROOM_OF_A_GROUP
    )
    return {
        group: Spot(round(float(places[i, 0]), 4), round(float(places[i, 1]), 4))
        for group, i in at.items()
        if group not in taken
    }


def whole_network(ties: bytes) -> WholeNetwork | None:
    """The network of these ties, 32 bytes a record (`network.packed`); None without any. The same ties, the same network."""
    if not ties:
        return None
    people, ends = _numbered(ties)
    pair, times = np.unique(ends.min(axis=1) * len(people) + ends.max(axis=1), return_counts=True)
    one, other = np.divmod(pair, len(people))
    network = Network(
        ids=tuple(range(len(people))),
        one=one,
        other=other,
        weight=times.astype(np.float64),
        records=len(ends),
        to_oneself=0,
        outside=0,
    )
    graph = network.graph()
    component = components_of(graph)
    orders = 3 if network.n <= MANY else 1
    return WholeNetwork(
        people=people,
        one=one,
        other=other,
        times=times,
        components=int(component.max()) + 1,
        largest=int((component == 0).sum()),
        community=communities_of(network, np.random.default_rng(SEED), orders=orders),
        joins=joining_places(graph),
    )


def _numbered(ties: bytes) -> tuple[tuple[UUID, ...], NDArray[np.int64]]:
    """The different people in rising order, and (k, 2) the places of both of each record."""
    halves = np.frombuffer(ties, dtype=">u8").astype(np.uint64).reshape(-1, 2)
    order = np.lexsort((halves[:, 1], halves[:, 0]))
    inorder = halves[order]
    new = np.ones(len(inorder), dtype=np.bool_)
    new[1:] = (inorder[1:] != inorder[:-1]).any(axis=1)
    place = np.empty(len(halves), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    names = inorder[new].astype(">u8").tobytes()
    people = tuple(UUID(bytes=names[at : at + 16]) for at in range(0, len(names), 16))
    return people, place.reshape(-1, 2)


def warm() -> None:
    """Load the compiled code, so that whoever opens the first network does not wait for it."""
    people = [UUID(int=n) for n in range(3)]
    whole_network(packed([(people[0], people[1]), (people[1], people[2])]))
    crowd_of(people, [0, 0, 1], [(people[1], people[2])], shape=1.0)


def spots_of(
    names: Sequence[Hashable],
    pairs: Iterable[tuple[Hashable, Hashable]],
    *,
    label: tuple[float, float] = ROOM_OF_A_PERSON,
) -> dict[Hashable, Spot]:
    """A place on paper for each, the same every time."""
    at = {name: index for index, name in enumerate(names)}
    ends = np.array(sorted((at[a], at[b]) for a, b in pairs), dtype=np.int64).reshape(-1, 2)
    places = spread_out(len(names), ends, label=label)
    return {name: Spot(float(places[i, 0]), float(places[i, 1])) for name, i in at.items()}


def crowd_of(
    names: Sequence[UUID],
    community: Sequence[int],
    pairs: Iterable[tuple[UUID, UUID]],
    *,
    shape: float,
) -> tuple[dict[UUID, tuple[float, float]], float, float]:
    """Places of thousands by their communities, and how wide and high they stand, in distances between neighbours."""
    largest_first = [number for number, _size in Counter(sorted(community)).most_common()]
    disc = dict(zip(largest_first, range(len(largest_first)), strict=True))
    of = {name: disc[number] for name, number in zip(names, community, strict=True)}
    between = Counter((min(of[a], of[b]), max(of[a], of[b])) for a, b in pairs if of[a] != of[b])
    found = crowd(np.array([of[name] for name in names]), between, shape=shape)
    places = dict(zip(names, map(tuple, found.places.tolist()), strict=True))
    return places, found.width, found.height
