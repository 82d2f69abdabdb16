"""Why an act at the door was not done."""

from vapenvila.rules.decision import Decision, Sentence


class RefusedError(Exception):
    """A rule said no. `reason` is the sentence to show."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


class UnusualRecipientError(RefusedError):
    """The recipient is new or unusual: nothing is sent before the sender has looked twice (acceptance T23)."""


def ask(decision: Decision) -> None:
    """Go on if the rule allows it; otherwise raise its sentence."""
    if not decision:
        raise RefusedError(decision.reason)
