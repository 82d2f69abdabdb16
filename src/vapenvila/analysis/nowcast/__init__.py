"""Nowcasting: what will last month become once all reports are in?"""

from vapenvila.analysis.nowcast.back_test import BackTest
from vapenvila.analysis.nowcast.from_reports import triangle_of_reports
from vapenvila.analysis.nowcast.from_snapshots import triangle_of_snapshot_counts, triangle_of_snapshot_rows
from vapenvila.analysis.nowcast.nowcast import Nowcast, PeriodNowcast, nowcast
from vapenvila.analysis.nowcast.period_calendar import NowcastError
from vapenvila.analysis.nowcast.triangle import ReportingTriangle

__all__ = [
    "BackTest",
    "Nowcast",
    "NowcastError",
    "PeriodNowcast",
    "ReportingTriangle",
    "nowcast",
    "triangle_of_reports",
    "triangle_of_snapshot_counts",
    "triangle_of_snapshot_rows",
]
