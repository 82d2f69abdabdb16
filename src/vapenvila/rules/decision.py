"""What a rule answers: allowed or not, and a sentence a user may read."""

from dataclasses import dataclass


class Sentence(str):
    """English text of a rule, marked for translation; the web shows it in the reader's language."""

    __slots__ = ()


def say(text: str) -> Sentence:
    """Mark a literal sentence for translation. Sentences are whole: nothing is ever built from parts."""
    return Sentence(text)


@dataclass(frozen=True, slots=True)
class Decision:
    """Answer of a rule. `reason` is one sentence that may be shown to the person who asked."""

    allowed: bool
    reason: Sentence

    def __bool__(self) -> bool:
        return self.allowed


def allow(reason: Sentence) -> Decision:
    """The act may be done, and why."""
    return Decision(allowed=True, reason=reason)


def refuse(reason: Sentence) -> Decision:
    """The act may not be done, and why."""
    return Decision(allowed=False, reason=reason)
