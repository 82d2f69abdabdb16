"""When the wall between rooms may be trusted: tried less than 36 hours ago, without a leak."""

from datetime import datetime, timedelta

from vapenvila.rules.decision import Decision, allow, refuse, say

OLDEST = timedelta(hours=36)  # one night may fail; the second is an alarm


def may_trust_wall(checked_at: datetime | None, *, leaks: int, now: datetime) -> Decision:
    """Whether the last check still vouches for the wall."""
    if checked_at is None:
        return refuse(say("The wall has not been tried yet. The worker tries it every night."))
    if leaks:
        return refuse(
            say(
                "The wall gave way. Take the system off the network, keep the database as it is, report the incident."
            )
        )
    if now - checked_at > OLDEST:
        return refuse(
            say(
                "The wall has not been tried for more than 36 hours. Ask the administrator whether the worker runs."
            )
        )
    return allow(say("The wall held when it was last tried."))
