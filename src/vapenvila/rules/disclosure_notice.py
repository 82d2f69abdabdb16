"""What a recipient is told after the hand-over must be confirmed: by when, and what waits (acceptance S22)."""

from datetime import date

from vapenvila.rules.disclosure_emergency import next_working_day


def confirm_by(told_on: date) -> date:
    """The last day to confirm: the next working day. The law says "at once" (BDF 2:1) and names no hours; a convention."""
    return next_working_day(told_on)


def waits_for_confirmation(*, seen: bool, recalled: bool, copies_destroyed: bool) -> bool:
    """Whether the recipient still owes an answer: it has not looked, or has looked and not said what became of the copies."""
    return not seen or (recalled and not copies_destroyed)


def is_notice_overdue(*, told_on: date, waits: bool, today: date) -> bool:
    """Whether the confirmation should have come before today."""
    return waits and today > confirm_by(told_on)
