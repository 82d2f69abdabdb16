"""How large a fall can be told, and when: power and horizon of a study, exactly and by simulation."""

from vapenvila.analysis.power.made_up_cities import CityPower, made_up_power
from vapenvila.analysis.power.reckon import study_power
from vapenvila.analysis.power.result import StudyPower
from vapenvila.analysis.power.study import PowerError, Study

__all__ = ["CityPower", "PowerError", "Study", "StudyPower", "made_up_power", "study_power"]
