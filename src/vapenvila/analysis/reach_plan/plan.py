"""Whom to invite to a call-in so that the message reaches the group: messengers, chosen by reach and by nothing else.

Source of the idea: A. P. Wheeler, S. J. McLean, K. J. Becker and R. E. Worden (2019), "Choosing Representatives to
Deliver the Message in a Group Violence Intervention", Justice Evaluation Journal 2(2), 93–117.
"""

from dataclasses import dataclass, replace

import numpy as np

from vapenvila.analysis.reach_plan.choice import Floats, Proved
from vapenvila.analysis.reach_plan.fewest_invited import fewest_invited, without_needless
from vapenvila.analysis.reach_plan.limits import Bounds, Limits, bounds_of
from vapenvila.analysis.reach_plan.most_even import most_even
from vapenvila.analysis.reach_plan.most_expected import CLOSE, most_expected
from vapenvila.analysis.reach_plan.most_reached import most_reached
from vapenvila.analysis.reach_plan.people import People, shown
from vapenvila.analysis.reach_plan.reach_error import ReachError
from vapenvila.analysis.reach_plan.reading import read_plan
from vapenvila.analysis.reach_plan.result import Objective, ReachPlan
from vapenvila.analysis.reach_plan.rows import Rows, rows_of
from vapenvila.analysis.reach_plan.solve import Clock


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What the solver of an objective gave, and for `even` the share it is about."""

    proved: Proved
    share: float | None = None
    share_bound: float | None = None


def plan_reach(
    people: People, limits: Limits, objective: Objective = "reach", *, seconds: float = 30.0
) -> ReachPlan:
    """Choose whom to invite.

    `people`: see `people_and_ties`. `objective`: `reach` most people reached when everybody comes; `expected` most on
    average, given the chances of coming; `dominate` the fewest who reach everyone who can be reached; `even` the
    largest least share of any group, then most people. `seconds`: after so long the best plan found is given with its
    bound. The answer is the same at every run that ends before the time is up. Raises ReachError for limits that no
    choice keeps, or when none was found in the time.
    """
    clock = Clock(seconds)
    asked = _without(people, limits)
    bounds = bounds_of(asked, limits)
    rows = rows_of(asked, by_group=objective == "even")
    found = _solve(asked, rows, bounds, objective, clock)
    if found is None:
        raise ReachError(_why_none(asked, limits, objective, clock))
    proved = found.proved
    if objective in ("reach", "even"):
        proved = replace(proved, choice=without_needless(rows, bounds, proved.choice))
    gap = abs(proved.bound - proved.value)
    tight = (found.share_bound or 0.0) <= (found.share or 0.0)
    plan = read_plan(
        asked,
        rows,
        bounds,
        proved,
        objective,
        optimal=gap <= CLOSE * proved.bound and tight,
        sizes=_sizes(asked, rows) if objective == "even" else None,
    )
    return replace(plan, least_share=found.share, share_bound=found.share_bound, seconds=clock.spent)


def _without(people: People, limits: Limits) -> People:
    """The people when those excluded may not be invited."""
    if not limits.excluded:
        return people
    strangers = [name for name in limits.excluded if name not in set(people.ids)]
    if strangers:
        raise ReachError(f"Excluded but not among the people: {shown(strangers)}.")
    excluded = set(limits.excluded)
    left = [position for position in people.candidates if people.ids[position] not in excluded]
    return people.inviting(np.array(left, dtype=np.int64))


def _solve(people: People, rows: Rows, bounds: Bounds, objective: Objective, clock: Clock) -> _Found | None:
    if objective == "even":
        sizes = _sizes(people, rows)
        even = most_even(rows, bounds, sizes, clock)
        return None if even is None else _Found(even.proved, even.share, even.share_bound)
    if objective == "expected":
        proved = most_expected(rows, bounds, people.chance, clock)
    elif objective == "dominate":
        proved = fewest_invited(rows, bounds, clock)
    elif objective == "reach":
        proved = most_reached(rows, bounds, clock)
    else:
        raise ReachError(f"The objective is reach, expected, dominate or even, not {objective!r}.")
    return None if proved is None else _Found(proved)


def _sizes(people: People, rows: Rows) -> Floats:
    """(g,) people in each group, 0 for a group nobody can reach."""
    if not people.group_names:
        raise ReachError("An even reach between groups needs the group of each person.")
    sizes = np.bincount(people.group[people.group >= 0], minlength=len(people.group_names)).astype(np.float64)
    sizes[np.setdiff1d(np.arange(len(sizes)), rows.group)] = 0.0
    if not sizes.any():
        raise ReachError("Nobody who may be invited reaches anyone of any group.")
    return sizes


def _why_none(people: People, limits: Limits, objective: Objective, clock: Clock) -> str:
    """Why there is no plan: the first limit without which there is one."""
    if clock.over:
        return "No choice that keeps every limit was found in the time given; give more time or fewer limits."
    if objective == "dominate":
        free = replace(limits, capacity=None, max_total=None)
        found = _solve(people, rows_of(people), bounds_of(people, free), objective, clock)
        if found is not None:
            return (
                f"{bounds_of(people, limits).total} can be invited, but at least {found.proved.bound:.0f} are needed to "
                "reach everyone who can be reached."
            )
    for without, name in (
        (replace(limits, rivals=()), "rivals kept apart"),
        (replace(limits, per_group_min=0), "the fewest from each group"),
    ):
        easier: Objective = "dominate" if objective == "dominate" else "reach"
        if _solve(people, rows_of(people), bounds_of(people, without), easier, clock):
            return (
                f"No choice keeps every limit; without {name} there is one. Allow more meetings or places, or fewer "
                "limits."
            )
    return "No choice keeps every limit. Allow more meetings or places, or fewer limits."
