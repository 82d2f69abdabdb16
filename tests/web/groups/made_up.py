"""Made-up groups and statements, written past the acts so that any day and any moment can be set."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from tests.cast import City
from vapenvila.rules.group_statement import Says, review_due
from vapenvila.rules.roles import Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.groups.models import (
    Group,
    GroupActivity,
    GroupArea,
    GroupName,
    GroupRelation,
    LineageEvent,
    LineagePart,
    Statement,
)
from vapenvila.web.wall.acting import acting

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
SQUARE = {"type": "Polygon", "coordinates": [[[18.0, 59.3], [18.1, 59.3], [18.1, 59.4], [18.0, 59.3]]]}


def said_now() -> dict[str, Any]:
    """Source and record of today, for pages that look at the clock."""
    return {"source_on": timezone.localdate(), "recorded_at": timezone.now() - timedelta(minutes=5)}


S = TypeVar("S", bound=Statement)
SAYS: dict[type[Statement], Says] = {
    GroupName: Says.NAME,
    GroupArea: Says.AREA,
    GroupActivity: Says.ACTIVITY,
    GroupRelation: Says.RELATION,
    LineageEvent: Says.LINEAGE,
}


def a_group(city: City) -> Group:
    """The next group of the city."""
    with acting(programmes=[city.programme.pk]):
        number = Group.objects.count() + 1
        return Group.objects.create(
            programme=city.programme,
            number=number,
            code=f"G{number:02d}",
            created_by=city.people[Role.POLICE_ANALYST],
            created_at=NOW - timedelta(days=900),
        )


def says(city: City, table: type[S], **more: Any) -> S:
    """One statement with a firm ground, half a month old, unless told otherwise."""
    source_on: date = more.pop("source_on", TODAY - timedelta(days=15))
    reliability, credibility = more.pop("reliability", "B"), more.pop("credibility", 2)
    grade = Grade(Reliability(reliability), Credibility(credibility))
    given = {
        "from_on": date(2026, 1, 1),
        "source": "Made-up protocol",
        "basis": "agency_knowledge",
        "nature": "assessment",
        "author": city.people[Role.POLICE_ANALYST],
        "recorded_at": NOW - timedelta(days=14),
        "review_by": review_due(SAYS[table], source_on=source_on, grade=grade),
    }
    with acting(programmes=[city.programme.pk]):
        return table._default_manager.create(
            programme=city.programme,
            source_on=source_on,
            reliability=reliability,
            credibility=credibility,
            **{**given, **more},
        )


def a_label(city: City, group: Group, text: str, **more: Any) -> GroupName:
    """A label of the group."""
    return says(
        city, GroupName, group=group, text=text, use=more.pop("use", "label"), used_by="police", **more
    )


def an_area(city: City, group: Group, **more: Any) -> GroupArea:
    """A triangle on the map."""
    return says(city, GroupArea, group=group, geometry=SQUARE, label="Norra hamnen", **more)


def activity(city: City, group: Group, word: str = "active", **more: Any) -> GroupActivity:
    """Whether the group acts."""
    return says(city, GroupActivity, group=group, activity=word, kind="network", **more)


def a_relation(city: City, one: Group, other: Group, kind: str = "feud", **more: Any) -> GroupRelation:
    """How two groups stand to one another."""
    a, b = sorted((one, other), key=lambda group: group.pk)
    return says(city, GroupRelation, a=a, b=b, kind=kind, strength="clear", **more)


def a_split(city: City, before: Group, *after: Group, **more: Any) -> LineageEvent:
    """A group that became several, its acts counting for all of them."""
    event = says(city, LineageEvent, kind="split", count_rule="follow_all", **more)
    with acting(programmes=[city.programme.pk]):
        for side, group in (("before", before), *(("after", one) for one in after)):
            LineagePart.objects.create(programme=city.programme, event=event, group=group, side=side)
    return event
