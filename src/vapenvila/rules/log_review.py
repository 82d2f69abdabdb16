"""The monthly log review of a room: which accesses are looked at, who may look, and when it is signed or late.

Act 2001:454 section 10 asks social services for systematic and recurring checks; here every room has one (acceptance S19).
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from vapenvila.rules.decision import Decision, Sentence, allow, refuse, say
from vapenvila.rules.reader import Reader
from vapenvila.rules.rights import Right, may

SAMPLE_SIZE = 30  # convention, unsourced: one hour's work a month
MOST_OF_ONE_REASON = (
    20  # a room that is always out of hours gets a review one can finish; the rest is counted
)
DAYS_TO_SIGN = 14
EARLIEST_HOUR, LATEST_HOUR = 6, 22  # convention, unsourced
REFUSED_IN_A_DAY = 3
OPENED_IN_AN_EMERGENCY = "person.glass_broken"  # the act as the trail calls it


class Reason(StrEnum):
    """Why an access is looked at."""

    RANDOM = "random"
    SAME_SURNAME = "same_surname"
    SAME_ADDRESS = "same_address"
    COLLEAGUE = "colleague"
    NO_OPEN_TASK = "no_open_task"
    OUT_OF_HOURS = "out_of_hours"
    BREAK_GLASS = "break_glass"
    REFUSED_AGAIN_AND_AGAIN = "refused_again_and_again"
    TAKEN_OUT = "taken_out"


REASONS: dict[Reason, Sentence] = {
    Reason.RANDOM: say("drawn by chance"),
    Reason.SAME_SURNAME: say("the person has the reader's surname"),
    Reason.SAME_ADDRESS: say("the person has the reader's address"),
    Reason.COLLEAGUE: say("the person has a colleague's name"),
    Reason.NO_OPEN_TASK: say("the reader had no open task on the record"),
    Reason.OUT_OF_HOURS: say("at night or at a weekend"),
    Reason.BREAK_GLASS: say("opened in an emergency"),
    Reason.REFUSED_AGAIN_AND_AGAIN: say("refused several times in a day"),
    Reason.TAKEN_OUT: say("taken out of the house"),
}


class ReviewState(StrEnum):
    """Where a log review stands."""

    OPEN = "open"
    LATE = "late"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFacts:
    """One access: event number, who, when on the programme's clocks, what. None = not known, and then no reason to look."""

    event: int
    user: UUID
    at: datetime
    act: str
    refused: bool = False
    taken_out: bool = False
    same_surname: bool | None = None
    same_address: bool | None = None
    colleague: bool | None = None
    open_task: bool | None = None


def reasons_to_look(access: AccessFacts) -> frozenset[Reason]:
    """What about this access asks for a second look, chance and repeated refusals apart."""
    night = not EARLIEST_HOUR <= access.at.hour < LATEST_HOUR or access.at.weekday() >= 5
    found = {
        Reason.SAME_SURNAME: access.same_surname is True,
        Reason.SAME_ADDRESS: access.same_address is True,
        Reason.COLLEAGUE: access.colleague is True,
        Reason.NO_OPEN_TASK: access.open_task is False,
        Reason.OUT_OF_HOURS: night,
        Reason.BREAK_GLASS: access.act == OPENED_IN_AN_EMERGENCY,
        Reason.TAKEN_OUT: access.taken_out,
    }
    return frozenset(reason for reason, holds in found.items() if holds)


def drawn_by_chance(events: Iterable[int], *, seed: int, size: int = SAMPLE_SIZE) -> frozenset[int]:
    """The random sample. The same events and seed give the same sample, so that the draw can be checked afterwards."""
    ordered = sorted(events)
    return frozenset(random.Random(seed).sample(ordered, min(size, len(ordered))))  # noqa: S311 - a sample, no secret


def to_be_looked_at(accesses: Sequence[AccessFacts], *, seed: int) -> dict[int, frozenset[Reason]]:
    """Event number → why it is looked at: the random sample, and what the rules hit (at most so many of one reason)."""
    chosen: dict[int, set[Reason]] = {
        event: {Reason.RANDOM} for event in drawn_by_chance((a.event for a in accesses), seed=seed)
    }
    refusals = Counter((a.user, a.at.date()) for a in accesses if a.refused)
    taken: Counter[Reason] = Counter()
    for access in sorted(accesses, key=lambda a: a.event):
        reasons = set(reasons_to_look(access))
        if access.refused and refusals[access.user, access.at.date()] >= REFUSED_IN_A_DAY:
            reasons.add(Reason.REFUSED_AGAIN_AND_AGAIN)
        kept = {reason for reason in reasons if taken[reason] < MOST_OF_ONE_REASON}
        if kept:
            taken.update(kept)
            chosen.setdefault(access.event, set()).update(reasons)
    return {event: frozenset(reasons) for event, reasons in chosen.items()}


def month_before(day: date) -> date:
    """The first day of the month before this day's."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    """The first day of the month after this one."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def due_on(month: date, *, made: date) -> date:
    """The last day on which the review of this month is signed in time: two weeks after month and review are there."""
    return max(month_after(month), made) + timedelta(days=DAYS_TO_SIGN)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReviewFacts:
    """One review: room, whom the sample holds, how many accesses wait for a judgement, and whether it is signed."""

    room: UUID
    programme: UUID
    people_in_sample: frozenset[UUID]
    waiting: int
    due_on: date
    signed: bool


def review_state(*, due: date, signed: bool, today: date) -> ReviewState:
    """Open, late or signed."""
    if signed:
        return ReviewState.SIGNED
    return ReviewState.LATE if today > due else ReviewState.OPEN


def may_look(reader: Reader, review: LogReviewFacts, *, today: date) -> Decision:
    """Whether the reader may see and judge the accesses: from the room itself, and not one of those looked at."""
    decision = may(reader, Right.REVIEW_LOG, review.programme, today=today)
    if not decision:
        return decision
    if not any(m.room == review.room and m.covers(today) for m in reader.missions):
        return refuse(say("A log is reviewed in its own room. You have no mission there."))
    if reader.user in review.people_in_sample:
        return refuse(
            say(
                "Your own accesses are in this sample. Somebody else in the room reviews it. If everybody is in the"
                " sample, the administrator gives somebody a mission in the room for the review."
            )
        )
    return allow(say("You may review this log."))


def may_judge(reader: Reader, review: LogReviewFacts, *, today: date) -> Decision:
    """Whether judgements may still be written."""
    if review.signed:
        return refuse(say("The review is signed. What was found stands as it is."))
    return may_look(reader, review, today=today)


def may_sign(reader: Reader, review: LogReviewFacts, *, today: date) -> Decision:
    """Whether the review may be signed: by somebody outside the sample, when every access has been judged."""
    decision = may_judge(reader, review, today=today)
    if not decision:
        return decision
    if review.waiting:
        return refuse(say("Judge every access first. Unclear is a judgement too."))
    return allow(say("The review may be signed."))
