"""The made-up city's weekly reviews: held and missed, with agenda, decisions, presence and locked minutes."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.cast import CAST, Table
from vapenvila.web.demo.decisions import decisions_for_civil_society, decisions_on
from vapenvila.web.demo.engine import MadeUpCity, words
from vapenvila.web.demo.register import Register, store
from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Agency, Programme
from vapenvila.web.reviews.actions.agenda import build_agenda
from vapenvila.web.reviews.actions.meeting import plan_meeting
from vapenvila.web.reviews.actions.minutes import freeze_minutes
from vapenvila.web.reviews.models import AgendaItem, Presence, ReviewDecision, ReviewMeeting
from vapenvila.web.reviews.queries.agenda import agenda_of
from vapenvila.web.reviews.vocabulary import DecisionKind, ItemOutcome, ItemSource, MeetingKind, MeetingState

AT = time(9)
MOST_ITEMS = 12  # what a meeting of two hours can go through
MISSED = {
    "holiday": "Helgdag.",
    "staff_shortage": "För få kunde komma.",
    "special_event": "Polisen var upptagen med en särskild händelse.",
}
AT_THE_TABLE = (
    Role.COORDINATOR,
    Role.POLICE_ANALYST,
    Role.POLICE_OFFICER,
    Role.PROBATION_OFFICER,
    Role.SOCIAL_WORKER,
)


def make_meetings(
    city: MadeUpCity, programme: Programme, register: Register, people: dict[Role, User], *, now: datetime
) -> None:
    """Every review since the start, and the coming one with its agenda."""
    draw = np.random.default_rng([city.seed, 7])
    agencies = {a.kind: a for a in Agency.objects.filter(rooms__programme=programme)}
    table = Table(people, {role: agencies[CAST[role].held_in.value] for role in people})
    meetings = _meetings(city, programme, people[Role.COORDINATOR])
    store(ReviewMeeting, meetings)
    held = [meeting for meeting in meetings if meeting.state == MeetingState.HELD]
    store(Presence, [row for meeting in held for row in _presence(meeting, table, draw)])
    items = _items(held, register, draw)
    decisions = [row for item in items for row in decisions_on(item, table, now=now, draw=draw)]
    for decision in decisions:
        if decision.kind == DecisionKind.NONE:
            decision.item.outcome = ItemOutcome.CLOSED
    decided = [item for item in items if item.outcome == ItemOutcome.DECIDED]
    decisions += decisions_for_civil_society(decided, table, now=now)
    store(AgendaItem, items)
    store(ReviewDecision, decisions)
    _lock(held, people[Role.COORDINATOR])
    _coming(city, programme, people[Role.COORDINATOR], now=now)


def _meetings(city: MadeUpCity, programme: Programme, chair: User) -> list[ReviewMeeting]:
    reviews, zone = city.programme.reviews, ZoneInfo(city.time_zone)
    days: list[date] = reviews.day.astype("datetime64[D]").tolist()
    rows = []
    for no, (day, held, reason) in enumerate(
        zip(days, reviews.held.tolist(), reviews.missed_reason.tolist(), strict=True), start=1
    ):
        planned = datetime.combine(day, AT, zone)
        rows.append(
            ReviewMeeting(
                programme=programme,
                no=no,
                planned_at=planned,
                held_at=planned + timedelta(minutes=3) if held else None,
                chair=chair,
                state=MeetingState.HELD if held else MeetingState.MISSED,
                missed_reason="" if held else MISSED[words.MISSED_REASONS[reason]],
            )
        )
    return rows


def _presence(meeting: ReviewMeeting, table: Table, draw: np.random.Generator) -> list[Presence]:
    return [
        Presence(
            programme_id=meeting.programme_id,
            meeting=meeting,
            agency=table.agencies[role],
            person=table.people[role],
            present=role is Role.COORDINATOR or bool(draw.random() < 0.9),
        )
        for role in AT_THE_TABLE
    ]


def _items(held: list[ReviewMeeting], register: Register, draw: np.random.Generator) -> list[AgendaItem]:
    """Each incident stands on the agenda of the first review after it was reported."""
    by_report = sorted(
        register.incidents, key=lambda incident: incident.reported_at or incident.occurred_from
    )
    reported = np.array([(i.reported_at or i.occurred_from).timestamp() for i in by_report])
    times = [meeting.planned_at.timestamp() for meeting in held]
    rows = []
    for meeting, (before, at) in zip(held, pairwise([times[0] - 7 * 86400, *times]), strict=True):
        first, end = np.searchsorted(reported, [before, at])
        for position, incident in enumerate(by_report[first:end][:MOST_ITEMS], start=1):
            rows.append(_item(meeting, incident, position, int(draw.integers(200, 800))))
    return rows


def _item(meeting: ReviewMeeting, incident: Incident, position: int, seconds: int) -> AgendaItem:
    return AgendaItem(
        programme_id=meeting.programme_id,
        meeting=meeting,
        source=ItemSource.NEW_INCIDENT,
        incident=incident,
        position=position,
        seconds_spent=seconds,
        outcome=ItemOutcome.DECIDED,
    )


def _lock(held: list[ReviewMeeting], by: User) -> None:
    """All but the last review have locked minutes; those of the last still wait."""
    for number, meeting in enumerate(held[:-1], start=1):
        locked_at = meeting.planned_at + timedelta(hours=4)
        freeze_minutes(meeting, agenda_of(meeting), number=number, by=by, at=locked_at)


def _coming(city: MadeUpCity, programme: Programme, by: User, *, now: datetime) -> UUID:
    last: date = city.programme.reviews.day.max().astype(object)
    day = last + timedelta(days=7)
    while day <= now.date():
        day += timedelta(days=7)
    planned = datetime.combine(day, AT, ZoneInfo(city.time_zone))
    kind = MeetingKind.SHOOTING_REVIEW
    meeting = plan_meeting(programme=programme, kind=kind, planned_at=planned, by=by, at=now)
    build_agenda(meeting=meeting.pk, by=by, at=now)
    return meeting.pk
