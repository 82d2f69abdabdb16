"""A made-up review table: meetings and points for the tests, made through the acts themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tests.cast import City
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.actions.agenda import build_agenda
from vapenvila.web.reviews.actions.decisions import decide, decide_nothing
from vapenvila.web.reviews.actions.meeting import begin_meeting, plan_meeting
from vapenvila.web.reviews.actions.minutes import lock_minutes
from vapenvila.web.reviews.models import AgendaItem, ReviewDecision, ReviewMeeting
from vapenvila.web.reviews.queries.minutes import locked_minutes
from vapenvila.web.reviews.vocabulary import DecisionKind, MeetingKind
from vapenvila.web.wall.acting import acting

NOW = timezone.now().replace(microsecond=0)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@contextmanager
def at_work(city: City) -> Iterator[None]:
    """Inside the programme, as every view is."""
    with acting(programmes=[city.programme.pk]):
        yield


def a_planned_review(city: City, *, planned_at: datetime = NOW, at: datetime = NOW) -> ReviewMeeting:
    """A planned shooting review with its agenda built."""
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        meeting = plan_meeting(
            programme=city.programme, kind=MeetingKind.SHOOTING_REVIEW, planned_at=planned_at, by=by, at=at
        )
        build_agenda(meeting=meeting.pk, by=by, at=at)
        return meeting


def a_held_review(city: City, *, held_at: datetime = NOW) -> ReviewMeeting:
    """A review that has begun."""
    meeting = a_planned_review(city, planned_at=held_at, at=held_at)
    with at_work(city):
        return begin_meeting(meeting=meeting.pk, by=city.people[Role.COORDINATOR], at=held_at)


def a_locked_review(city: City, *, held_at: datetime = NOW) -> ReviewMeeting:
    """A review whose every point ended in "no decision", with its minutes locked an hour later."""
    meeting = a_held_review(city, held_at=held_at)
    with at_work(city):
        by = city.people[Role.COORDINATOR]
        for item in meeting.items.all():
            if not item.decisions.exists():
                decide_nothing(item=item.pk, reason="", by=by, at=held_at)
        return lock_minutes(meeting=meeting.pk, by=by, at=held_at + HOUR)


def point_about(meeting: ReviewMeeting, incident: Incident) -> AgendaItem:
    """The point of the meeting that is about this incident."""
    with acting(programmes=[meeting.programme_id]):
        return meeting.items.get(incident=incident)


def a_decision(
    city: City,
    item: AgendaItem,
    *,
    due_at: datetime = NOW + 3 * DAY,
    owner: AgencyKind = AgencyKind.MUNICIPALITY,
    role: Role = Role.COORDINATOR,
    at: datetime = NOW,
    text: str = "Talk with both sides",
) -> ReviewDecision:
    """A decision on the point, owned by the agency of this kind."""
    with at_work(city):
        return decide(
            item=item.pk,
            kind=DecisionKind.OUTREACH_CONTACT,
            text=text,
            owner_agency=city.rooms[owner].agency_id,
            owner_role=role,
            owner_person=None,
            due_at=due_at,
            by=city.people[Role.COORDINATOR],
            at=at,
        )


def address(city: City, *parts: str | UUID) -> str:
    """An address of the review in this city."""
    return f"/p/{city.programme.slug}/reviews/" + "".join(f"{part}/" for part in parts)


def minutes_as_locked(city: City, meeting: ReviewMeeting) -> dict[str, Any]:
    """The whole minutes of a locked review."""
    with at_work(city):
        words = locked_minutes(meeting)
    assert words is not None
    return words
