"""Whether a whole file of memberships may be taken out of the room again."""

from vapenvila.rules.decision import Decision, allow, refuse, say


def may_undo_memberships(*, worked_on: int) -> Decision:
    """Only while nobody has done anything with a statement of the file: what people did since is never taken back unseen."""
    if worked_on:
        return refuse(
            say(
                "Somebody has worked on statements of this file since. Nothing was undone; withdraw the others one by one."
            )
        )
    return allow(say("The whole file may be taken out again."))
