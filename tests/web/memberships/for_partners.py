"""Made-up drafts of what the police tell partners of a group."""

from datetime import datetime, timedelta

from django.utils import timezone

from tests.cast import City
from tests.web.memberships.made_up import ANALYST, a_group, in_police_room
from vapenvila.rules.roles import AgencyKind
from vapenvila.rules.source_grade import Credibility, Grade, Nature, Reliability
from vapenvila.web.groups.models import Group
from vapenvila.web.groups.sayings import ActivitySaying, GroundSaid
from vapenvila.web.groups.vocabulary import Activity, Basis
from vapenvila.web.memberships.actions.releasing import draft_group_statement
from vapenvila.web.memberships.models import GroupStatementDraft


def a_group_draft(
    city: City,
    group: Group | None = None,
    *,
    source: str = "Intelligence note of the week",
    at: datetime | None = None,
) -> GroupStatementDraft:
    """A draft by the analyst: a group acts, and about so many belong to it."""
    now, group = at or timezone.now(), group or a_group(city)
    said = GroundSaid(
        from_on=now.date() - timedelta(days=80), source=source, source_on=now.date() - timedelta(days=20),
        basis=Basis.INTELLIGENCE, grade=Grade(Reliability.B, Credibility.PROBABLE), nature=Nature.ASSESSMENT,
    )  # fmt: skip
    saying = ActivitySaying(group=group.pk, activity=Activity.ACTIVE, size_low=8, size_high=12)
    with in_police_room(city):
        return draft_group_statement(
            room=city.rooms[AgencyKind.POLICE], saying=saying, ground=said, looked_at=False,
            by=city.people[ANALYST], at=now,
        )  # fmt: skip
