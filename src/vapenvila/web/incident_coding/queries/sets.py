"""Sets of past incidents and how far each has come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from vapenvila.web.accounts.models import User
from vapenvila.web.incident_coding.models import CodingItem, CodingSet
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class SetProgress:
    """A set and how many of its incidents have been judged."""

    row: CodingSet
    done: int
    size: int
    last_at: datetime | None

    @property
    def left(self) -> int:
        """How many are left."""
        return self.size - self.done

    @property
    def percent(self) -> int:
        """How much is done, whole percent; never 100 before everything is."""
        return 100 * self.done // self.size if self.size else 0


def sets_of(programme: Programme) -> list[SetProgress]:
    """All sets, the newest first. One query."""
    rows = CodingSet.objects.filter(programme=programme).select_related("made_by")
    return [_progress(row) for row in _counted(rows).order_by("-no")]  # a count drops the order of the model


def set_in(programme: Programme, coding_set: UUID) -> SetProgress | None:
    """This set, if it belongs to the programme."""
    rows = CodingSet.objects.filter(programme=programme, pk=coding_set).select_related("made_by")
    found = _counted(rows).first()
    return _progress(found) if found else None


def _counted(rows: QuerySet[CodingSet]) -> QuerySet[CodingSet]:
    return rows.annotate(
        size=Count("items"),
        done=Count("items", filter=Q(items__done_at__isnull=False)),
        last_at=Max("items__done_at"),
    )


def _progress(row: CodingSet) -> SetProgress:
    return SetProgress(row, row.done, row.size, row.last_at)  # type: ignore[attr-defined]  # annotated just above


def items_of(coding_set: UUID) -> QuerySet[CodingItem]:
    """The incidents of a set in order, merged ones left out."""
    rows = CodingItem.objects.filter(coding_set=coding_set, incident__merged_into__isnull=True)
    return rows.select_related("incident__area", "done_by").order_by("place")


def item_in(coding_set: UUID, number: int) -> CodingItem | None:
    """The item about the incident with this number."""
    return items_of(coding_set).filter(incident__number=number).first()


@dataclass(frozen=True, slots=True)
class Around:
    """Numbers of incidents around one place: the one before, the one after, and the next that is not judged yet."""

    before: int | None
    after: int | None
    next_left: int | None


def around(item: CodingItem) -> Around:
    """What lies around a place. Three queries."""
    rows = items_of(item.coding_set_id)
    return Around(
        rows.filter(place__lt=item.place).values_list("incident__number", flat=True).last(),
        rows.filter(place__gt=item.place).values_list("incident__number", flat=True).first(),
        next_left(item.coding_set_id, after=item.place),
    )


def next_left(coding_set: UUID, *, after: int = 0) -> int | None:
    """The number of the next incident not judged yet, from a place on and then from the beginning; None = all done."""
    left = items_of(coding_set).filter(done_at__isnull=True)
    further = left.filter(place__gt=after).values_list("incident__number", flat=True).first()
    return further or left.exclude(place=after).values_list("incident__number", flat=True).first()


def where_one_stopped(coding_set: UUID, by: User) -> int | None:
    """The next incident after the one this person judged last; for somebody new, the first that is left."""
    last = items_of(coding_set).filter(done_by=by).order_by("-done_at", "-place").first()
    return next_left(coding_set, after=last.place if last else 0)
