"""Vapenvila ("ceasefire"): the working tool of a city that runs Group Violence Intervention."""

__version__ = "0.1.0"
