"""Near repeats: do incidents follow each other closer in space and time than chance would bring them?"""

from vapenvila.analysis.near_repeat.knox import Closed, KnoxCell, KnoxTable, Metric, knox_table
from vapenvila.analysis.near_repeat.picture import knox_chart

__all__ = ["Closed", "KnoxCell", "KnoxTable", "Metric", "knox_chart", "knox_table"]
