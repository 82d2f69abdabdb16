"""The tables of the weekly review. Everything here belongs to the shared picture and names no registered person."""

from vapenvila.web.reviews.models.alarm import BoardNotice
from vapenvila.web.reviews.models.decision import ReviewDecision
from vapenvila.web.reviews.models.incident_answers import GroupAssessment, IncidentConflict, RetaliationClock
from vapenvila.web.reviews.models.meeting import AgendaItem, Presence, ReviewMeeting
from vapenvila.web.reviews.models.minutes import MinutesPoint

__all__ = [
    "AgendaItem",
    "BoardNotice",
    "GroupAssessment",
    "IncidentConflict",
    "MinutesPoint",
    "Presence",
    "RetaliationClock",
    "ReviewDecision",
    "ReviewMeeting",
]
