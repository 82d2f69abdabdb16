"""Switching between made-up people by one click: in a demo, among people of made-up cities, and nowhere else."""

from collections.abc import Iterable

from vapenvila.rules.decision import Decision, allow, refuse, say


def may_switch_to(*, demo: bool, made_up_programmes_of_target: Iterable[bool]) -> Decision:
    """Whether one may look at the city as this person. For each of their missions: is its programme made up?"""
    kinds = list(made_up_programmes_of_target)
    if not demo:
        return refuse(say("Roles are switched by one click in a demo only."))
    if not kinds or not all(kinds):
        return refuse(say("This person works in a real programme or in none."))
    return allow(say("This is a made-up person of a made-up city."))
