"""The tables of the register. Everything here belongs to the shared picture and names no person."""

from vapenvila.web.incidents.models.counting import Area, CountRule
from vapenvila.web.incidents.models.incident import ClassificationEvent, Incident, IncidentSource
from vapenvila.web.incidents.models.lists import SavedFilter
from vapenvila.web.incidents.models.pairs import DifferentIncidents, IncidentMerge

__all__ = [
    "Area",
    "ClassificationEvent",
    "CountRule",
    "DifferentIncidents",
    "Incident",
    "IncidentMerge",
    "IncidentSource",
    "SavedFilter",
]
