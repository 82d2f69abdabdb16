"""What is said of a group: dated, sourced, graded, and out of sight the day after its review date (S11, S14).

The review date is computed from the source and from nothing else. Only a newer source makes it later, and the database
refuses any other way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.retention import unpaused_last_day
from vapenvila.rules.retention_table import GRACE_DAYS, REGIMES, Regime
from vapenvila.rules.source_grade import Grade, is_weak

FIRST_YEAR = 1990
WEAK_LASTS = timedelta(days=182)  # convention: half the time on half the ground
TOLD_BEFORE_IT_RUNS_OUT = timedelta(days=14)  # when "This week" begins to say so


class Says(StrEnum):
    """What a statement tells of."""

    NAME = "name"
    AREA = "area"
    ACTIVITY = "activity"
    RELATION = "relation"
    LINEAGE = "lineage"


REGIME_OF: dict[Says, Regime] = {
    Says.NAME: Regime.GROUP_STATEMENT,
    Says.AREA: Regime.GROUP_STATEMENT,
    Says.ACTIVITY: Regime.GROUP_STATEMENT,
    Says.RELATION: Regime.GROUP_STATEMENT,
    Says.LINEAGE: Regime.GROUP_LINEAGE,  # counting stands on it for as long as the incidents' own texts are kept
}


class Standing(StrEnum):
    """Where a statement stands on a day."""

    CURRENT = "current"
    LATE = "late"  # out of every list, map, search and count; a newer source can still renew it
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class EndedAs(StrEnum):
    """How a statement ended."""

    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """One statement as the rules see it. `from_on`, `to_on`: when what it says held (None = it still does).

    `recorded_on`, `ended_on`: the moments it was written and ended; `review_by`: the last day it is in sight.
    """

    from_on: date
    to_on: date | None
    recorded_at: datetime
    review_by: date
    ended_at: datetime | None = None
    ended_as: EndedAs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody is about to state, before it is written.

    `end_told_on`: day of the source that tells the last day, where that is another than its own: of what came after it.
    """

    says: Says
    from_on: date
    to_on: date | None
    source: str
    source_on: date
    grade: Grade
    end_told_on: date | None = None


def review_due(says: Says, *, source_on: date, grade: Grade) -> date:
    """The last day of sight, counted from the source. A weak ground lasts half as long; lineage stays for counting."""
    if says is not Says.LINEAGE and is_weak(grade):
        return source_on + WEAK_LASTS
    return unpaused_last_day(REGIMES[REGIME_OF[says]], source_on)


def renewed_review_due(claim: Claim, *, old_source_on: date, old_review_by: date) -> date:
    """The last day of what takes another statement's place. No better grade makes it later: only a newer source does."""
    due = review_due(claim.says, source_on=claim.source_on, grade=claim.grade)
    return due if claim.source_on > old_source_on else min(due, old_review_by)


def delete_on(review_by: date) -> date:
    """The day on which a statement that nobody renewed is deleted."""
    return review_by + timedelta(days=GRACE_DAYS + 1)


def standing(statement: StatementFacts, *, today: date) -> Standing:
    """Where the statement stands today."""
    if statement.ended_as is not None:
        return Standing(statement.ended_as.value)
    return Standing.CURRENT if today <= statement.review_by else Standing.LATE


def was_known(statement: StatementFacts, *, known_at: datetime, known_on: date) -> bool:
    """Whether it was part of the picture at that moment: written, not ended, and its review not late (S14).

    `known_on` is the calendar day of `known_at` where the programme works.
    """
    return (
        statement.recorded_at <= known_at
        and (statement.ended_at is None or statement.ended_at > known_at)
        and known_on <= statement.review_by
    )


def holds_on(statement: StatementFacts, *, on: date) -> bool:
    """Whether what it says held on this day."""
    return statement.from_on <= on and (statement.to_on is None or on <= statement.to_on)


def runs_out_soon(review_by: date, *, today: date) -> bool:
    """Whether the statement is still in sight and leaves it within a fortnight."""
    return today <= review_by <= today + TOLD_BEFORE_IT_RUNS_OUT


def may_state(claim: Claim, *, today: date) -> Decision:
    """Whether this can be stated: a source that could know it, dates that can be, and evidence that is not too old."""
    if not claim.source.strip():
        return refuse(say("Name the source. Nothing is said of a group without one."))
    if claim.source_on > today:
        return refuse(say("The source lies in the future. Check the date."))
    if claim.from_on.year < FIRST_YEAR:
        return refuse(say("The statement begins before 1990. Check the year."))
    if claim.from_on > today:
        return refuse(say("The statement begins in the future. State it when it is so."))
    if claim.to_on is not None and claim.to_on < claim.from_on:
        return refuse(say("The statement ends before it begins."))
    if claim.to_on is not None and claim.to_on > today:
        return refuse(say("The end lies in the future. State it when it has ended."))
    end_told_on = claim.end_told_on or claim.source_on
    if claim.source_on < claim.from_on or (claim.to_on is not None and end_told_on < claim.to_on):
        return refuse(say("The source is older than what it is to tell of. Check the dates."))
    if review_due(claim.says, source_on=claim.source_on, grade=claim.grade) < today:
        return refuse(say("The source is too old: on its age and grade this would be late already."))
    return allow(say("The statement may be made."))


def may_supersede(
    claim: Claim, *, says: Says, old: StatementFacts, old_source_on: date, old_review_by: date, today: date
) -> Decision:
    """Whether this may take the place of an earlier statement."""
    if claim.says is not says:
        return refuse(say("A statement is renewed by one of the same kind."))
    if old.ended_at is not None:
        return refuse(say("The statement has already been replaced or withdrawn. Look at the newest one."))
    decision = may_state(claim, today=today)
    if not decision:
        return decision
    if renewed_review_due(claim, old_source_on=old_source_on, old_review_by=old_review_by) < today:
        return refuse(say("A statement that is late is renewed by a newer source only."))
    return allow(say("The statement may take the place of the earlier one."))


def may_withdraw(statement: StatementFacts, *, reason: str) -> Decision:
    """Whether a statement may be withdrawn: once, and with a reason."""
    if statement.ended_at is not None:
        return refuse(say("The statement has already been replaced or withdrawn. Look at the newest one."))
    if not reason.strip():
        return refuse(say("Write why the statement is withdrawn."))
    return allow(say("The statement may be withdrawn."))


def firmest_first(grounds: Iterable[tuple[Grade, date, datetime]]) -> list[int]:
    """The order in which statements on one question are believed: by grade, then by newer source, then by newer record."""
    numbered = list(enumerate(grounds))
    numbered.sort(key=lambda one: (one[1][1], one[1][2]), reverse=True)
    numbered.sort(key=lambda one: one[1][0])
    return [place for place, _ in numbered]


def sources_disagree(answers: Sequence[str]) -> bool:
    """Whether statements that hold on the same day answer the same question differently."""
    return len(set(answers)) > 1
