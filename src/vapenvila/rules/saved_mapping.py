"""What a saved mapping may be called."""

from collections.abc import Collection

from vapenvila.rules.decision import Decision, allow, refuse, say


def may_be_called(name: str, *, taken: bool, ready: Collection[str]) -> Decision:
    """Whether the name is free and can be told from a ready profile on the command line."""
    if not name.strip():
        return refuse(say("Give the mapping a name."))
    if name.strip().casefold() in ready:
        return refuse(say("That is the name of a ready profile. Choose another one."))
    if taken:
        return refuse(say("Another mapping has this name already."))
    return allow(say("The name is free."))
