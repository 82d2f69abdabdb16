"""What the weekly review has for "This week"."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.reader import Reader
from vapenvila.rules.retaliation import ClockState, ServicesState
from vapenvila.rules.review_schedule import Alarm
from vapenvila.rules.rights import Right, may
from vapenvila.web.access.panel import Panel, Urgency
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.queries.clocks import face_of, started_clocks
from vapenvila.web.reviews.queries.decisions import as_rows, board
from vapenvila.web.reviews.queries.meetings import coming_meetings, unlocked_meetings
from vapenvila.web.reviews.queries.review_record import ReviewRecord, last_board_notice, review_record

LINES = 5  # a panel shows the most pressing few and links to all


def panels(reader: Reader, programme: Programme, now: datetime) -> list[Panel]:
    """Panels of the review for this person."""
    today = timezone.localdate(now)
    found: list[Panel] = []
    if may(reader, Right.READ_MINUTES, programme.pk, today=today):
        record = review_record(programme, now=now)
        found += _missed(programme, record)
        if may(reader, Right.TAKE_PART_IN_REVIEW, programme.pk, today=today):
            found += _minutes_to_lock(programme, now)
            found += _next_review(programme, record, now)
            found += _clocks(programme, now)
    if may(reader, Right.SEE_OWN_TASKS, programme.pk, today=today):
        found += _own_decisions(reader, programme, now)
    return found


def _to(page: str, programme: Programme, **parts: Any) -> str:
    return reverse(page, kwargs={"programme": programme.slug, **parts})


def _missed(programme: Programme, record: ReviewRecord) -> Iterator[Panel]:
    if record.alarm is Alarm.GREEN:
        return
    red = record.alarm is Alarm.RED
    notice = last_board_notice(programme) if red else None
    yield Panel(
        title=_("The weekly review has stopped") if red else _("A weekly review was missed"),
        urgency=Urgency.ALARM if red else Urgency.NOW,
        template="reviews/panels/missed.html",
        context={"record": record, "notice": notice},
        link=_to("reviews", programme),
        link_text=_("All reviews"),
    )


def _minutes_to_lock(programme: Programme, now: datetime) -> Iterator[Panel]:
    waiting = unlocked_meetings(programme, now=now)
    if waiting:
        yield Panel(
            title=_("Minutes to lock"),
            urgency=Urgency.NOW if any(meeting.late for meeting in waiting) else Urgency.SOON,
            template="reviews/panels/unlocked.html",
            context={"waiting": waiting[:LINES]},
        )


def _next_review(programme: Programme, record: ReviewRecord, now: datetime) -> Iterator[Panel]:
    meeting = coming_meetings(programme).first()
    if meeting is None and record.next_at is None:
        return
    at = meeting.planned_at if meeting else record.next_at
    soon = at is not None and (at - now).days < 1
    yield Panel(
        title=_("Next review"),
        urgency=Urgency.NOW if soon else Urgency.SOON,
        template="reviews/panels/next_review.html",
        context={"meeting": meeting, "at": at},
        link=_to("review", programme, meeting=meeting.pk) if meeting else _to("reviews", programme),
        link_text=_("Prepare it") if meeting else _("Plan it"),
    )


def _clocks(programme: Programme, now: datetime) -> Iterator[Panel]:
    faces = [face_of(clock.incident, clock, now=now) for clock in started_clocks(programme)]
    if not faces:
        return
    pressing = [
        face
        for face in faces
        if face.state in (ClockState.RUNNING, ClockState.LATE)
        or face.services in (ServicesState.WAITING, ServicesState.LATE)
    ]
    yield Panel(
        title=_("Retaliation clocks"),
        urgency=Urgency.NOW if pressing else Urgency.CALM,
        template="reviews/panels/clocks.html",
        context={"faces": (pressing or faces)[:LINES], "count": len(faces)},
        link=_to("retaliation-clocks", programme),
        link_text=_("All clocks"),
    )


def _own_decisions(reader: Reader, programme: Programme, now: datetime) -> Iterator[Panel]:
    today = timezone.localdate(now)
    found = board(reader, programme, now=now, today=today, whose="own").annotate(in_all=Window(Count("*")))
    first = list(found[:LINES])
    if not first:
        return
    rows = as_rows(first, reader, programme, now=now, today=today)
    yield Panel(
        title=_("Your agency's decisions"),
        urgency=Urgency.NOW if any(row.overdue for row in rows) else Urgency.SOON,
        template="reviews/panels/decisions.html",
        context={"lines": rows, "count": first[0].in_all},
        link=_to("decisions", programme),
        link_text=_("All decisions"),
    )
