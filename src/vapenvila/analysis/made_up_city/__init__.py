"""A made-up city with a known truth: demo, training and the oracle every estimator is held against."""

from vapenvila.analysis.made_up_city.make import make_city
from vapenvila.analysis.made_up_city.model import MadeUpCity
from vapenvila.analysis.made_up_city.settings import Effect, SettingError, Settings, Size, settings_for

__all__ = ["Effect", "MadeUpCity", "SettingError", "Settings", "Size", "make_city", "settings_for"]
