"""Whom to invite to a call-in: messengers chosen by the reach of the message, with a proof or a bound."""

from vapenvila.analysis.reach_plan.costs import LimitCost, limit_costs
from vapenvila.analysis.reach_plan.limits import Limits
from vapenvila.analysis.reach_plan.people import People, people_and_ties
from vapenvila.analysis.reach_plan.plan import plan_reach
from vapenvila.analysis.reach_plan.reach_error import ReachError
from vapenvila.analysis.reach_plan.result import GroupReach, Invitee, Objective, ReachPlan

__all__ = [
    "GroupReach",
    "Invitee",
    "LimitCost",
    "Limits",
    "Objective",
    "People",
    "ReachError",
    "ReachPlan",
    "limit_costs",
    "people_and_ties",
    "plan_reach",
]
