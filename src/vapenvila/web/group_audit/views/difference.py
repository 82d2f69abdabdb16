"""What differs from the audit before."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from vapenvila.rules.group_audit_difference import LineChanged
from vapenvila.rules.group_audit_questions import question_of
from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.group_audit.queries.lines import LINES_A_PAGE
from vapenvila.web.group_audit.queries.snapshots import Compared, compared, frozen_before
from vapenvila.web.group_audit.views.in_audit import audit_or_404, on_record
from vapenvila.web.group_audit.vocabulary import Change, State, Takes
from vapenvila.web.group_audit.words import answer_words


@requires(Right.READ_GROUPS)
def difference(request: Request, audit: UUID) -> HttpResponseBase:
    """Groups new and gone, and every agreed answer that says another thing than the audit before."""
    found = audit_or_404(request, audit)
    before = frozen_before(request.programme, found)
    if found.state != State.FROZEN or before is None:
        raise Http404
    on_record(request, "group_audit.compared", found)
    both = compared(before, found)
    page = Paginator(both.found.changed, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "audit": found, "before": before, "found": both.found, "page": page,
        "changed": [(line, _answers(line, both)) for line in page],
        "narrowed": any(one.area_id or one.takes != Takes.EVERY for one in (before, found)),
    }  # fmt: skip
    return render(request, "group_audit/difference.html", context)


def _answers(line: LineChanged, both: Compared) -> list[dict[str, Any]]:
    rows = []
    for one in line.answers:
        question = question_of(both.now.questionnaire, one.question)
        rows.append(
            {
                "question": question,
                "change": one.change.value,
                "change_words": Change(one.change.value).label,
                "before": answer_words(question, one.before, both.names_before),
                "now": answer_words(question, one.now, both.names_now),
            }
        )
    return rows
