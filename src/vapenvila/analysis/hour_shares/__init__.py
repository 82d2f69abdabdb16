"""Shares of the incidents by hour of the day and weekday, with intervals."""

from vapenvila.analysis.hour_shares.shares import HourShare, HourShares, hour_shares

__all__ = ["HourShare", "HourShares", "hour_shares"]
