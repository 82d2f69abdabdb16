"""How much of a room's network of ties may leave as one copy: the surroundings of somebody, never the room itself (S21)."""

from vapenvila.rules.decision import Decision, allow, refuse, say

TINY_NETWORK = 10  # convention, unsourced: in so small a network everybody is within a few ties of everybody


def may_take_out_part(*, people: int, of_all: int) -> Decision:
    """Whether a copy of so many people may leave, of all in the room who have a tie in the same window.

    Half is the line because a part has more outside it than in it; what is more than half shows the room with some left out.
    The page still shows it.
    """
    if of_all > TINY_NETWORK and 2 * people > of_all:
        return refuse(
            say(
                "This is more than half of everybody with a tie in the room. Choose a smaller part to take out."
            )
        )
    return allow(say("This part of the network may be taken out."))
