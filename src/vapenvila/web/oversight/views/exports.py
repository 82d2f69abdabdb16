"""What left the house: every numbered file and print, calling it back, and large exports that wait for a second person."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.exports import ExportRefused, confirm_destroyed, recall_export
from vapenvila.web.oversight.actions import decide_export, read_exports
from vapenvila.web.oversight.export_lines import ExportLine, approval_lines, export_line, export_lines
from vapenvila.web.oversight.forms import ExportSearch

PER_PAGE = 50


@require_GET
@requires(Right.FOLLOW_EXPORTS)
@remembered(own=True)
def exports(request: Request) -> HttpResponse:
    """The register, latest first, with what is late on top."""
    form = ExportSearch(request.GET or None)
    today = timezone.localdate()
    rows = read_exports(
        programme=request.programme.pk,
        state=form.chosen("state"),
        kind=form.chosen("kind"),
        today=today,
        by=request.user.pk,
        at=timezone.now(),
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": export_lines(page.object_list, today=today),
        "waiting": approval_lines(request.reader, request.programme.pk, today=today),
    }
    return render(request, "oversight/exports.html", context)


@require_http_methods(["GET", "POST"])
@requires(Right.FOLLOW_EXPORTS)
def export(request: Request, export: UUID) -> HttpResponse:
    """One copy: everything its cover says, and the acts of calling it back and of noting that it is destroyed."""
    line = export_line(request.programme.pk, export, today=timezone.localdate())
    if line is None:
        raise Http404
    if request.method == "POST":
        return _act(request, line)
    read_exports(
        programme=request.programme.pk,
        subject=export,
        by=request.user.pk,
        at=timezone.now(),
        today=timezone.localdate(),
    )
    return render(request, "oversight/export.html", {"line": line})


def _act(request: Request, line: ExportLine) -> HttpResponse:
    text, by, at = request.POST.get("text", ""), request.user.pk, timezone.now()
    try:
        if request.POST.get("wish") == "destroyed":
            confirm_destroyed(export=line.export.pk, confirmed_by=text, by=by, at=at)
            messages.success(request, gettext("Noted: every copy is destroyed."))
        else:
            recall_export(export=line.export.pk, reason=text, by=by, at=at)
            messages.success(
                request,
                gettext("The file is called back. Tell the recipient, and note here when it is destroyed."),
            )
    except ExportRefused as refused:
        return render(
            request, "oversight/export.html", {"line": line, "refused": refused.sentence}, status=422
        )
    return redirect("export", programme=request.programme.slug, export=line.export.pk)


@require_POST
@requires(Right.APPROVE_EXPORTS)
def approval(request: Request, approval: UUID) -> HttpResponse:
    """A second person's answer on a large export."""
    decision = decide_export(
        reader=request.reader,
        programme=request.programme.pk,
        approval=approval,
        approved=request.POST.get("answer") == "approve",
        at=timezone.now(),
        today=timezone.localdate(),
    )
    if decision is None:
        raise Http404
    if decision:
        messages.success(request, gettext("Decided. The person who asked finds the answer on this page."))
    else:
        messages.error(request, gettext(decision.reason))
    return redirect("exports", programme=request.programme.slug)
