"""Charts as Vega-Lite, each with its table and a caption that says what it stands on."""

from vapenvila.analysis.charts.by_category import by_category
from vapenvila.analysis.charts.chart import Basis, Chart, ChartError
from vapenvila.analysis.charts.hour_weekday import hour_weekday
from vapenvila.analysis.charts.labels import ENGLISH, SWEDISH
from vapenvila.analysis.charts.per_month import per_month

__all__ = ["ENGLISH", "SWEDISH", "Basis", "Chart", "ChartError", "by_category", "hour_weekday", "per_month"]
