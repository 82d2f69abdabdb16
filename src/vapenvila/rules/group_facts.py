"""Whether what is said of a group can be: a name with letters, a size from low to high, two different groups."""

from datetime import date
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say

LARGEST_GROUP = 5_000
POSSIBLE = say("The statement may be made.")


def possible_name(text: str) -> Decision:
    """Whether this can be a group's name."""
    if not any(sign.isalnum() for sign in text):
        return refuse(say("Write a name that somebody uses, with letters or figures."))
    return allow(POSSIBLE)


def possible_activity(*, activity: str, low: int | None, high: int | None) -> Decision:
    """Whether a group can be so. That it is dissolved is said by what became of it, because counting follows that."""
    if activity == "dissolved":
        return refuse(
            say(
                "Record that the group has dissolved under what became of groups, so that counting follows it."
            )
        )
    if (low is None) != (high is None):
        return refuse(say("Give both numbers of people, or neither."))
    if low is None or high is None:
        return allow(POSSIBLE)
    if low < 2 or high > LARGEST_GROUP:
        return refuse(say("A group has at least two people. Check the numbers."))
    if low > high:
        return refuse(say("The lower number of people is higher than the higher one."))
    return allow(POSSIBLE)


def possible_pair(one: UUID, other: UUID) -> Decision:
    """Whether a relation can be between these."""
    if one == other:
        return refuse(say("Choose two different groups."))
    return allow(POSSIBLE)


def keeps_the_past(*, before: str, now: str, before_from: date, now_from: date) -> Decision:
    """Whether what is said now may take the place of what was said before: a correction may, a change may not.

    A feud that became a truce is two statements. Were the second put in the place of the first, the picture would say of
    the days of the feud that there was none.
    """
    if before != now and now_from > before_from:
        return refuse(
            say(
                "This says something else from a later day on, and the days before would be forgotten. If it has changed, "
                "state both: the earlier statement with its last day, and what holds now. If the earlier one was wrong "
                "from the beginning, keep its first day."
            )
        )
    return allow(POSSIBLE)
