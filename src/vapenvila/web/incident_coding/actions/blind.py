"""Drawing a blind sample, judging in it, putting it away, and settling what the two disagree about."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vapenvila.rules.blind_sample import Candidate, draw, may_draw, may_judge_blind, may_settle
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.incident_coding.models import BlindItem, BlindJudgement, BlindSample, Settlement
from vapenvila.web.incident_coding.queries.blind import Pair, candidates, sample_in
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.actions.incident_answers import assess_group_link
from vapenvila.web.reviews.errors import ask
from vapenvila.web.reviews.models import GroupAssessment
from vapenvila.web.reviews.queries.answers import latest_assessment
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side

SEEDS = 2**31


@transaction.atomic
def draw_sample(
    *,
    programme: Programme,
    first_day: date,
    last_day: date,
    size: int,
    by_year: bool,
    by_status: bool,
    coder: User,
    by: User,
    at: datetime,
    today: date,
    seed: int | None = None,
) -> BlindSample:
    """Draw a sample for this second coder. Nobody chooses the seed: one who tried many could choose the incidents."""
    there = candidates(
        programme, first_day, last_day, coder=coder, by_year=by_year, by_status=by_status, today=today
    )
    ask(may_draw(len(there), size))
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    drawn = draw([one for one, _, _ in there.values()], size, seed=seed)
    Programme.objects.select_for_update().get(pk=programme.pk)  # two samples never take the same number
    last = BlindSample.objects.filter(programme=programme).aggregate(last=Max("no"))["last"] or 0
    made = BlindSample.objects.create(
        programme=programme,
        no=last + 1,
        first_day=first_day,
        last_day=last_day,
        size=len(drawn),
        by_year=by_year,
        by_status=by_status,
        seed=seed,
        frame=len(there),
        second_coder=coder,
        drawn_by=by,
        drawn_at=at,
    )
    _put_in_order(made, drawn, there)
    details = {"incidents": len(drawn), "frame": len(there), "seed": seed, "coder": str(coder.pk)}
    _record("blind_sample.drawn", made, by=by, at=at, details=details)
    return made


def _put_in_order(
    sample: BlindSample, drawn: list[Candidate], there: dict[UUID, tuple[Candidate, UUID, UUID]]
) -> None:
    items = (
        BlindItem(
            programme_id=sample.programme_id,
            sample=sample,
            incident_id=one.incident,
            place=place,
            first_victim_id=there[one.incident][1],
            first_offender_id=there[one.incident][2],
        )
        for place, one in enumerate(drawn, start=1)
    )
    BlindItem.objects.bulk_create(items)


@transaction.atomic
def judge_blind(
    *,
    item: BlindItem,
    side: Side,
    status: GroupLink,
    group_name: str,
    basis_kind: Basis,
    by: User,
    at: datetime,
) -> BlindJudgement:
    """Give the second judgement of a side. The first stays as it is; what differs is settled later, by somebody else."""
    sample = BlindSample.objects.select_for_update(of=("self",)).get(pk=item.sample_id)
    ask(
        may_judge_blind(
            person=by.pk,
            coder=sample.second_coder_id,
            closed=sample.closed_at is not None,
            given=item.judgements.filter(side=side).exists(),
        )
    )
    row = BlindJudgement.objects.create(
        programme_id=item.programme_id,
        item=item,
        side=side,
        status=status,
        group_name=group_name,
        basis_kind=basis_kind,
        judged_by=by,
        judged_at=at,
    )
    _record(
        "blind_sample.judged", sample, by=by, at=at, details={"side": side, "incident": str(item.incident_id)}
    )
    return row


@transaction.atomic
def put_sample_away(*, sample: UUID, by: User, at: datetime) -> BlindSample:
    """Put a sample away that is not judged whole. What was judged stays; what was hidden opens, so nothing is added to it."""
    row = BlindSample.objects.select_for_update(of=("self",)).get(pk=sample)
    progress = sample_in(row.programme, sample)
    if row.closed_at is None and progress is not None and not progress.finished:
        row.closed_by, row.closed_at = by, at
        row.save(update_fields=["closed_by", "closed_at"])
        _record("blind_sample.closed", row, by=by, at=at, details={})
    return row


@transaction.atomic
def settle(
    *, pair: Pair, status: GroupLink, basis_kind: Basis, group_name: str, reason: str, by: User, at: datetime
) -> Settlement:
    """Say what stands where the two differ. All three stay: the first, the second, and what was settled."""
    sample = BlindSample.objects.select_for_update(of=("self",)).get(pk=pair.item.sample_id)
    progress = sample_in(sample.programme, sample.pk)
    ask(
        may_settle(
            person=by.pk,
            coder=sample.second_coder_id,
            finished=progress is not None and progress.finished,
            differ=pair.differ,
            settled=Settlement.objects.filter(item=pair.item, side=pair.side).exists(),
        )
    )
    stands = _standing_as(pair, status, basis_kind, group_name, by=by, at=at)
    row = Settlement.objects.create(
        programme_id=pair.item.programme_id,
        item=pair.item,
        side=pair.side,
        status=status,
        reason=reason,
        stands=stands,
        settled_by=by,
        settled_at=at,
    )
    details = {"side": pair.side, "incident": str(pair.item.incident_id), "to": status}
    _record("blind_sample.settled", sample, by=by, at=at, details=details)
    return row


def _standing_as(
    pair: Pair, status: GroupLink, basis_kind: Basis, group_name: str, *, by: User, at: datetime
) -> GroupAssessment:
    """The judgement that stands from now on; a new one only where another link is settled than stands."""
    standing = latest_assessment(pair.item.incident_id, pair.side)
    if standing is not None and standing.status == status:
        return standing
    return assess_group_link(
        incident=pair.item.incident,
        side=pair.side,
        status=status,
        group_name=group_name,
        basis_kind=basis_kind,
        seen=standing.pk if standing else None,
        meeting=None,
        by=by,
        at=at,
    )


def _record(act: str, row: BlindSample, *, by: User, at: datetime, details: Mapping[str, object]) -> None:
    record(
        act=act,
        by=by.pk,
        at=at,
        subject_kind="blind_sample",
        subject=row.pk,
        programme=row.programme_id,
        details=dict(details),
    )
