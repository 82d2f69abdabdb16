"""What every table declares about itself: its kind behind the wall, and the personal data in each field."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class RowKind(StrEnum):
    """Where a row lives. The kind decides the row-level security policy of its table."""

    ROOM = "room"  # has room_id: one agency's own
    SHARED = "shared"  # has programme_id, no person data
    DOOR = "door"  # has from_room_id and to_room_id: a disclosure
    HOUSE = "house"  # accounts, catalogues, audit


class Retention(StrEnum):
    """How long a row may live. The retention rules read these names."""

    PROGRAMME = "programme"
    ACCOUNT = "account"
    AUDIT = "audit"
    WORK = "work"
    CASEWORK = "casework"
    HANDED_OVER = "handed_over"
    RIGHTS_DESK = "rights_desk"
    REMOVAL = "removal"
    PROOF = "proof"
    STATEMENT = "statement"
    GROUP_AUDIT = "group_audit"
    OUTREACH = "outreach"


RETENTION_MEANS: dict[Retention, str] = {
    Retention.PROGRAMME: "as long as the programme, then archived",
    Retention.ACCOUNT: "as long as the account, then two years",
    Retention.AUDIT: "at least as long as the data it tells of",
    Retention.WORK: "until the work is done",
    Retention.CASEWORK: "until the next review, and never past the ceiling of the law of the agency that owns the room",
    Retention.HANDED_OVER: "at least as long as the record it tells of, then by archive decision",
    Retention.RIGHTS_DESK: "two years after the request is closed",
    Retention.REMOVAL: "two years after the person was removed",
    Retention.PROOF: "kept: it proves what was deleted and holds no personal data",
    Retention.STATEMENT: "until its review date, computed from its source, and a month of grace",
    Retention.GROUP_AUDIT: "three years after the audit was frozen",
    Retention.OUTREACH: "until the audit is frozen, and two months at most",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """Kind, purpose, retention and, field by field, the category of personal data of a table.

    Each category holds field names separated by blanks; every concrete field stands in exactly one of them.
    `nothing` = no personal data; `staff` = data on people in their work here; `free_text` = text somebody writes, which is
    screened; `identity`, `contact`, `casework` = data on a registered person and allowed only in a room.
    """

    kind: RowKind
    purpose: str
    retention: Retention
    nothing: str = ""
    staff: str = ""
    free_text: str = ""
    identity: str = ""
    contact: str = ""
    casework: str = ""

    def categories(self) -> Iterator[tuple[str, str]]:
        """Pairs of (category, field name)."""
        for category in ("nothing", "staff", "free_text", "identity", "contact", "casework"):
            for field in getattr(self, category).split():
                yield category, field
