"""How many incidents follow another nearby? A self-exciting model in space and time."""

from vapenvila.analysis.space_time_trigger.background_times import Seasons
from vapenvila.analysis.space_time_trigger.result import Triggered
from vapenvila.analysis.space_time_trigger.space_time import space_time_trigger

__all__ = ["Seasons", "Triggered", "space_time_trigger"]
