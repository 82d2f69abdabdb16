"""Did events become fewer at a start? Interrupted time series of counts."""

from vapenvila.analysis.interrupted_series.count_regression import SeriesError, fit_counts
from vapenvila.analysis.interrupted_series.interrupted import interrupted_series
from vapenvila.analysis.interrupted_series.model import Terms
from vapenvila.analysis.interrupted_series.result import InterruptedSeries

__all__ = ["InterruptedSeries", "SeriesError", "Terms", "fit_counts", "interrupted_series"]
