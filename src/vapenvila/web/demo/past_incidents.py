"""The made-up city's past incidents on their way to being judged: one set, begun and left in the middle."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.moments import in_working_hours
from vapenvila.web.incident_coding.actions.judging import note_judged
from vapenvila.web.incident_coding.actions.sets import make_set
from vapenvila.web.incident_coding.models import CodingItem
from vapenvila.web.incident_coding.queries.to_judge import incidents_to_judge
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.actions.incident_answers import assess_group_link
from vapenvila.web.reviews.queries.answers import latest_assessment
from vapenvila.web.reviews.vocabulary import Basis, GroupLink, Side

PAST = timedelta(days=180)  # the review has gone through everything since
AT_ONCE = 2_000  # more in one set is years of work, and a set has its limit
JUDGED = 3
MINUTES_EACH = 4


def make_past_incidents(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """A set of what nobody judged at its time; the analyst has begun."""
    analyst, today = people[Role.POLICE_ANALYST], now.date()
    chosen = _few_enough(programme, IncidentFilter(last_day=(now - PAST).date()), today)
    if not incidents_to_judge(programme, chosen, Wanted.NOT_JUDGED, today=today).exists():
        return
    begun = in_working_hours(now - timedelta(days=3))
    made = make_set(
        programme=programme, chosen=chosen, wanted=Wanted.NOT_JUDGED, by=analyst, at=begun, today=today
    )
    items = CodingItem.objects.filter(coding_set=made).select_related("incident")
    for place, item in enumerate(items[:JUDGED], start=1):
        at = begun + timedelta(minutes=MINUTES_EACH * place)
        for side in Side:
            if latest_assessment(item.incident_id, side) is None:
                _unknown(item, side, analyst, at)
        note_judged(items=[item], by=analyst, at=at)


def _few_enough(programme: Programme, chosen: IncidentFilter, today: date) -> IncidentFilter:
    """The same up to the same day, without the earliest days where so many happened that they are no work for one set."""
    rows = incidents_to_judge(programme, chosen, Wanted.NOT_JUDGED, today=today).order_by("-occurred_from")
    too_many = rows.values_list("occurred_from", flat=True)[AT_ONCE : AT_ONCE + 1]
    if not too_many:
        return chosen
    day = too_many[0].astimezone(ZoneInfo(programme.time_zone)).date()
    return replace(chosen, first_day=day + timedelta(days=1))


def _unknown(item: CodingItem, side: Side, by: User, at: datetime) -> None:
    """Nobody knows any more, and that is said."""
    assess_group_link(
        incident=item.incident,
        side=side,
        status=GroupLink.UNKNOWN,
        group_name="",
        basis_kind=Basis.NONE,
        seen=None,
        meeting=None,
        by=by,
        at=at,
    )
