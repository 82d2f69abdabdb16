"""Why an act on a person's record was not done."""

from collections.abc import Mapping
from uuid import UUID

from vapenvila.rules.decision import Decision, Sentence
from vapenvila.rules.free_text import Found


class RefusedError(Exception):
    """A rule said no. `reason` is the sentence to show, `field` where it belongs."""

    def __init__(self, reason: Sentence, *, field: str = "") -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.field = field


class TextNeedsALookError(Exception):
    """Free text holds something that should not be there. `finds` names each field with what was found in it."""

    def __init__(self, finds: Mapping[str, tuple[Found, ...]]) -> None:
        super().__init__("free text needs a look")
        self.finds = finds


class RemovedBeforeError(Exception):
    """The person was removed from the room before, and nobody has said that they know. `removal` is which time."""

    def __init__(self, removal: UUID) -> None:
        super().__init__("removed before")
        self.removal = removal


class EditedMeanwhileError(Exception):
    """Somebody else saved the record after it was read."""


def ask(decision: Decision, *, field: str = "") -> None:
    """Go on if the rule allows it; otherwise raise its sentence."""
    if not decision:
        raise RefusedError(decision.reason, field=field)
