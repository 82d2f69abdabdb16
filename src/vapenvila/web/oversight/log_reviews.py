"""Making, judging and signing log reviews. The system makes one per room and month; people look and sign."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vapenvila.rules.decision import Decision
from vapenvila.rules.log_review import (
    due_on,
    may_judge,
    may_sign,
    month_after,
    month_before,
    to_be_looked_at,
)
from vapenvila.rules.reader import Reader
from vapenvila.web.audit.actions import record
from vapenvila.web.oversight.access_facts import accesses_of
from vapenvila.web.oversight.log_review_lines import Judgement, facts_of
from vapenvila.web.oversight.models import LogReview, LogReviewItem
from vapenvila.web.partners.models import Mission, Room
from vapenvila.web.wall.acting import acting


def make_log_reviews(*, now: datetime) -> int:
    """One review of last month for each room where somebody worked then; how many were made. Twice makes nothing new."""
    month = month_before(timezone.localdate(now))
    made = 0
    for room in Room.objects.select_related("programme").order_by("pk"):
        with acting(programmes=[room.programme_id], room=room.pk):
            if (
                _somebody_worked(room, month)
                and not LogReview.objects.filter(room=room, month=month).exists()
            ):
                make_log_review(room=room, month=month, seed=secrets.randbits(32), at=now)
                made += 1
    return made


def _somebody_worked(room: Room, month: date) -> bool:
    missions = Mission.objects.filter(room=room, first_day__lt=month_after(month))
    return missions.exclude(last_day__lt=month).exists()


@transaction.atomic
def make_log_review(*, room: Room, month: date, seed: int, at: datetime) -> LogReview:
    """Draw the sample, add what the rules hit, and set the day by which it is signed."""
    accesses = accesses_of(room, month)
    chosen = to_be_looked_at(accesses, seed=seed)
    review = LogReview.objects.create(
        programme=room.programme,
        room=room,
        month=month,
        due_on=due_on(month, made=timezone.localdate(at)),
        made_at=at,
        seed=seed,
        accesses=len(accesses),
        looked_at=len(chosen),
    )
    readers = {access.event: access.user for access in accesses}
    LogReviewItem.objects.bulk_create(
        LogReviewItem(
            room=room,
            review=review,
            event=event,
            user_id=readers[event],
            reasons=sorted(reason.value for reason in reasons),
        )
        for event, reasons in chosen.items()
    )
    _audit(
        "log_review.made", review, by=None, at=at, accesses=len(accesses), looked_at=len(chosen), seed=seed
    )
    return review


@transaction.atomic
def judge_accesses(
    *, review: LogReview, judgements: Mapping[UUID, Judgement], reader: Reader, at: datetime, today: date
) -> Decision:
    """Write down what was found about some accesses."""
    decision = may_judge(reader, facts_of(review), today=today)
    if not decision:
        return decision
    changed = 0
    for item in LogReviewItem.objects.select_for_update().filter(review=review, pk__in=list(judgements)):
        found = judgements[item.pk]
        if (item.outcome, item.note) != (found.outcome, found.note):
            item.outcome, item.note = found.outcome, found.note
            item.judged_by_id, item.judged_at = reader.user, at
            item.save(update_fields=["outcome", "note", "judged_by", "judged_at"])
            changed += 1
    if changed:
        _audit("log_review.judged", review, by=reader.user, at=at, judged=changed)
    return decision


@transaction.atomic
def sign_review(*, review: LogReview, reader: Reader, at: datetime, today: date) -> Decision:
    """Sign: from then on nothing in it changes."""
    row = LogReview.objects.select_for_update().get(pk=review.pk)
    decision = may_sign(reader, facts_of(row), today=today)
    if not decision:
        return decision
    items = LogReviewItem.objects.filter(review=row)
    row.signed_by_id, row.signed_at = reader.user, at
    row.unclear = items.filter(outcome=LogReviewItem.Outcome.UNCLEAR).count()
    row.unauthorised = items.filter(outcome=LogReviewItem.Outcome.UNAUTHORISED).count()
    row.save(update_fields=["signed_by", "signed_at", "unclear", "unauthorised"])
    _audit(
        "log_review.signed",
        row,
        by=reader.user,
        at=at,
        unclear=row.unclear,
        unauthorised=row.unauthorised,
    )
    return decision


def _audit(act: str, review: LogReview, *, by: UUID | None, at: datetime, **details: int | None) -> None:
    record(
        act=act,
        by=by,
        at=at,
        subject_kind="log_review",
        subject=review.pk,
        programme=review.programme_id,
        details={"month": review.month.isoformat(), **details},
    )
