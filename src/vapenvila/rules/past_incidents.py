"""How many past incidents may be judged as one set."""

from vapenvila.rules.decision import Decision, allow, refuse, say

MOST_IN_A_SET = 5000


def may_make_set(incidents: int) -> Decision:
    """Whether so many incidents make a set."""
    if incidents == 0:
        return refuse(
            say("No incident is left to judge in this choice. Choose a longer period or other kinds.")
        )
    if incidents > MOST_IN_A_SET:
        return refuse(say("A set holds at most 5,000 incidents. Choose a shorter period."))
    return allow(say("These incidents make a set."))
