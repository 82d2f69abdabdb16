"""The filtered set of incidents: one gate for list, map, calendar, timeline, charts and export."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from vapenvila.web.incidents.filters import Counts, IncidentFilter, Victims
from vapenvila.web.incidents.models import Incident, IncidentSource
from vapenvila.web.incidents.queries.counting import counted
from vapenvila.web.incidents.vocabulary import State
from vapenvila.web.partners.models import Programme

SORTS: dict[str, tuple[str, ...]] = {
    "when": ("occurred_from", "number"),
    "number": ("number",),
    "kind": ("kind", "occurred_from", "number"),
    "place": ("place", "occurred_from", "number"),
    "dead": ("dead", "occurred_from", "number"),
    "injured": ("injured", "occurred_from", "number"),
    "state": ("state", "occurred_from", "number"),
}
NEWEST_FIRST = "-when"
COUNTED_UP_TO = 10_000
LARGEST_NUMBER = 2_147_483_647

INJURED = F("injured_serious") + F("injured_slight") + F("injured_unknown")


def filtered_incidents(programme: Programme, chosen: IncidentFilter, *, today: date) -> QuerySet[Incident]:
    """Incidents of the programme that the filter lets through, newest first. Merged ones live in the one they became.

    An incident with an uncertain time is found by its earliest day.
    """
    rows = Incident.objects.filter(programme=programme, merged_into__isnull=True)
    rows = _by_time(rows, programme, chosen)
    for field, column in (
        ("kinds", "kind"),
        ("states", "state"),
        ("areas", "area_id"),
        ("precisions", "precision"),
        ("weapons", "weapon"),
        ("motives", "motive"),
        ("outcomes", "outcome"),
    ):
        values = getattr(chosen, field)
        if values:
            rows = rows.filter(**{f"{column}__in": values})
    if chosen.victims:
        rows = rows.filter(_victims(chosen.victims))
    if chosen.sources:
        known = IncidentSource.objects.filter(programme=programme, source_system__in=chosen.sources)
        rows = rows.filter(pk__in=known.values("incident_id"))
    if chosen.counts:
        part_of_count = counted(programme)
        rows = rows.filter(part_of_count if chosen.counts == Counts.YES else ~part_of_count)
    if chosen.hold_due:
        rows = rows.filter(state=State.HOLD, hold_review_on__lte=today)
    if chosen.text:
        rows = rows.filter(_text(programme, chosen.text))
    return rows.order_by("-occurred_from", "-number")


def sorted_by(rows: QuerySet[Incident], sort: str) -> QuerySet[Incident]:
    """The rows in the wished order ("place", "-dead", …); an unknown wish means newest first."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        sort, name = NEWEST_FIRST, "when"
    if name == "injured":
        rows = rows.annotate(injured=INJURED)
    sign = "-" if sort.startswith("-") else ""
    return rows.order_by(*(f"{sign}{column}" for column in SORTS[name]))


@dataclass(frozen=True, slots=True)
class Totals:
    """Incidents, dead and injured of a filtered set, each counted for itself. `more` = there are more than were counted."""

    incidents: int
    dead: int
    injured: int
    more: bool


def totals(rows: QuerySet[Incident]) -> Totals:
    """Count incidents and victims in one query that stops after COUNTED_UP_TO rows, so that it is cheap at any size."""
    few = rows.order_by().annotate(hurt=INJURED).values("dead", "hurt")[: COUNTED_UP_TO + 1]
    found = few.aggregate(
        incidents=Count("*"), dead=Coalesce(Sum("dead"), 0), injured=Coalesce(Sum("hurt"), 0)
    )
    return Totals(
        incidents=min(found["incidents"], COUNTED_UP_TO),
        dead=found["dead"],
        injured=found["injured"],
        more=found["incidents"] > COUNTED_UP_TO,
    )


def start_of(day: date, programme: Programme) -> datetime:
    """The first moment of a day in the programme's local time."""
    return datetime.combine(day, time.min, ZoneInfo(programme.time_zone))


def _by_time(rows: QuerySet[Incident], programme: Programme, chosen: IncidentFilter) -> QuerySet[Incident]:
    if chosen.first_day:
        rows = rows.filter(occurred_from__gte=start_of(chosen.first_day, programme))
    if chosen.last_day:
        rows = rows.filter(occurred_from__lt=start_of(chosen.last_day + timedelta(days=1), programme))
    return rows


def _victims(wished: tuple[str, ...]) -> Q:
    injured = Q(injured_serious__gt=0) | Q(injured_slight__gt=0) | Q(injured_unknown__gt=0)
    meaning = {
        Victims.DEAD.value: Q(dead__gt=0),
        Victims.INJURED.value: injured,
        Victims.NONE.value: Q(dead=0) & ~injured,
    }
    found = Q()
    for value in wished:
        found |= meaning[value]
    return found


def _text(programme: Programme, text: str) -> Q:
    """Number (with or without #), part of the place, or a whole reference number."""
    known = IncidentSource.objects.filter(programme=programme, source_no=text)
    found = Q(place__icontains=text) | Q(pk__in=known.values("incident_id"))
    digits = text.removeprefix("#").strip()
    if digits.isascii() and digits.isdigit() and int(digits) <= LARGEST_NUMBER:
        found |= Q(number=int(digits))
    return found
