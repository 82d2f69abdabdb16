"""What small counts can tell: exact intervals, rates, comparisons, hours, and whether a month is unusual.

Most parts are loaded when they are asked for: what they stand on weighs 80 MB, which a method that only wants its input
checked need not carry.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from vapenvila.analysis.small_counts.checked_input import CountError
from vapenvila.analysis.small_counts.exact_interval import ExactInterval, exact_interval
from vapenvila.analysis.small_counts.week_hours import WeekHours, local_intervals, week_hours

if TYPE_CHECKING:
    from vapenvila.analysis.small_counts.dispersion import Dispersion, estimated_dispersion
    from vapenvila.analysis.small_counts.monthly import MonthlyCounts, monthly_counts
    from vapenvila.analysis.small_counts.rolling import RollingRate, rolling_rate, rolling_victim_rate
    from vapenvila.analysis.small_counts.two_periods import TwoPeriods, compare_periods
    from vapenvila.analysis.small_counts.unusual import UnusualCount, unusual_count
    from vapenvila.analysis.small_counts.weighted_counts import weighted_limits

_PARTS = {
    "dispersion": ("Dispersion", "estimated_dispersion"),
    "monthly": ("MonthlyCounts", "monthly_counts"),
    "rolling": ("RollingRate", "rolling_rate", "rolling_victim_rate"),
    "two_periods": ("TwoPeriods", "compare_periods"),
    "unusual": ("UnusualCount", "unusual_count"),
    "weighted_counts": ("weighted_limits",),
}

__all__ = [
    "CountError",
    "Dispersion",
    "ExactInterval",
    "MonthlyCounts",
    "RollingRate",
    "TwoPeriods",
    "UnusualCount",
    "WeekHours",
    "compare_periods",
    "estimated_dispersion",
    "exact_interval",
    "local_intervals",
    "monthly_counts",
    "rolling_rate",
    "rolling_victim_rate",
    "unusual_count",
    "week_hours",
    "weighted_limits",
]


def __getattr__(name: str) -> object:
    for part, names in _PARTS.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{part}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
