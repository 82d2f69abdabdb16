"""When something may leave the house as a file or a print: for a purpose, to somebody, until a day, and never everything.

The whole register never leaves (acceptance S21). Many rows at once leave when a second person has approved them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may

SHORTEST_PURPOSE = 10
LONGEST_LIFE_DAYS = 365
ROWS_ALONE = 1_000  # convention, unsourced: about two years of a large city's shootings and explosions
SMALL_REGISTER = 200  # a young register is so small that any useful period holds all of it
APPROVAL_LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWish:
    """What every copy must say: for what, to whom, until when."""

    purpose: str
    recipient: str
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySize:
    """How much would leave: rows, rows there are in all (None = not a register), and whether a second person approved."""

    rows: int
    of_all: int | None
    approved: bool


def may_take_out(wish: CopyWish, *, today: date) -> Decision:
    """Whether a copy may be made for this."""
    if len(wish.purpose.strip()) < SHORTEST_PURPOSE:
        return refuse(say("Write what the file is for, so that somebody else can understand it."))
    if not wish.recipient.strip():
        return refuse(say("Write who receives the file."))
    if wish.expires_on <= today:
        return refuse(say("Choose a coming day by which the file is destroyed."))
    if (wish.expires_on - today).days > LONGEST_LIFE_DAYS:
        return refuse(say("A file may be kept for at most a year. Choose an earlier day."))
    return allow(say("The file may be made."))


def is_whole_register(size: CopySize) -> bool:
    """Whether everything there is would leave at once."""
    return size.of_all is not None and size.of_all > SMALL_REGISTER and size.rows >= size.of_all


def needs_approval(size: CopySize) -> bool:
    """Whether a second person must say yes first."""
    return size.rows > ROWS_ALONE


def may_take_out_so_much(size: CopySize) -> Decision:
    """Whether this many rows may leave at once."""
    if is_whole_register(size):
        return refuse(
            say("These are all rows there are. The whole register is never exported: narrow the filter.")
        )
    if needs_approval(size) and not size.approved:
        return refuse(say("More than a thousand rows leave only when a second person has approved it."))
    return allow(say("This many rows may leave."))


def may_decide_on_export(
    reader: Reader, *, asked_by: UUID, programme: UUID, waiting: bool, today: date
) -> Decision:
    """Whether the reader may approve or refuse a large export somebody asked for."""
    decision = may(reader, Right.APPROVE_EXPORTS, programme, today=today)
    if not decision:
        return decision
    if reader.user == asked_by:
        return refuse(say("Nobody approves their own export. Ask somebody else who may."))
    if not waiting:
        return refuse(say("This has already been decided."))
    return allow(say("You may decide on this export."))


def approval_holds(*, decided_at: datetime, now: datetime) -> bool:
    """Whether an approval may still be used."""
    return timedelta(0) <= now - decided_at <= APPROVAL_LIVES


def may_recall(*, recalled: bool, destroyed: bool, reason: str) -> Decision:
    """Whether a copy may be called back."""
    if recalled:
        return refuse(say("The file has already been called back."))
    if destroyed:
        return refuse(say("It is already noted that the file is destroyed."))
    if not reason.strip():
        return refuse(say("Write why the file is called back. The recipient is told."))
    return allow(say("The file may be called back."))


def may_confirm_destroyed(*, recalled: bool, expired: bool, destroyed: bool, confirmed_by: str) -> Decision:
    """Whether it may be noted that the recipient has destroyed every copy."""
    if destroyed:
        return refuse(say("It is already noted that the file is destroyed."))
    if not recalled and not expired:
        return refuse(say("Call the file back first; then note that it is destroyed."))
    if not confirmed_by.strip():
        return refuse(say("Write who at the recipient has confirmed that every copy is destroyed."))
    return allow(say("It may be noted that the file is destroyed."))


def is_told_of_recall(reader: Reader, *, programme: UUID, of_the_trail: bool, today: date) -> Decision:
    """Whether the reader is told that this copy is called back. Of a room's copy only that room hears, by the wall."""
    if of_the_trail:
        return may(reader, Right.FOLLOW_EXPORTS, programme, today=today)
    return may(reader, Right.SEE_PROGRAMME, programme, today=today)
