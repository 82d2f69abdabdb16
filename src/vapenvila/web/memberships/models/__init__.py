"""The tables of memberships and ties. Every row lies in a room of the police."""

from vapenvila.web.memberships.models.importing import (
    MembershipBatch,
    MembershipFilePiece,
    SavedMembershipMapping,
)
from vapenvila.web.memberships.models.release import GroupDraftVote, GroupStatementDraft
from vapenvila.web.memberships.models.statement import MembershipEvidence, MembershipStatement, MembershipStep
from vapenvila.web.memberships.models.tie import Tie

__all__ = [
    "GroupDraftVote",
    "GroupStatementDraft",
    "MembershipBatch",
    "MembershipEvidence",
    "MembershipFilePiece",
    "MembershipStatement",
    "MembershipStep",
    "SavedMembershipMapping",
    "Tie",
]
