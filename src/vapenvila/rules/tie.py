"""Whether a record ties two people together: dated, referenced, of two adults who are suspected (S12, S13).

A tie says that two people stand on the same record of the police and nothing more: not that they know each other, and not
that they belong to a group (domain.md section 3).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.membership_evidence import EARLIEST, plain
from vapenvila.rules.person_listing import PersonFacts, may_be_listed
from vapenvila.rules.retention import unpaused_last_day, years_later
from vapenvila.rules.retention_table import REGIMES, Regime

WINDOWS: tuple[int, ...] = (1, 2, 3, 5)  # years looked back
WINDOW = 3  # Wheeler 2017, as domain.md section 3 has it


class TieKind(StrEnum):
    """On what kind of record the two stand."""

    ARRESTED_TOGETHER = "arrested_together"
    STOPPED_TOGETHER = "stopped_together"
    CO_SUSPECT = "co_suspect"


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEnd:
    """One of the two. `adult_since`: the 18th birthday if known."""

    person: PersonFacts
    adult_since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWish:
    """A tie somebody wants to write down. `same_person`: both ends are one person's record, or two merged into one."""

    one: TieEnd
    other: TieEnd
    same_person: bool
    on: date
    record_ref: str


def may_tie(wish: TieWish, *, today: date) -> Decision:
    """Whether the tie may be written down: by hand or by import, it is the same question."""
    if wish.same_person:
        return refuse(say("Nobody is tied to themselves. Name two different people."))
    for end in (wish.one, wish.other):
        listed = may_be_listed(end.person, today=today)
        if not listed:
            return listed
    dated = may_date_tie(wish.on, record_ref=wish.record_ref, today=today)
    if not dated:
        return dated
    if any(end.adult_since is not None and wish.on < end.adult_since for end in (wish.one, wish.other)):
        return refuse(say("One of the two was under 18 that day. Children are never tied."))
    return allow(say("The tie may be written down."))


def may_date_tie(on: date, *, record_ref: str, today: date) -> Decision:
    """Whether a record of that day and reference can tie anybody."""
    if on > today:
        return refuse(say("The day of the record lies in the future."))
    if on < EARLIEST:
        return refuse(say("The day of the record lies too far back. Check the year."))
    if kept_until(on) < today:
        return refuse(say("The record is older than a tie may be kept."))
    if not plain(record_ref):
        return refuse(say("Give the number of the record. A tie without a record does not exist."))
    return allow(say("The record can tie two people."))


def may_remove_tie(*, ended: bool, reason: str) -> Decision:
    """Whether a tie that was written down wrongly may be taken away."""
    if ended:
        return refuse(say("The tie has been taken away already."))
    if len(reason.strip()) < 10:
        return refuse(say("Write a reason that somebody else understands."))
    return allow(say("The tie may be taken away."))


def kept_until(on: date) -> date:
    """The last day a tie is kept, counted from its record. Nothing makes it later."""
    return unpaused_last_day(REGIMES[Regime.TIE], on)


def window_start(today: date, *, years: int = WINDOW) -> date:
    """The first day that a window of so many years shows."""
    if years not in WINDOWS:
        raise ValueError(f"a window has {', '.join(map(str, WINDOWS))} years, not {years}")
    return years_later(today, -years)
