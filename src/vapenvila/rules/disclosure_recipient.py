"""When a recipient is new or unusual, and the sender has to look twice before anything leaves (acceptance T23)."""

from dataclasses import dataclass
from datetime import date, timedelta

from vapenvila.rules.decision import Decision, allow, refuse, say

UNUSUAL_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientFacts:
    """What has gone to this agency before from this room."""

    times_before: int
    times_on_this_ground: int
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFacts:
    """What this room has asked the agency before."""

    times_before: int
    last_on: date | None


def asks_without_a_second_look(facts: AskedFacts, *, today: date) -> Decision:
    """Whether the asked agency is an everyday one: a request names persons, and so tells something by itself."""
    if facts.times_before == 0:
        return refuse(say("Your room has asked nothing of this agency before."))
    if facts.last_on is None or today - facts.last_on > UNUSUAL_AFTER:
        return refuse(say("It is more than half a year since your room asked this agency."))
    return allow(say("This is an everyday recipient."))


def goes_without_a_second_look(facts: RecipientFacts, *, today: date) -> Decision:
    """Whether the recipient is an everyday one. A refusal says why to look twice; it does not stop the disclosure."""
    if facts.times_before == 0:
        return refuse(say("Nothing has gone from your room to this agency before."))
    if facts.times_on_this_ground == 0:
        return refuse(say("Nothing has gone to this agency on this legal ground before."))
    if facts.last_on is None or today - facts.last_on > UNUSUAL_AFTER:
        return refuse(say("It is more than half a year since anything went to this agency."))
    return allow(say("This is an everyday recipient."))
