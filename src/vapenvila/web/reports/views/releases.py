"""Inside: proposing figures, checking what is hidden, releasing them as a second person, withdrawing them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vapenvila.rules.release import PublicationState, may_decide, may_withdraw
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.reports.actions import Proposal, ReleaseRefused, decide, propose, withdraw
from vapenvila.web.reports.forms import ProposeForm
from vapenvila.web.reports.models import Publication
from vapenvila.web.reports.queries import publications
from vapenvila.web.reports.shown import shown_table

PER_PAGE = 30


def _note_reading(request: Request, row: Publication | None = None) -> None:
    record(
        act="publication.read" if row else "publication.listed",
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="publication" if row else "",
        subject=row.pk if row else None,
        programme=request.programme.pk,
    )


def _found(request: Request, publication: UUID) -> Publication:
    row = publications(request.programme).filter(pk=publication).first()
    if row is None:
        raise Http404
    return row


@require_GET
@requires(Right.PROPOSE_RELEASE)
def releases(request: Request) -> HttpResponse:
    """Everything proposed, released, refused and withdrawn."""
    _note_reading(request)
    page = Paginator(publications(request.programme), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/releases.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Right.PROPOSE_RELEASE)
def release_new(request: Request) -> HttpResponse:
    """Propose a table. The numbers are protected and frozen at once."""
    last = timezone.localdate().year - 1
    form = ProposeForm(request.POST or None, initial={"first_year": last - 2, "last_year": last})
    if request.method == "POST" and form.is_valid():
        try:
            made = propose(
                programme=request.programme,
                proposal=Proposal(**form.cleaned_data),
                by=request.user,
                at=timezone.now(),
            )
        except ReleaseRefused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, gettext("Proposed. A second person releases it."))
            return redirect("release", programme=request.programme.slug, publication=made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/release_new.html", {"form": form}, status=status)


@require_GET
@requires(Right.PROPOSE_RELEASE)
def release(request: Request, publication: UUID) -> HttpResponse:
    """One publication as everybody would see it, and what may be done with it."""
    row, today, programme = _found(request, publication), timezone.localdate(), request.programme.pk
    _note_reading(request, row)
    state = PublicationState(row.state)
    context = {
        "publication": row,
        "table": shown_table(row),
        "decide": may_decide(
            request.reader,
            proposed_by=row.proposed_by_id,
            programme=programme,
            state=state,
            to=PublicationState.RELEASED,
            today=today,
        ),
        "withdraw": may_withdraw(request.reader, programme=programme, state=state, reason="-", today=today),
        "leads": may(request.reader, Right.RELEASE_FIGURES, programme, today=today),
    }
    return render(request, "reports/release.html", context)


@require_POST
@requires(Right.RELEASE_FIGURES)
def release_decide(request: Request, publication: UUID) -> HttpResponse:
    """Release, refuse or withdraw."""
    row, wish = _found(request, publication), request.POST.get("wish", "")
    if wish == "withdraw":
        reason = request.POST.get("reason", "")[:300]
        answer = withdraw(publication=row, reason=reason, reader=request.reader, at=timezone.now())
    else:
        answer = decide(publication=row, release=wish == "release", reader=request.reader, at=timezone.now())
    done = {
        "release": gettext("Released. Everybody can read it at the address below."),
        "withdraw": gettext("Withdrawn. The public page says so and why."),
    }
    if answer:
        messages.success(request, done.get(wish, gettext("Not released.")))
    else:
        messages.error(request, gettext(answer.reason))
    return redirect("release", programme=request.programme.slug, publication=row.pk)
