"""What small counts can tell: exact intervals, rates, comparisons, hours, and whether a month is unusual."""

from vapenvila.analysis.small_counts.checked_input import CountError
from vapenvila.analysis.small_counts.exact_interval import ExactInterval, exact_interval
from vapenvila.analysis.small_counts.monthly import MonthlyCounts, monthly_counts
from vapenvila.analysis.small_counts.rolling import RollingRate, rolling_rate, rolling_victim_rate
from vapenvila.analysis.small_counts.two_periods import TwoPeriods, compare_periods
from vapenvila.analysis.small_counts.unusual import UnusualCount, unusual_count
from vapenvila.analysis.small_counts.week_hours import WeekHours, local_intervals, week_hours
from vapenvila.analysis.small_counts.weighted_counts import weighted_limits

__all__ = [
    "CountError",
    "ExactInterval",
    "MonthlyCounts",
    "RollingRate",
    "TwoPeriods",
    "UnusualCount",
    "WeekHours",
    "compare_periods",
    "exact_interval",
    "local_intervals",
    "monthly_counts",
    "rolling_rate",
    "rolling_victim_rate",
    "unusual_count",
    "week_hours",
    "weighted_limits",
]
