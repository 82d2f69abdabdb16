"""The published call-in network: one gang, 22 members, 24 ties (Wheeler, McLean, Becker and Worden 2019)."""

from itertools import combinations

import pytest

from tests.analysis.real_data import rows_of_file
from vapenvila.analysis.reach_plan import Limits, People, limit_costs, people_and_ties, plan_reach

FOLDER = ("B_networks", "gvi_callin_gang1_wheeler")


@pytest.fixture(scope="module")
def nodes() -> list[dict[str, str]]:
    return rows_of_file(*FOLDER, "nodes.csv")


@pytest.fixture(scope="module")
def ties() -> list[tuple[int, int]]:
    return [(int(row["Source"]), int(row["Target"])) for row in rows_of_file(*FOLDER, "edges.csv")]


def gang(nodes: list[dict[str, str]], ties: list[tuple[int, int]], only: str = "") -> People:
    eligible = [row[only] == "1" for row in nodes] if only else None
    return people_and_ties([int(row["Id"]) for row in nodes], ties, eligible=eligible)


@pytest.mark.published("call-in-selection")
def test_the_smallest_set_that_reaches_everyone_has_eight(
    nodes: list[dict[str, str]], ties: list[tuple[int, int]]
) -> None:
    people = gang(nodes, ties)
    plan = plan_reach(people, Limits(), "dominate")
    assert people.ties == 24
    assert len(plan.invited) == plan.bound == 8
    assert plan.optimal
    assert plan.reached == 22
    published = {21, 16, 17, 2, 4, 11, 1, 5}
    assert set(plan.invited) == published or published in [set(other) for other in plan.alternatives]


def test_the_best_four_reach_sixteen(nodes: list[dict[str, str]], ties: list[tuple[int, int]]) -> None:
    plan = plan_reach(gang(nodes, ties), Limits(capacity=4))
    assert (plan.reached, plan.bound, plan.optimal, plan.gap) == (16, 16, True, 0)
    assert len(plan.invited) == 4


def test_the_five_under_supervision_reach_thirteen(
    nodes: list[dict[str, str]], ties: list[tuple[int, int]]
) -> None:
    people = gang(nodes, ties, "Prob_or_Par")
    plan = plan_reach(people, Limits(capacity=5))
    assert (plan.reached, len(plan.invited), plan.optimal) == (13, 5, True)
    costs = {cost.limit: cost.difference for cost in limit_costs(people, Limits(capacity=5), plan)}
    assert costs == {"eligibility": 5.0, "capacity": 0.0}


def test_the_four_really_called_reach_six(nodes: list[dict[str, str]], ties: list[tuple[int, int]]) -> None:
    people = gang(nodes, ties, "Attended")
    assert len(people.candidates) == 4
    assert plan_reach(people, Limits(capacity=4)).reached == 6


def test_every_alternative_reaches_as_many(nodes: list[dict[str, str]], ties: list[tuple[int, int]]) -> None:
    people = gang(nodes, ties)
    table = people.reach.toarray()
    plan = plan_reach(people, Limits(capacity=4))
    tried = {
        frozenset(people.ids[i] for i in chosen)
        for chosen in combinations(range(22), 4)
        if table[list(chosen)].any(axis=0).sum() == 16
    }
    assert plan.alternatives
    assert {frozenset(other) for other in plan.alternatives} <= tried - {frozenset(plan.invited)}
    one_away = {other for other in tried if len(other & set(plan.invited)) == 3}
    assert {frozenset(other) for other in plan.alternatives} == one_away
