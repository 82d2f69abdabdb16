"""Answers and questions in the reader's words, for pages and prints."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, pgettext

from vapenvila.rules.group_audit_answer import Given
from vapenvila.rules.group_audit_questions import Asks, Question
from vapenvila.web.group_audit.models import AuditLine

Names = Mapping[str, str]  # the line, as answers name it → what the group is called


def names_of(lines: Sequence[AuditLine]) -> Names:
    """What answers call the other groups."""
    return {str(line.pk): line_name(line) for line in lines}


def line_name(line: AuditLine) -> str:
    """Code and label; a group that was proposed has no code yet."""
    if line.group is None or line.called == line.group.code:
        return line.called
    return f"{line.group.code} {line.called}"


def answer_words(question: Question, given: Given | None, names: Names) -> str:
    """The answer as it is read; a dash where there is none."""
    if given is None:
        return "–"
    if not given.known:
        return pgettext("an answer", "not known")
    match question.asks:
        case Asks.TEXT:
            return given.text
        case Asks.RANGE:
            return f"{given.low}" if given.low == given.high else f"{given.low}–{given.high}"
        case Asks.ONE | Asks.MANY:
            words = {choice.code: gettext(choice.words) for choice in question.choices}
            return ", ".join(words.get(code, code) for code in _in_order(question, given)) or gettext(
                "none of them"
            )
        case Asks.GROUPS:
            return ", ".join(sorted(names.get(line, "…") for line in given.chosen)) or gettext("with nobody")


def _in_order(question: Question, given: Given) -> list[str]:
    return [choice.code for choice in question.choices if choice.code in given.chosen]
