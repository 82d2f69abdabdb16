"""When incidents may be taken out of the house as a file: for a purpose, to somebody, for a period, until a day."""

from dataclasses import dataclass
from datetime import date

from vapenvila.rules.decision import Decision, allow, refuse, say

SHORTEST_PURPOSE = 10
LONGEST_PERIOD_DAYS = 1827
LONGEST_LIFE_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What is asked for: purpose, recipient, the period of the incidents, and when the file is destroyed."""

    purpose: str
    recipient: str
    first_day: date | None
    last_day: date | None
    expires_on: date


def may_export(wish: ExportWish, *, today: date) -> Decision:
    """Whether the file may be made. The whole register is never exported (acceptance S21)."""
    if wish.first_day is None or wish.last_day is None:
        return refuse(say("Choose the first and the last day. The whole register is never exported."))
    if wish.last_day < wish.first_day:
        return refuse(say("The first day lies after the last day."))
    if (wish.last_day - wish.first_day).days > LONGEST_PERIOD_DAYS:
        return refuse(say("An export covers at most five years. Choose a shorter period."))
    if len(wish.purpose.strip()) < SHORTEST_PURPOSE:
        return refuse(say("Write what the file is for, so that somebody else can understand it."))
    if not wish.recipient.strip():
        return refuse(say("Write who receives the file."))
    if wish.expires_on <= today:
        return refuse(say("Choose a coming day by which the file is destroyed."))
    if (wish.expires_on - today).days > LONGEST_LIFE_DAYS:
        return refuse(say("A file may be kept for at most a year. Choose an earlier day."))
    return allow(say("The file may be made."))


def may_recall(*, recalled: bool) -> Decision:
    """Whether the file may be called back."""
    if recalled:
        return refuse(say("The file has already been called back."))
    return allow(say("The file may be called back."))


def may_confirm_destroyed(*, recalled: bool, confirmed: bool) -> Decision:
    """Whether it may be noted that every copy is destroyed."""
    if confirmed:
        return refuse(say("It is already noted that the file is destroyed."))
    if not recalled:
        return refuse(say("Call the file back first; then note that it is destroyed."))
    return allow(say("It may be noted that the file is destroyed."))
