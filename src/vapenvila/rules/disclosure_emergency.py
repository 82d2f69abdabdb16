"""Danger to life: the short path, and the review that follows the next working day."""

from datetime import date, datetime, timedelta

from vapenvila.rules.decision import Decision, allow, refuse, say

SATURDAY = 5


def next_working_day(day: date) -> date:
    """The first day after this one that is no Saturday or Sunday. Public holidays count: earlier is safer."""
    following = day + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return following


def is_review_overdue(*, handed_over_on: date, reviewed_at: datetime | None, today: date) -> bool:
    """Whether the review of an emergency should have been made before today."""
    return reviewed_at is None and today > next_working_day(handed_over_on)


def may_take_short_path(*, danger: str, persons: int) -> Decision:
    """Whether the short path opens: the danger is written down and it is about named persons."""
    if not danger.strip():
        return refuse(say("Write in a sentence what threatens whose life."))
    if persons == 0:
        return refuse(say("Name the person whose life is in danger, or who is the danger."))
    return allow(say("The short path is open. It is reviewed the next working day."))


def may_be_reviewer(*, made_by_same_person: bool) -> Decision:
    """Whether this person may review it: somebody else than who began it or decided."""
    if made_by_same_person:
        return refuse(say("Somebody else than the one who decided reviews it."))
    return allow(say("You may review it."))


def may_review_emergency(*, made_by_same_person: bool, words: str) -> Decision:
    """Whether this person may sign the review: somebody else than who decided, with a finding in words."""
    may_review = may_be_reviewer(made_by_same_person=made_by_same_person)
    if not may_review:
        return may_review
    if not words.strip():
        return refuse(say("Write what the review found."))
    return allow(say("The review may be signed."))
