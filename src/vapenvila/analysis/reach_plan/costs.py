"""What each limit costs: the same plan without it, or with one place more."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from vapenvila.analysis.reach_plan.limits import Limits
from vapenvila.analysis.reach_plan.people import People
from vapenvila.analysis.reach_plan.plan import plan_reach
from vapenvila.analysis.reach_plan.result import ReachPlan
from vapenvila.analysis.wording import Language, check_language, number

Limit = Literal["eligibility", "exclusions", "per_group_min", "rivals", "capacity"]

_PHRASES: Final[dict[Limit, dict[Language, str]]] = {
    "eligibility": {
        "en": "If anyone could be invited: {value}.",
        "sv": "Om vem som helst fick bjudas in: {value}.",
    },
    "exclusions": {"en": "If nobody were excluded: {value}.", "sv": "Om ingen var undantagen: {value}."},
    "per_group_min": {
        "en": "Without a fewest number from each group: {value}.",
        "sv": "Utan minsta antal från varje grupp: {value}.",
    },
    "rivals": {
        "en": "If rivals did not have to be kept apart: {value}.",
        "sv": "Om rivaler inte behövde hållas isär: {value}.",
    },
    "capacity": {"en": "With one more invited: {value}.", "sv": "Med en till inbjuden: {value}."},
}


@dataclass(frozen=True, slots=True)
class LimitCost:
    """A limit and the worth of the best plan without it (for `capacity`: with one more invited).

    `worth`: in people reached, or for `dominate` people invited. `difference`: how much better than the plan, never
    below 0. `optimal`: whether that other plan is proved the best.
    """

    limit: Limit
    worth: float
    difference: float
    optimal: bool

    def summary(self, language: Language = "en") -> str:
        """The worth without the limit, in one sentence."""
        chosen = check_language(language)
        return _PHRASES[self.limit][chosen].format(value=number(self.worth, chosen, 1))


def limit_costs(
    people: People, limits: Limits, plan: ReachPlan, *, seconds: float = 10.0
) -> tuple[LimitCost, ...]:
    """Plan again without each limit that is set, each within `seconds`. `people`, `limits`: those `plan` was made of."""
    found = []
    for limit, (who, within) in _easier(people, limits, plan).items():
        other = plan_reach(who, within, plan.objective, seconds=seconds)
        fewest = plan.objective == "dominate"
        worth = float(len(other.invitees)) if fewest else other.value
        better = len(plan.invitees) - worth if fewest else worth - plan.value
        found.append(LimitCost(limit, worth, max(0.0, better), other.optimal))
    return tuple(found)


def _easier(people: People, limits: Limits, plan: ReachPlan) -> dict[Limit, tuple[People, Limits]]:
    """People and limits with one limit less. Where eligibility falls away exclusions stay."""
    easier: dict[Limit, tuple[People, Limits]] = {}
    if len(people.candidates) < people.n:
        easier["eligibility"] = (people.inviting(np.arange(people.n)), limits)
    if limits.excluded:
        easier["exclusions"] = (people, replace(limits, excluded=()))
    if limits.per_group_min:
        easier["per_group_min"] = (people, replace(limits, per_group_min=0))
    if limits.rivals:
        easier["rivals"] = (people, replace(limits, rivals=()))
    if plan.objective != "dominate" and limits.max_total is not None:
        easier["capacity"] = (people, replace(limits, max_total=limits.max_total + 1))
    elif plan.objective != "dominate" and limits.capacity is not None:
        more = replace(limits, capacity=limits.capacity + 1, max_total=limits.capacity * limits.sessions + 1)
        easier["capacity"] = (people, more)
    return easier
