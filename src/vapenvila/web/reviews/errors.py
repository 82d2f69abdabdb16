"""Why an act of the review was not done."""

from typing import Any

from vapenvila.rules.decision import Decision, Sentence


class RefusedError(Exception):
    """A rule said no. `reason` is the sentence to show."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


class EditedMeanwhileError(Exception):
    """Somebody else saved the same thing after it was read. `current` is the row as it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Somebody else has changed this meanwhile.")
        self.current = current


def ask(decision: Decision) -> None:
    """Go on if the rule allows it; otherwise raise its sentence."""
    if not decision:
        raise RefusedError(decision.reason)
