"""Do events follow one another? Self-exciting models in time, in time and space, and between groups."""

from vapenvila.analysis.self_exciting.result import Followed
from vapenvila.analysis.self_exciting.temporal import self_exciting
from vapenvila.analysis.self_exciting.window import Background, SelfExcitingError

__all__ = ["Background", "Followed", "SelfExcitingError", "self_exciting"]
