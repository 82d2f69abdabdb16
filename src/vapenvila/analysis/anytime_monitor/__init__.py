"""May the steering group look every week? A comparison of rates that stays valid however often it is looked at."""

from vapenvila.analysis.anytime_monitor.monitor import MonitoredRate, MonitorError, monitor_rate

__all__ = ["MonitorError", "MonitoredRate", "monitor_rate"]
