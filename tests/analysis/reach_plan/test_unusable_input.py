"""What cannot be planned is refused with a sentence that says why and what is allowed."""

from typing import Any

import pytest

from vapenvila.analysis.reach_plan import Limits, ReachError, people_and_ties, plan_reach

IDS = ["Ada", "Bo", "Cy", "Di"]
TIES = [("Ada", "Bo"), ("Bo", "Cy")]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ids": []}, "There are no people"),
        ({"ids": ["Ada", "Ada"]}, "Listed more than once: Ada"),
        ({"eligible": [False] * 4}, "no one is eligible"),
        ({"eligible": [True]}, "4 people but 1 marks"),
        ({"attendance": [1, 1, 1.2, 1]}, "chance that Cy comes is 1.2"),
        ({"attendance": [1, float("nan"), 1, 1]}, "chance that Bo comes is missing or not a number"),
        ({"attendance": [1]}, "4 people but 1 chances"),
        ({"groups": ["a"]}, "4 people but 1 groups"),
        ({"hops": 3}, "over 1 or 2 ties"),
    ],
)
def test_people_that_cannot_be_used_are_refused(
    changes: dict[str, Any], sentence: str
) -> None:  # Any: many kinds
    given: dict[str, Any] = {"ids": IDS, "ties": TIES} | changes  # Any: many kinds
    with pytest.raises(ReachError, match=sentence):
        people_and_ties(given.pop("ids"), given.pop("ties"), **given)


@pytest.mark.parametrize(
    ("limits", "objective", "sentence"),
    [
        (Limits(capacity=0), "reach", "places is 0; give at least 1"),
        (Limits(sessions=0), "reach", "meetings is 0"),
        (Limits(per_group_min=-1), "reach", "each group is -1"),
        (Limits(capacity=1, per_group_min=1), "reach", "Groups need 2 places"),
        (Limits(rivals=[("Ada", "Eve")]), "reach", "not among the people: Eve"),
        (Limits(rivals=[("Ada", "Ada")]), "reach", "Ada cannot be a rival of Ada"),
        (Limits(rivals=[("x", "z")], rivals_between="groups"), "reach", "not among the groups: z"),
        (Limits(rivals_between="towns"), "reach", "people or groups"),
        (Limits(excluded=["Eve"]), "reach", "Excluded but not among the people: Eve"),
        (Limits(excluded=IDS), "reach", "no one is eligible"),
        (Limits(capacity=1), "dominate", "1 can be invited, but at least 2 are needed"),
        (
            Limits(rivals=[("x", "y")], rivals_between="groups", per_group_min=1),
            "reach",
            "without rivals kept apart",
        ),
        (Limits(), "most", "reach, expected, dominate or even"),
    ],
)
def test_limits_that_cannot_be_kept_are_refused(
    limits: Limits, objective: Any, sentence: str
) -> None:  # Any: a wrong one
    people = people_and_ties(IDS, TIES, groups=["x", "x", "y", None])
    with pytest.raises(ReachError, match=sentence):
        plan_reach(people, limits, objective)


def test_groups_are_needed_where_limits_speak_of_groups() -> None:
    people = people_and_ties(IDS, TIES)
    with pytest.raises(ReachError, match="needs the group of each person"):
        plan_reach(people, Limits(per_group_min=1))
    with pytest.raises(ReachError, match="needs the group of each person"):
        plan_reach(people, Limits(), "even")


def test_one_person_alone_is_a_plan() -> None:
    plan = plan_reach(people_and_ties(["Ada"], []), Limits(capacity=3))
    assert (plan.invited, plan.reached, plan.optimal, plan.gap) == (("Ada",), 1, True, 0)


def test_nobody_tied_to_anybody_is_a_plan() -> None:
    plan = plan_reach(people_and_ties(IDS, []), Limits(capacity=2))
    assert (plan.reached, plan.bound, len(plan.alternatives)) == (2, 2, 4)


def test_when_nobody_comes_nobody_is_reached() -> None:
    plan = plan_reach(people_and_ties(IDS, TIES, attendance=[0.0] * 4), Limits(capacity=2), "expected")
    assert (plan.value, plan.optimal, plan.gap) == (0, True, 0)


def test_unknown_people_and_groups_with_too_few_are_told_of() -> None:
    people = people_and_ties(
        IDS, [*TIES, ("Cy", "Eve")], groups=["x", "x", "y", "z"], eligible=[True, True, True, False]
    )
    plan = plan_reach(people, Limits(capacity=3, per_group_min=2))
    said = plan.warnings()
    assert any("Eve" in sentence for sentence in said)
    assert any("2 of the groups" in sentence and "y, z" in sentence for sentence in said)
    assert any("reaches 1 of the people (Di)" in sentence for sentence in said)
    assert len(plan.warnings("sv")) == len(said)


def test_a_plan_speaks_both_languages_and_shows_itself() -> None:
    people = people_and_ties(IDS, TIES, groups=["x", "x", "y", None], attendance=[0.5] * 4)
    for objective in ("reach", "expected", "dominate", "even"):
        plan = plan_reach(people, Limits(capacity=2), objective)
        assert plan.summary() != plan.summary("sv")
        assert plan.to_dict()["estimate"] == plan.value
    chart = plan.chart()
    assert [row[2] for row in chart.rows] == [
        g for group in plan.groups for g in (group.reached, group.people - group.reached)
    ]


def test_time_that_is_too_short_gives_a_bound_not_a_claim() -> None:
    pairs = [(i, (7 * i + 3) % 400) for i in range(400)] + [(i, (11 * i + 5) % 400) for i in range(400)]
    people = people_and_ties(list(range(400)), pairs, attendance=[0.5 + (i % 5) / 10 for i in range(400)])
    plan = plan_reach(people, Limits(capacity=60), "expected", seconds=0.0)
    assert plan.bound >= plan.value
    assert plan.optimal == (plan.gap == 0)
    assert ("not settled" in plan.summary()) == (not plan.optimal)
