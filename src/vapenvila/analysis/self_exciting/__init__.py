"""Do events follow one another? Self-exciting models of one series, and of attacks between groups."""

from vapenvila.analysis.self_exciting.between_groups import answers_between_groups
from vapenvila.analysis.self_exciting.group_events import Feud
from vapenvila.analysis.self_exciting.group_result import Answered
from vapenvila.analysis.self_exciting.result import Followed
from vapenvila.analysis.self_exciting.temporal import self_exciting
from vapenvila.analysis.self_exciting.window import Background, SelfExcitingError

__all__ = [
    "Answered",
    "Background",
    "Feud",
    "Followed",
    "SelfExcitingError",
    "answers_between_groups",
    "self_exciting",
]
