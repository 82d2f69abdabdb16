"""Blind samples: what can be drawn, how far each has come, and the two judgements of each side once both are given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from vapenvila.rules.blind_sample import Candidate
from vapenvila.web.accounts.models import User
from vapenvila.web.incident_coding.models import BlindItem, BlindJudgement, BlindSample, Settlement
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.queries.filtered import filtered_incidents
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models import GroupAssessment, RetaliationClock
from vapenvila.web.reviews.vocabulary import GroupLink, Side, Stance


@dataclass(frozen=True, slots=True)
class SampleProgress:
    """A sample and how many of its incidents the second coder has judged."""

    row: BlindSample
    done: int
    last_at: datetime | None

    @property
    def left(self) -> int:
        """How many are left."""
        return self.row.size - self.done

    @property
    def percent(self) -> int:
        """How much is done, whole percent."""
        return 100 * self.done // self.row.size

    @property
    def finished(self) -> bool:
        """Whether every incident is judged by both."""
        return self.done == self.row.size

    @property
    def open(self) -> bool:
        """Whether somebody still judges it."""
        return not self.finished and self.row.closed_at is None


def candidates(
    programme: Programme,
    first_day: date,
    last_day: date,
    *,
    coder: User,
    by_year: bool,
    by_status: bool,
    today: date,
) -> dict[UUID, tuple[Candidate, UUID, UUID]]:
    """What this second coder may be given of what is judged on both sides, with the two judgements that stand.

    Not what they have judged themselves, nor what they were given before; and not what a running retaliation clock lies on,
    because nothing that must be acted upon is ever hidden from anybody.
    """
    own = GroupAssessment.objects.filter(programme=programme, decided_by=coder).values("incident")
    given = BlindItem.objects.filter(programme=programme, sample__second_coder=coder).values("incident")
    running = RetaliationClock.objects.filter(programme=programme, started_at__isnull=False)
    rows = _incidents(programme, first_day, last_day, today=today)
    rows = rows.exclude(pk__in=own).exclude(pk__in=given)
    rows = rows.exclude(pk__in=running.exclude(stance=Stance.CLOSED).values("incident"))
    standing = _standing(programme)
    found = {}
    for row in rows.order_by("number"):
        sides = [standing.get((row.pk, side.value)) for side in Side]
        victim, offender = sides
        if victim is not None and offender is not None:
            year = (str(row.occurred_from.year),) if by_year else ()
            status = (victim[1], offender[1]) if by_status else ()
            found[row.pk] = (Candidate(row.pk, row.number, year + status), victim[0], offender[0])
    return found


def _incidents(programme: Programme, first_day: date, last_day: date, *, today: date) -> QuerySet[Incident]:
    chosen = IncidentFilter(first_day=first_day, last_day=last_day)
    return filtered_incidents(programme, chosen, today=today).exclude(state=State.UNFOUNDED)


def _standing(programme: Programme) -> dict[tuple[UUID, str], tuple[UUID, str]]:
    """What stands on each side of each incident: which judgement, and what it says."""
    rows = GroupAssessment.objects.filter(programme=programme, superseded_by__isnull=True)
    return {
        (incident, side): (pk, status)
        for incident, side, pk, status in rows.order_by().values_list("incident", "side", "pk", "status")
    }


def samples_of(programme: Programme) -> list[SampleProgress]:
    """All samples, the newest first. One query a sample."""
    rows = BlindSample.objects.filter(programme=programme).select_related("second_coder", "drawn_by")
    return [_progress(row) for row in rows.order_by("-no")]


def sample_in(programme: Programme, sample: UUID) -> SampleProgress | None:
    """This sample, if it belongs to the programme."""
    row = (
        BlindSample.objects.filter(programme=programme, pk=sample)
        .select_related("second_coder", "drawn_by")
        .first()
    )
    return _progress(row) if row else None


def _progress(row: BlindSample) -> SampleProgress:
    judged = BlindJudgement.objects.filter(item__sample=row)
    whole = judged.order_by().values("item").annotate(sides=Count("pk")).filter(sides=len(Side)).count()
    return SampleProgress(row, whole, judged.aggregate(last=Max("judged_at"))["last"])


def items_to_judge(sample: UUID) -> QuerySet[BlindItem]:
    """The incidents of a sample in order."""
    rows = BlindItem.objects.filter(sample=sample)
    return rows.select_related("incident__area", "sample").order_by("place")


def item_to_judge(sample: UUID, number: int) -> BlindItem | None:
    """The item about the incident with this number."""
    return items_to_judge(sample).filter(incident__number=number).first()


def next_to_judge(sample: UUID, *, after: int = 0) -> int | None:
    """The number of the next incident not judged whole, from a place on and then from the beginning; None = all done."""
    left = items_to_judge(sample).annotate(sides=Count("judgements")).filter(sides__lt=len(Side))
    further = left.filter(place__gt=after).values_list("incident__number", flat=True).first()
    return further or left.exclude(place=after).values_list("incident__number", flat=True).first()


@dataclass(frozen=True, slots=True)
class Pair:
    """The two judgements of one side of one incident, and how a difference was settled."""

    item: BlindItem
    side: Side
    first: GroupAssessment
    second: BlindJudgement
    settled: Settlement | None

    @property
    def differ(self) -> bool:
        """Whether the two said different things of the link."""
        return self.first.status != self.second.status

    @property
    def other_group(self) -> bool:
        """Whether they agree on the link but not on the group."""
        return not self.differ and self.first.group_name.casefold() != self.second.group_name.casefold()

    @property
    def stands(self) -> str:
        """What stands after both: as agreed, as settled, or the first judgement while nothing is settled."""
        return self.settled.status if self.settled else self.first.status


def pairs_of(sample: BlindSample) -> list[Pair]:
    """Every side judged by both, in the order of the sample. Three queries."""
    items = (
        BlindItem.objects.filter(sample=sample)
        .select_related("incident", "first_victim__decided_by", "first_offender__decided_by")
        .order_by("place")
    )
    judged = BlindJudgement.objects.filter(item__sample=sample).select_related("judged_by")
    second = {(row.item_id, row.side): row for row in judged}
    rows = Settlement.objects.filter(item__sample=sample).select_related("settled_by")
    settled = {(row.item_id, row.side): row for row in rows}
    return list(_pairs(list(items), second, settled))


def _pairs(
    items: list[BlindItem],
    second: dict[tuple[UUID, str], BlindJudgement],
    settled: dict[tuple[UUID, str], Settlement],
) -> Iterator[Pair]:
    for item in items:
        for side in Side:
            given = second.get((item.pk, side))
            if given is not None:
                first = item.first_victim if side == Side.VICTIM else item.first_offender
                yield Pair(item, side, first, given, settled.get((item.pk, side)))


def judged_sides(
    programme: Programme, first_day: date, last_day: date, *, today: date
) -> dict[UUID, tuple[str, str]]:
    """What stands on both sides of every incident of a period; a side that nobody judged is unknown."""
    standing, nothing = _standing(programme), (None, GroupLink.UNKNOWN.value)
    rows = _incidents(programme, first_day, last_day, today=today).order_by()
    return {
        pk: (standing.get((pk, Side.VICTIM), nothing)[1], standing.get((pk, Side.OFFENDER), nothing)[1])
        for pk in rows.values_list("pk", flat=True)
    }


def latest_finished(programme: Programme, *, since: datetime) -> SampleProgress | None:
    """The newest sample drawn since then that both have judged whole."""
    rows = BlindSample.objects.filter(programme=programme, drawn_at__gte=since, closed_at__isnull=True)
    found = (_progress(row) for row in rows.select_related("second_coder", "drawn_by").order_by("-no"))
    return next((one for one in found if one.finished), None)


def waiting_for(programme: Programme, coder: UUID) -> list[SampleProgress]:
    """Samples this person has still to judge."""
    rows = BlindSample.objects.filter(Q(closed_at__isnull=True), programme=programme, second_coder=coder)
    found = [_progress(row) for row in rows.select_related("second_coder", "drawn_by").order_by("no")]
    return [one for one in found if one.open]
