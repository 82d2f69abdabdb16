"""Tables of judging past incidents, and of judging a sample again, blind."""

from vapenvila.web.incident_coding.models.blind import BlindItem, BlindJudgement, BlindSample, Settlement
from vapenvila.web.incident_coding.models.sets import CodingItem, CodingSet

__all__ = ["BlindItem", "BlindJudgement", "BlindSample", "CodingItem", "CodingSet", "Settlement"]
