"""Prints the questionnaire as a tagged PDF with typst, one page a group. All text travels as data."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext

from vapenvila.rules.group_audit_questions import Asks, Question, questions_of
from vapenvila.web.group_audit.models import AuditLine, GroupAudit
from vapenvila.web.group_audit.words import line_name

_TEMPLATE = Path(__file__).parent / "typst" / "form.typ"


def form_pdf(
    audit: GroupAudit,
    lines: Sequence[AuditLine],
    *,
    every: Sequence[AuditLine],
    agency: str,
    programme: str,
    language: str,
    watermark: str,
) -> bytes:
    """The PDF (PDF/UA-1): agency, audit and version on each page, a page for each of `lines` and one for a group not listed.

    `every`: all groups of the audit with their numbers, for feuds and alliances.
    """
    with translation.override(language):
        data = {
            "lang": language.split("-", maxsplit=1)[0],
            "watermark": watermark,
            "head": gettext("%(programme)s · group audit no. %(number)d · questionnaire version %(version)d")
            % {"programme": programme, "number": audit.no, "version": audit.questionnaire},
            "agency": agency,
            "pages": [_page(line) for line in lines]
            + [{"no": "", "name": gettext("A group that is not listed:")}],
            "questions": [_question(one) for one in questions_of(audit.questionnaire)],
            "groups": [{"no": str(line.no), "name": line_name(line)} for line in every],
            "words": _words(audit),
        }
    return bytes(
        typst.compile(
            str(_TEMPLATE),
            format="pdf",
            root=str(_TEMPLATE.parent),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    )


def _page(line: AuditLine) -> dict[str, str]:
    return {"no": str(line.no), "name": line_name(line)}


def _question(question: Question) -> dict[str, Any]:
    return {
        "words": gettext(question.words),
        "hint": gettext(question.hint) if question.hint else "",
        "range": question.asks is Asks.RANGE,
        "groups": question.asks is Asks.GROUPS,
        "many": question.asks is Asks.MANY,
        "choices": [f"{n}  {gettext(choice.words)}" for n, choice in enumerate(question.choices, start=1)],
    }


def _words(audit: GroupAudit) -> dict[str, str]:
    return {
        "title": gettext("Paper form of group audit no. %(number)d") % {"number": audit.no},
        "how": gettext(
            "One page for each group. Tick or write; a question mark where nothing is known, 0 for none of them. No persons."
        ),
        "row": gettext("Row"),
        "low": gettext("At least"),
        "high": gettext("At most"),
        "unknown": gettext("Not known"),
        "none": gettext("0  None of them"),
        "numbers": gettext("Numbers of groups:"),
        "grade": gettext("Source A–F"),
        "credibility": gettext("Information 1–6"),
        "answered": gettext("Answered by (function), day:"),
        "page": gettext("Page"),
        "list": gettext("Groups and their numbers"),
        "footer": gettext("The shared picture names no registered person."),
    }
