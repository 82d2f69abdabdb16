"""The space-time K-function: over which distances and times do events gather in space and time together?"""

from vapenvila.analysis.space_time_k.k_function import space_time_k
from vapenvila.analysis.space_time_k.picture import k_chart
from vapenvila.analysis.space_time_k.result import KCell, SpaceTimeK

__all__ = ["KCell", "SpaceTimeK", "k_chart", "space_time_k"]
