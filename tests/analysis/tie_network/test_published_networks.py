"""People, ties and parts of the published networks."""

import numpy as np
import pytest

from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.tie_network import Network, network_of_incidents, network_of_ties, network_summary

PLACES = {
    "gvi": (
        "gvi_callin_gang1_wheeler",
        "edges.csv",
        "Source",
        "Target",
        "gvi_callin_gang1_wheeler/nodes.csv",
        "Id",
    ),
    "london": ("london_gang", "edges.csv", "source", "target", "london_gang/nodes.csv", "node"),
    "montreal": (
        "montreal_street_gangs",
        "edges.csv",
        "source",
        "target",
        "montreal_street_gangs/nodes.csv",
        "node",
    ),
    "caviar": ("montreal_caviar", "edges_full_directed_weighted.csv", "source", "target", "", ""),
}


def published(name: str) -> Network:
    folder, file, one, other, nodes, node = PLACES[name]
    rows = rows_of_file("B_networks", folder, file)
    everyone = [row[node] for row in rows_of_file("B_networks", *nodes.split("/"))] if nodes else []
    weights = [float(row["weight"]) for row in rows] if "weight" in rows[0] else None
    return network_of_ties(
        [row[one] for row in rows], [row[other] for row in rows], weights=weights, everyone=everyone
    )


@pytest.mark.published("networks")
@pytest.mark.parametrize(
    ("name", "people", "ties", "components", "largest"),
    [
        ("gvi", 22, 24, 4, 15),
        ("london", 54, 315, 1, 54),
        ("montreal", 35, 78, 4, 29),
        ("caviar", 110, 205, 1, 110),
    ],
)
def test_people_ties_and_parts_are_those_published(
    name: str, people: int, ties: int, components: int, largest: int
) -> None:
    found = network_summary(published(name), np.random.default_rng(1))
    assert (found.people, found.ties) == (people, ties)
    assert len(found.component_sizes) == components
    assert found.component_sizes[0] == largest


def test_density_and_transitivity_of_the_london_gang_are_those_published() -> None:
    found = network_summary(published("london"), np.random.default_rng(1))
    assert found.density == pytest.approx(0.220, abs=5e-4)
    assert found.closed == pytest.approx(0.52, abs=5e-3)


def test_calls_in_both_directions_add_up_to_the_published_total() -> None:
    assert published("caviar").weight.sum() == 3546
    assert published("caviar").records == 295


def test_suspects_of_the_same_crimes_make_the_derived_network() -> None:
    rows = [
        row
        for row in rows_of_file("B_networks", "stlouis_crime", "edges.csv")
        if row["role"] in ("suspect", "victim_and_suspect")
    ]
    network = network_of_incidents([row["crime"] for row in rows], [row["person"] for row in rows])
    found = network_summary(network, np.random.default_rng(1))
    assert (found.ties, found.component_sizes[0]) == (694, 48)
