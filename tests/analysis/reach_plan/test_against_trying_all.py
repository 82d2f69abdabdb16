"""Every plan equals the best of all sets, keeps every limit, and its own account of itself is true."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vapenvila.analysis.reach_plan import (
    Limits,
    Objective,
    People,
    ReachError,
    ReachPlan,
    people_and_ties,
    plan_reach,
)
from vapenvila.analysis.reach_plan.limits import bounds_of
from vapenvila.analysis.reach_plan.quick_bound import quick_bound
from vapenvila.analysis.reach_plan.rows import rows_of
from vapenvila.analysis.reach_plan.slow_reach import best_by_trying_all, can_be_seated

OBJECTIVES: tuple[Objective, ...] = ("reach", "expected", "dominate", "even")


@st.composite
def cases(draw: Any) -> tuple[People, Limits]:  # Any: Hypothesis gives draw no type
    n = draw(st.integers(2, 8))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    groups = draw(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=n, max_size=n))
    groups[0] = "a"
    eligible = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    eligible[draw(st.integers(0, n - 1))] = True
    people = people_and_ties(
        list(range(n)),
        draw(st.lists(pairs, max_size=12)),
        groups=groups,
        eligible=eligible,
        attendance=draw(st.lists(st.sampled_from([0.0, 0.3, 0.6, 0.9, 1.0]), min_size=n, max_size=n)),
        hops=draw(st.integers(1, 2)),
    )
    between = draw(st.sampled_from(["people", "groups"]))
    rivals = draw(st.lists(pairs, max_size=4)) if between == "people" else draw(st.sampled_from([(), (0, 1)]))
    if between == "groups":
        rivals = [people.group_names[:2]] if rivals and len(people.group_names) > 1 else []
    limits = Limits(
        capacity=draw(st.sampled_from([None, 1, 2, 3])),
        sessions=draw(st.integers(1, 3)),
        max_total=draw(st.sampled_from([None, 2, 4])),
        per_group_min=draw(st.integers(0, 2)),
        rivals=[pair for pair in rivals if pair[0] != pair[1]],
        rivals_between=between,
    )
    return people, limits


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_plan_is_the_best_of_all_sets(objective: Objective, case: tuple[People, Limits]) -> None:
    people, limits = case
    try:
        best = best_by_trying_all(people, limits, objective)
    except ReachError:
        with pytest.raises(ReachError):
            plan_reach(people, limits, objective)
        return
    if best is None:
        with pytest.raises(ReachError, match=r"every limit|are needed"):
            plan_reach(people, limits, objective)
        return
    plan = plan_reach(people, limits, objective)
    assert plan.optimal
    assert plan.gap == 0
    assert _worth(plan) == pytest.approx(best, abs=1e-5)
    _keeps_the_limits(people, limits, plan)
    _tells_the_truth(people, plan)


def _worth(plan: ReachPlan) -> tuple[float, ...]:
    if plan.objective == "dominate":
        return (float(len(plan.invited)),)
    if plan.objective == "even":
        assert plan.least_share is not None
        return (plan.least_share, float(plan.reached))
    return (plan.value,)


def _keeps_the_limits(people: People, limits: Limits, plan: ReachPlan) -> None:
    bounds = bounds_of(people, limits)
    place = {people.ids[p]: at for at, p in enumerate(people.candidates)}
    assert sorted(name for meeting in plan.meetings for name in meeting) == sorted(plan.invited)
    assert set(plan.invited) <= set(place)
    assert all(len(meeting) <= bounds.seats for meeting in plan.meetings)
    assert len(plan.invited) <= bounds.total
    for meeting in plan.meetings:
        there = {place[name] for name in meeting}
        for one, other in bounds.apart:
            assert not (there & set(one.tolist()) and there & set(other.tolist()))
    for other_set in (plan.invited, *plan.alternatives):
        chosen = tuple(place[name] for name in other_set)
        assert can_be_seated(chosen, bounds)
        held = np.bincount(
            bounds.group[list(chosen)][bounds.group[list(chosen)] >= 0], minlength=len(bounds.needs)
        )
        assert (held >= bounds.needs).all()


def _tells_the_truth(people: People, plan: ReachPlan) -> None:
    place = {people.ids[p]: at for at, p in enumerate(people.candidates)}
    table = people.reach.toarray() > 0
    hit = table[[place[name] for name in plan.invited]].any(axis=0)
    assert plan.reached == hit.sum()
    assert {people.ids[i] for i in np.flatnonzero(~hit)} == set(plan.not_reached)
    for group in plan.groups:
        own = people.group == people.group_names.index(group.group)
        assert (group.people, group.reached) == (own.sum(), (hit & own).sum())
    for other in plan.alternatives:
        instead = table[[place[name] for name in other]].any(axis=0)
        if plan.objective == "expected":
            missed = np.prod([1 - table[place[name]] * people.chance[place[name]] for name in other], axis=0)
            assert (1 - missed).sum() == pytest.approx(plan.expected)
        else:
            assert instead.sum() == plan.reached
    if plan.objective != "expected":
        for invitee in plan.invitees:
            rest = [place[name] for name in plan.invited if name != invitee.id]
            assert invitee.alone == plan.reached - table[rest].any(axis=0).sum()
            assert invitee.reaches == table[place[invitee.id]].sum()


@settings(max_examples=40, deadline=None)
@given(cases())
def test_a_place_more_never_reaches_fewer(case: tuple[People, Limits]) -> None:
    people, _ = case
    reached = [plan_reach(people, Limits(capacity=places)).reached for places in (1, 2, 3, 4)]
    assert reached == sorted(reached)
    assert all(later - sooner <= reached[0] for sooner, later in pairwise(reached))


@settings(max_examples=150, deadline=None)
@given(cases(), st.floats(0.0, 5.0))
def test_no_plan_reaches_more_than_the_quick_bound(case: tuple[People, Limits], value: float) -> None:
    people, limits = case
    try:
        best = best_by_trying_all(people, limits, "reach")
    except ReachError:
        return
    if best is not None:
        assert quick_bound(rows_of(people), bounds_of(people, limits), value) >= best[0] - 1e-9
