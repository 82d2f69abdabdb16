"""The board of decisions, and reporting on one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.rights import Right
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.reviews.actions.decisions import move_decision
from vapenvila.web.reviews.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.reviews.forms.decisions import ReportForm
from vapenvila.web.reviews.queries.decisions import as_rows, board, visible_decisions
from vapenvila.web.reviews.views.allowed import has
from vapenvila.web.reviews.views.reading import record_listing
from vapenvila.web.reviews.vocabulary import WHICH_DECISIONS, WHOSE_DECISIONS, DecisionState

DECISIONS_A_PAGE = 50


@requires(Right.SEE_OWN_TASKS)
@remembered(minutes=5)
def decisions(request: Request) -> HttpResponse:
    """Decisions the reader may see, own agency's first choice, overdue first."""
    record_listing(request, "decisions.listed")
    return _show(request)


def _show(request: Request, sent: ReportForm | None = None, which_sent: UUID | None = None) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    reads_all = has(request, Right.READ_PICTURE)
    whose = request.GET.get("whose", "own") if reads_all else "own"
    which = request.GET.get("which", "open")
    found = board(request.reader, request.programme, now=now, today=today, whose=whose, which=which)
    page = Paginator(found, DECISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": as_rows(page.object_list, request.reader, request.programme, now=now, today=today),
        "tabs": WHICH_DECISIONS.items(),
        "owners": WHOSE_DECISIONS.items(),
        "whose": whose,
        "which": which,
        "reads_all": bool(reads_all),
        "sent": sent,
        "which_sent": which_sent,
    }
    return render(request, "reviews/decisions.html", context, status=422 if sent else 200)


@requires(Right.SEE_OWN_TASKS)
@require_POST
def report(request: Request, decision: UUID) -> HttpResponse:
    """Mark a decision as in progress, done with its result, or cancelled with a reason."""
    today = timezone.localdate()
    if not visible_decisions(request.reader, request.programme.pk, today=today).filter(pk=decision).exists():
        return render(request, "404.html", status=404)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _show(request, form, decision)
    try:
        move_decision(
            decision=decision,
            to=DecisionState(form.cleaned_data["to"]),
            words=form.cleaned_data["words"],
            version=form.cleaned_data["version"],
            reader=request.reader,
            by=request.user,
            at=timezone.now(),
            today=today,
        )
    except RefusedError as refused:
        form.add_error("words", gettext(refused.reason))
        return _show(request, form, decision)
    except EditedMeanwhileError as edited:
        state = edited.current.get_state_display()
        form.add_error(
            None,
            gettext(
                "Somebody else has reported on this meanwhile: it is now “%(state)s”. Look again before you save."
            )
            % {"state": state},
        )
        return _show(request, form, decision)
    messages.success(request, gettext("Reported."))
    query = request.META.get("QUERY_STRING", "")
    answer = redirect("decisions", programme=request.programme.slug)
    if query:
        answer["Location"] += f"?{query}"
    return answer
