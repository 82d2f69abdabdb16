"""The minutes of a meeting as plain data, in no language: codes, numbers, times. Locked word for word, printed from this."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.models import (
    AgendaItem,
    GroupAssessment,
    MinutesPoint,
    RetaliationClock,
    ReviewDecision,
    ReviewMeeting,
)
from vapenvila.web.reviews.queries.agenda import AgendaRow
from vapenvila.web.reviews.queries.answers import Answers
from vapenvila.web.reviews.queries.attendance import attendance_of
from vapenvila.web.reviews.queries.clocks import BY_AGENCIES

FORMAT = 1  # version of the layout of the locked data


def minutes_of(
    meeting: ReviewMeeting,
    rows: Iterable[AgendaRow],
    *,
    minutes_no: int | None,
    locked_by: User | None,
    locked_at: datetime | None,
) -> dict[str, Any]:
    """The minutes as they would be locked now, of the agenda's `rows`. Three queries, for who was there."""
    return {
        "format": FORMAT,
        "programme": meeting.programme.name,
        "time_zone": meeting.programme.time_zone,
        "review_no": meeting.no,
        "minutes_no": minutes_no,
        "kind": meeting.kind,
        "planned_at": _time(meeting.planned_at),
        "held_at": _time(meeting.held_at),
        "chair": meeting.chair.name if meeting.chair else "",
        "locked_by": locked_by.name if locked_by else "",
        "locked_at": _time(locked_at),
        "attendance": [
            {
                "agency": agency.name,
                "present": agency.present,
                "people": [person.name for person in agency.people if person.present],
            }
            for agency in attendance_of(meeting)
        ],
        "items": [_item(number, row.item, row.answers) for number, row in enumerate(rows, start=1)],
    }


def locked_minutes(meeting: ReviewMeeting) -> dict[str, Any] | None:
    """The minutes as they were locked; None of a meeting that is not. Lacks the points that the wall hides. One query."""
    if meeting.minutes is None:
        return None
    points = MinutesPoint.objects.filter(meeting=meeting).order_by("no")
    return {**meeting.minutes, "items": list(points.values_list("words", flat=True))}


def hash_of(minutes: dict[str, Any]) -> str:
    """SHA-256 of the minutes in one fixed spelling; anybody can compute it again from the locked data."""
    return hashlib.sha256(spelled(minutes).encode()).hexdigest()


def spelled(minutes: dict[str, Any]) -> str:
    """The minutes in one fixed spelling."""
    return json.dumps(minutes, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _item(number: int, item: AgendaItem, answers: Answers | None) -> dict[str, Any]:
    return {
        "no": number,
        "source": item.source,
        "title": item.title or (item.follows.text if item.follows else ""),
        "follows_kind": item.follows.kind if item.follows else "",
        "incident": _incident(item.incident) if item.incident else None,
        "answers": _answers(answers) if answers else None,
        "note": item.note,
        "outcome": item.outcome,
        "seconds": item.seconds_spent,
        "decisions": [_decision(decision) for decision in item.decisions.all()],
    }


def _incident(incident: Incident) -> dict[str, Any]:
    return {
        "number": incident.number,
        "kind": incident.kind,
        "state": incident.state,
        "occurred_from": _time(incident.occurred_from),
        "occurred_to": _time(incident.occurred_to),
        "place": incident.place,
        "area": incident.area.name if incident.area else "",
        "dead": incident.dead,
        "injured": incident.injured_serious + incident.injured_slight + incident.injured_unknown,
        "motive": incident.motive,
    }


def _answers(answers: Answers) -> dict[str, Any]:
    conflict, clock = answers.conflict, answers.clock
    return {
        "links": [_link(answers.links[side]) for side in ("victim", "offender") if side in answers.links],
        "conflict": conflict.conflict if conflict else "",
        "retaliation_expected": conflict.retaliation_expected if conflict else "unknown",
        "expected_from": conflict.expected_from if conflict else "",
        "expected_against": conflict.expected_against if conflict else "",
        "clock_started_at": _time(clock.started_at) if clock else None,
        "hours": clock.hours if clock else None,
        "stance": clock.stance if clock else "",
        "side_a": clock.side_a if clock else "",
        "side_b": clock.side_b if clock else "",
        "side_a_contact_at": _time(clock.side_a_contact_at) if clock else None,
        "side_b_contact_at": _time(clock.side_b_contact_at) if clock else None,
        "family_contact_at": _time(clock.family_contact_at) if clock else None,
        "hospital_contact_at": _time(clock.hospital_contact_at) if clock else None,
        "services_told_at": _time(clock.services_told_at) if clock else None,
        **{name: _agency(clock, name) for name in BY_AGENCIES},
    }


def _agency(clock: RetaliationClock | None, name: str) -> str:
    """The name of the agency that made a contact, empty where nobody has said."""
    agency = getattr(clock, name) if clock else None
    return agency.name if agency else ""


def _link(link: GroupAssessment) -> dict[str, str]:
    return {
        "side": link.side,
        "status": link.status,
        "group_name": link.group_name,
        "basis_kind": link.basis_kind,
    }


def _decision(decision: ReviewDecision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "text": decision.text,
        "agency": decision.owner_agency.name if decision.owner_agency else "",
        "role": decision.owner_role,
        "person": decision.owner_person.name if decision.owner_person else "",
        "due_at": _time(decision.due_at),
    }
