"""What averted events are worth, as ranges: money, police hours, care days. Never one number."""

from vapenvila.analysis.averted_costs.costs import (
    AvertedCosts,
    AvertedEvents,
    CostError,
    CostRange,
    UnitCost,
    averted_costs,
)
from vapenvila.analysis.averted_costs.picture import costs_chart

__all__ = [
    "AvertedCosts",
    "AvertedEvents",
    "CostError",
    "CostRange",
    "UnitCost",
    "averted_costs",
    "costs_chart",
]
