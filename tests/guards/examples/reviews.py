"""The weekly review, its clocks and decisions."""

from collections.abc import Mapping

from tests.cast import HELD_IN, City
from tests.guards.examples.form import Example
from tests.web.incidents.made_up import an_incident
from tests.web.reviews.table import DAY, NOW, a_decision, a_held_review, a_locked_review, point_about
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.reviews.actions.incident_answers import start_clock
from vapenvila.web.wall.acting import acting


def _held_review(city: City, person: User) -> Mapping[str, object]:
    return {"meeting": a_held_review(city).pk}


def _locked_review(city: City, person: User) -> Mapping[str, object]:
    return {"meeting": a_locked_review(city).pk}


def _point(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_held_review(city)
    return {"meeting": meeting.pk, "item": point_about(meeting, incident).pk}


def _clock(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city, when=NOW - DAY)
    with acting(programmes=[city.programme.pk]):
        return {"clock": start_clock(incident=incident, by=city.people[Role.COORDINATOR], at=NOW).pk}


def _answer(city: City, person: User) -> Mapping[str, object]:
    return {**_point(city, person), "question": "conflict"}


def _decision_at_the_meeting(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city, when=NOW - DAY)
    meeting = a_held_review(city)
    point = point_about(meeting, incident)
    return {"meeting": meeting.pk, "item": point.pk, "decision": a_decision(city, point).pk}


def _own_decision(city: City, person: User) -> Mapping[str, object]:
    """A decision owned by the agency the person works for, so that a community partner may see it too."""
    incident = an_incident(city, when=NOW - DAY)
    point = point_about(a_held_review(city), incident)
    own = next(kind for role, kind in HELD_IN.items() if city.people[role] == person)
    return {"decision": a_decision(city, point, owner=own).pk}


EXAMPLES: dict[str, Example] = {
    "review": _held_review,
    "review-build": _held_review,
    "review-freeze": _held_review,
    "review-begin": _held_review,
    "review-missed": _held_review,
    "review-time": _held_review,
    "review-chair": _held_review,
    "review-add": _held_review,
    "review-presence": _held_review,
    "review-meeting": _held_review,
    "review-lock": _held_review,
    "review-minutes": _locked_review,
    "review-minutes-pdf": _locked_review,
    "review-move": _held_review,
    "review-remove": _point,
    "review-item": _point,
    "review-seconds": _point,
    "review-decide": _point,
    "review-nothing": _point,
    "review-carry-over": _point,
    "retaliation-contacts": _clock,
    "review-answer": _answer,
    "review-take-back": _decision_at_the_meeting,
    "decision-report": _own_decision,
}
