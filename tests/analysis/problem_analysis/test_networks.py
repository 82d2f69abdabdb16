"""Networks as wholes: the published ones, and nothing that stands for a few people."""

import pytest

from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.problem_analysis import TieTable
from vapenvila.analysis.problem_analysis.inputs import ProblemError
from vapenvila.analysis.problem_analysis.networks import of_ties


def published(folder: str) -> TieTable:
    """Pairs and everybody of a published network."""
    rows = rows_of_file("B_networks", folder, "edges.csv")
    nodes = rows_of_file("B_networks", folder, "nodes.csv")
    return TieTable(
        tuple(row["source"] for row in rows),
        tuple(row["target"] for row in rows),
        everyone=tuple(row["node"] for row in nodes),
    )


def test_the_london_gang_is_that_of_grund_and_densley() -> None:
    found = of_ties(published("london_gang"), "ties", smallest=5, seed=1)
    assert (found.found.people, found.found.ties) == (54, 315)
    assert found.found.density == pytest.approx(0.220, abs=5e-4)
    assert found.found.closed == pytest.approx(0.52, abs=5e-3)
    assert sum(people for _, people in found.tied_to) == 54
    assert all(people == 0 or people >= 5 for _, people in found.tied_to)


def test_montreals_gangs_are_35_in_four_parts_and_groups_are_told_one_by_one() -> None:
    found = of_ties(published("montreal_street_gangs"), "relations", smallest=5, seed=1)
    assert (found.found.people, found.found.ties) == (35, 78)
    assert found.parts == (29, 2, 2, 2) or sum(found.parts) == 35
    assert found.parts[0] == 29
    assert not found.people


def test_parts_of_too_few_people_and_few_who_join_are_not_told() -> None:
    ties = TieTable((1, 2, 3, 4, 10, 20), (2, 3, 4, 5, 11, 21))
    found = of_ties(ties, "ties", smallest=5, seed=1)
    assert found.parts == (5,)
    assert found.joining is None
    assert found.as_json("en")["details"]["component_sizes"] == [5]  # type: ignore[index,call-overload]
    with pytest.raises(ProblemError, match="nothing is told of so few"):
        of_ties(TieTable((1,), (2,)), "ties", smallest=5, seed=1)
