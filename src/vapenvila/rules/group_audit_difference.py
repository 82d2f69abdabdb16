"""What has changed from one frozen audit to the next: groups new and gone, and agreed answers that say another thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vapenvila.rules.group_audit_answer import Given, same_answer
from vapenvila.rules.group_audit_questions import Question


class Change(StrEnum):
    """What became of one answer."""

    CHANGED = "changed"
    NOW_KNOWN = "now_known"
    NO_LONGER_KNOWN = "no_longer_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFrozen:
    """One group of a frozen audit. `key` is the same from audit to audit; `agreed` holds what the room agreed on."""

    key: str
    called: str
    agreed: Mapping[str, Given]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChanged:
    """One question that is answered otherwise now. None: the room agreed on no answer then, or now."""

    question: str
    change: Change
    before: Given | None
    now: Given | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChanged:
    """One group of both audits with the answers that changed."""

    key: str
    called: str
    called_before: str
    answers: tuple[AnswerChanged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that differs between two audits."""

    new: tuple[LineFrozen, ...]
    gone: tuple[LineFrozen, ...]
    changed: tuple[LineChanged, ...]
    same: int


def difference(
    before: tuple[LineFrozen, ...], now: tuple[LineFrozen, ...], questions: tuple[Question, ...]
) -> Difference:
    """What differs, in the order of the later audit. `questions`: those that both audits asked."""
    earlier = {line.key: line for line in before}
    later = {line.key for line in now}
    both = [_compared(earlier[line.key], line, questions) for line in now if line.key in earlier]
    changed = tuple(line for line in both if line.answers)
    return Difference(
        new=tuple(line for line in now if line.key not in earlier),
        gone=tuple(line for line in before if line.key not in later),
        changed=changed,
        same=len(both) - len(changed),
    )


def _compared(before: LineFrozen, now: LineFrozen, questions: tuple[Question, ...]) -> LineChanged:
    found = (_answer(q, before.agreed.get(q.code), now.agreed.get(q.code)) for q in questions)
    return LineChanged(
        key=now.key,
        called=now.called,
        called_before=before.called,
        answers=tuple(one for one in found if one is not None),
    )


def _answer(question: Question, before: Given | None, now: Given | None) -> AnswerChanged | None:
    knew, knows = before is not None and before.known, now is not None and now.known
    if not knew and not knows:
        return None
    if knew and knows and before is not None and now is not None:
        if same_answer(question, before, now):
            return None
        change = Change.CHANGED
    else:
        change = Change.NOW_KNOWN if knows else Change.NO_LONGER_KNOWN
    return AnswerChanged(question=question.code, change=change, before=before, now=now)
