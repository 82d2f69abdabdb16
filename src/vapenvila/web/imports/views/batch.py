"""One import: its progress, its report, its result."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.imports.engine.issues import ISSUE_KINDS, SKIP_REASONS
from vapenvila.web.imports.facts import allowed_with
from vapenvila.web.imports.models import BatchState, ImportBatch
from vapenvila.web.imports.queries import conflicts
from vapenvila.web.imports.views.finding import batch_or_404
from vapenvila.web.imports.views.reading import record_reading

ISSUES_PER_PAGE = 50


@requires(Right.IMPORT_INCIDENTS)
def one_import(request: Request, batch: UUID) -> HttpResponse:
    """Everything about one batch. HTMX asks for the issues, or for the progress, alone."""
    row = batch_or_404(request, batch)
    working = row.job is not None and not row.job.over
    if request.htmx and request.htmx.target == "progress":
        answer = render(request, "imports/batch.html#progress", {"batch": row, "working": working})
        if not working:
            answer["HX-Refresh"] = "true"
        return answer
    record_reading(request, row)
    context = {
        "batch": row,
        "working": working,
        "failed_job": row.job if row.job is not None and row.job.state == "failed" else None,
        "allowed": allowed_with(row),
        "problem": gettext(row.problem).format(**row.problem_values) if row.problem else "",
        "in_register": row.state in (BatchState.COMMITTED, BatchState.UNDONE),
        "waiting": conflicts(row).filter(settled_at__isnull=True).count(),
        "contradicted": row.state == BatchState.COMMITTED and conflicts(row).exists(),
        **(_report(request, row, row.report) if row.report and not working else {}),
    }
    part = (
        "imports/batch.html#issues"
        if request.htmx and request.htmx.target == "issues"
        else "imports/batch.html"
    )
    return render(request, part, context)


def _report(request: Request, row: ImportBatch, report: dict[str, Any]) -> dict[str, Any]:
    severity = request.GET.get("severity", "")
    issues = [i for i in report["issues"] if severity in ("", i["severity"])]
    page = Paginator(issues, ISSUES_PER_PAGE).get_page(request.GET.get("page"))
    language = (get_language() or "en")[:2]
    totals: dict[str, int] = {}
    for count in report["issue_counts"]:
        totals[count["severity"]] = totals.get(count["severity"], 0) + count["rows"]
    return {
        "report": report,
        "page": page,
        "shown_issues": [{**issue, "message": _sentence(issue)} for issue in page],
        "severity": severity,
        "issue_totals": totals,
        "skipped_rows": [_skipped(s, language) for s in report["skipped_rows"][:30]],
        "cannot_know": report["cannot_know"].get(language) or report["cannot_know"].get("en", ()),
    }


def _sentence(issue: dict[str, Any]) -> str:
    kind = ISSUE_KINDS.get(issue["code"])
    if kind is None:
        return str(issue["message"])
    return gettext(kind.template).format(column=issue["column"], value=issue["value"], detail=issue["detail"])


def _skipped(skipped: dict[str, Any], language: str) -> dict[str, Any]:
    own = skipped["reason"].get(language) or skipped["reason"].get("en")
    return {**skipped, "told": own or gettext(SKIP_REASONS[skipped["code"]]).format(column=skipped["column"])}
