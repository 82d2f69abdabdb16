"""One look through a file: for which room and by whom, what is counted, and whether it is written down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from vapenvila.rules.decision import Sentence, say
from vapenvila.web.accounts.models import User
from vapenvila.web.memberships.importing.file_mapping import FileMapping
from vapenvila.web.memberships.importing.row_checks import FileRow
from vapenvila.web.memberships.models import MembershipBatch

Progress = Callable[[str, int], None]
COPY: Final[Sentence] = say("The row is a copy of row {detail} and is left out.")


@dataclass(slots=True)
class Counts:
    """What the file would do, or did."""

    rows: int = 0
    created: int = 0
    unchanged: int = 0
    copies: int = 0
    held: int = 0
    text_warnings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: the batch and its room, by whom and when, and (`commit`) whether what is written stays."""

    batch: MembershipBatch
    mapping: FileMapping
    by: User
    at: datetime
    today: date
    progress: Progress
    commit: bool
    counts: Counts = field(default_factory=Counts)

    def done(self, rows: list[FileRow]) -> None:
        """Tell how far it has come."""
        self.progress("write" if self.commit else "compare", len(rows))
