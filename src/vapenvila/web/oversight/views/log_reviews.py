"""Log reviews: which are due, late or signed; and the work itself, in one's own room."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vapenvila.rules.free_text import ALWAYS_REFUSED, screen
from vapenvila.rules.log_review import may_judge, may_look, may_sign
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import Manner
from vapenvila.web.oversight.log_review_lines import (
    Judgement,
    accesses_of,
    facts_of,
    item_lines,
    review_in,
    review_lines,
)
from vapenvila.web.oversight.log_reviews import judge_accesses, sign_review
from vapenvila.web.oversight.models import LogReview, LogReviewItem


def _rooms(request: Request) -> frozenset[UUID]:
    missions = request.reader.missions_in(request.programme.pk, today=timezone.localdate())
    return frozenset(mission.room for mission in missions)


def _own(request: Request, review: UUID) -> LogReview:
    row = review_in(request.programme.pk, _rooms(request), review)
    if row is None:
        raise Http404
    return row


def _note_reading(request: Request, act: str, review: LogReview | None = None) -> None:
    record(
        act=act,
        by=request.user.pk,
        at=timezone.now(),
        manner=Manner.READ,
        subject_kind="log_review" if review else "",
        subject=review.pk if review else None,
        programme=request.programme.pk,
    )


@require_GET
@requires(Right.SEE_LOG_REVIEWS)
def log_reviews(request: Request) -> HttpResponse:
    """Every room's reviews: due, late, signed. What was found stays in the room."""
    _note_reading(request, "log_review.listed")
    today = timezone.localdate()
    works = may(request.reader, Right.REVIEW_LOG, request.programme.pk, today=today)
    rooms = _rooms(request) if works else frozenset()
    lines = review_lines(request.programme.pk, rooms, today=today)
    return render(request, "oversight/log_reviews.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@requires(Right.REVIEW_LOG)
def log_review(request: Request, review: UUID) -> HttpResponse:
    """The accesses of one month of one's own room, and what was found about each."""
    row, today = _own(request, review), timezone.localdate()
    facts = facts_of(row)
    decision = may_look(request.reader, facts, today=today)
    _note_reading(request, "log_review.read", row)
    problem, judgements = "", _judgements(request, row) if request.method == "POST" else {}
    if request.method == "POST":
        problem = _problem(judgements)
        if not problem:
            answer = judge_accesses(
                review=row, judgements=judgements, reader=request.reader, at=timezone.now(), today=today
            )
            (messages.success if answer else messages.error)(
                request, gettext("Noted.") if answer else gettext(answer.reason)
            )
            return redirect("log-review", programme=request.programme.slug, review=row.pk)
    context = {
        "review": row,
        "look": decision,
        "judge": may_judge(request.reader, facts, today=today),
        "sign": may_sign(request.reader, facts, today=today),
        "waiting": facts.waiting,
        "lines": item_lines(row, request.reader, today=today, sent=judgements) if decision else [],
        "outcomes": LogReviewItem.Outcome.choices,
        "problem": problem,
    }
    return render(request, "oversight/log_review.html", context, status=422 if problem else 200)


def _judgements(request: Request, review: LogReview) -> dict[UUID, Judgement]:
    """What was sent about the accesses of this review; anything else in the request is no judgement."""
    found = {}
    for item in accesses_of(review):
        outcome = request.POST.get(f"outcome-{item}", "")
        if outcome in LogReviewItem.Outcome.values:
            found[item] = Judgement(outcome, request.POST.get(f"note-{item}", "").strip()[:300])
    return found


def _problem(judgements: dict[UUID, Judgement]) -> str:
    if any(f.finding in ALWAYS_REFUSED for j in judgements.values() for f in screen(j.note)):
        return gettext("A personal identity number cannot stand in a note. Nothing was saved.")
    if any(judgement.lacks_note for judgement in judgements.values()):
        return gettext("Write a note to every access that is unclear or unauthorised. Nothing was saved.")
    return ""


@require_POST
@requires(Right.REVIEW_LOG)
def sign(request: Request, review: UUID) -> HttpResponse:
    """Sign the review."""
    row = _own(request, review)
    answer = sign_review(review=row, reader=request.reader, at=timezone.now(), today=timezone.localdate())
    if answer:
        messages.success(request, gettext("The review is signed."))
    else:
        messages.error(request, gettext(answer.reason))
    return redirect("log-review", programme=request.programme.slug, review=row.pk)
