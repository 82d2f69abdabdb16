"""The minutes: read while they are a draft, locked, printed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from vapenvila.rules.minutes_fields import readable_minutes_fields
from vapenvila.rules.rights import Right
from vapenvila.web.access.copy_order import ordered_copy
from vapenvila.web.access.remembered import remembered
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.audit.export_cover import file_name, short_cover
from vapenvila.web.audit.exports import number_export
from vapenvila.web.audit.models.exports import ExportKind
from vapenvila.web.reviews.actions.minutes import lock_minutes
from vapenvila.web.reviews.errors import RefusedError
from vapenvila.web.reviews.models import ReviewMeeting
from vapenvila.web.reviews.print_minutes import minutes_pdf
from vapenvila.web.reviews.queries.agenda import AgendaRow, agenda_of
from vapenvila.web.reviews.queries.meetings import meeting_in
from vapenvila.web.reviews.queries.minutes import hash_of, locked_minutes, minutes_of
from vapenvila.web.reviews.readable_minutes import as_readable, minutes_text, withholds
from vapenvila.web.reviews.views.allowed import allowed_on, has, may_lock
from vapenvila.web.reviews.views.reading import record_reading
from vapenvila.web.reviews.vocabulary import MeetingState
from vapenvila.web.reviews.words import heading_in_words
from vapenvila.web.wall.blind import blind_incidents

# What tells in the minutes how an incident was judged, by field or by free text.
TOLD_OF_JUDGEMENTS = ("items.answers.", "items.note", "items.decisions.text")


def _readable(request: Request, meeting: UUID) -> ReviewMeeting | None:
    """Who takes part reads drafts; others who may read minutes read those that are locked."""
    row = meeting_in(request.programme, meeting)
    if row is None or row.state == MeetingState.LOCKED or has(request, Right.TAKE_PART_IN_REVIEW):
        return row
    return None


def _as_of_now(meeting: ReviewMeeting, rows: list[AgendaRow]) -> dict[str, Any]:
    return minutes_of(meeting, rows, minutes_no=None, locked_by=None, locked_at=None)


def _fields(request: Request, meeting: ReviewMeeting) -> frozenset[str]:
    """What this reader may see. Where they judge an incident of the meeting blind, no answers and no free text of it."""
    fields = readable_minutes_fields(request.reader, request.programme.pk, today=timezone.localdate())
    blind = blind_incidents()
    if blind and meeting.items.filter(incident__in=blind).exists():
        fields -= {field for field in fields if field.startswith(TOLD_OF_JUDGEMENTS)}
    return fields


@requires(Right.READ_MINUTES)
@remembered(minutes=5)
def minutes(request: Request, meeting: UUID) -> HttpResponse:
    """The minutes as locked, or as they would be locked now."""
    row = _readable(request, meeting)
    if row is None:
        return render(request, "404.html", status=404)
    record_reading(request, "review.minutes_read", subject_kind="review", subject=row.pk)
    draft, now = row.state != MeetingState.LOCKED, timezone.now()
    rows = agenda_of(row) if draft else []
    data = locked_minutes(row) or _as_of_now(row, rows)
    fields, hidden = _fields(request, row), 0 if draft else row.items.count() - len(data["items"])
    context = {
        "meeting": row,
        "minutes": heading_in_words(data),
        "text": minutes_text(as_readable(data, fields)),
        "withheld": withholds(fields),
        "judged_blind": withholds(fields) and has(request, Right.READ_PICTURE),
        "draft": draft,
        "hidden": hidden,
        "unchanged": draft or hash_of(data) == row.minutes_hash,
        "allowed": allowed_on(request, row),
        "may_lock": may_lock(request, row, rows, now=now) if draft else None,
        "waiting": sum(not r.settled(now=now) for r in rows),
    }
    return render(request, "reviews/minutes.html", context)


@requires(Right.READ_MINUTES)
def minutes_print(request: Request, meeting: UUID) -> HttpResponseBase:
    """Order the minutes as a numbered PDF in the reader's language."""
    row = _readable(request, meeting)
    if row is None:
        return render(request, "404.html", status=404)
    record_reading(request, "review.minutes_print_asked", subject_kind="review", subject=row.pk)
    title = gettext("Minutes of weekly review no. %(number)d") % {"number": row.no}
    back = reverse("review-minutes", kwargs={"programme": request.programme.slug, "meeting": row.pk})

    def make(purpose: str, recipient: str, expires: date) -> HttpResponse:
        return _numbered_print(request, row, title, (purpose, recipient, expires))

    return ordered_copy(request, make, holds=title, rows=None, back=back)


def _numbered_print(
    request: Request, row: ReviewMeeting, title: str, wish: tuple[str, str, date]
) -> HttpResponse:
    purpose, recipient, expires = wish
    data, fields = locked_minutes(row) or _as_of_now(row, agenda_of(row)), _fields(request, row)
    export = number_export(
        programme=request.programme.pk,
        room=None,
        kind=ExportKind.MINUTES,
        purpose=purpose,
        recipient=recipient,
        expires=expires,
        rows=len(data["items"]),
        by=request.user.pk,
        at=timezone.now(),
        filter_words=title,
        subject=row.pk,
    )
    pdf = minutes_pdf(
        as_readable(data, fields),
        sha256=row.minutes_hash,
        language=get_language() or "sv",
        watermark=short_cover(export, request.programme.name),
        withheld=withholds(fields),
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(export)}"'
    return answer


@requires(Right.LEAD_REVIEW)
@require_POST
def lock(request: Request, meeting: UUID) -> HttpResponse:
    """Lock the minutes."""
    row = meeting_in(request.programme, meeting)
    if row is None:
        return render(request, "404.html", status=404)
    try:
        locked = lock_minutes(meeting=row.pk, by=request.user, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, gettext(refused.reason))
    else:
        done = gettext("The minutes are locked as no. %(number)d.") % {"number": locked.minutes_no or 0}
        messages.success(request, done)
    return redirect("review-minutes", programme=request.programme.slug, meeting=row.pk)
