"""Accounts, missions, reviews of the log, certificates and the rights desk."""

from collections.abc import Mapping
from datetime import date

from tests.cast import HELD_IN, City
from tests.guards.examples.form import NOON, Example
from tests.guards.examples.people import somebody
from tests.web.people.made_up import a_person_for
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.oversight.log_reviews import make_log_review
from vapenvila.web.oversight.models import LogReview
from vapenvila.web.retention.certificates import issue_certificate
from vapenvila.web.retention.models import RetentionDeletion
from vapenvila.web.retention.registry import Scope
from vapenvila.web.rights_desk.actions import receive_request
from vapenvila.web.rights_desk.models import RightsRequest
from vapenvila.web.rights_desk.vocabulary import Channel, Kind, OutcomeWord, State
from vapenvila.web.wall.acting import acting


def _log_review(city: City, person: User) -> Mapping[str, object]:
    """A review of the room the person works in."""
    room = person.missions.get().room
    with acting(programmes=[city.programme.pk], room=room.pk):
        made = LogReview.objects.filter(room=room).first()
        return {"review": (made or make_log_review(room=room, month=date(2026, 3, 1), seed=1, at=NOON)).pk}


def _mission(city: City, person: User) -> Mapping[str, object]:
    return {"mission": city.people[Role.EVALUATOR].missions.get().pk}


def _certificate(city: City, person: User) -> Mapping[str, object]:
    scope = Scope(city.programme.pk)
    with acting(programmes=[city.programme.pk]):
        RetentionDeletion.objects.create(
            programme=city.programme.pk,
            kind="job",
            regime="finished_job",
            part="records",
            count=1,
            deleted_at=NOON,
        )
        issued = issue_certificate(scope, at=NOON)
        return {"certificate": issued.pk if issued else ""}


def _rights_request(city: City, person: User, kind: Kind = Kind.ACCESS) -> Mapping[str, object]:
    """A request to the agency the person works for."""
    room = city.rooms[next(kind for role, kind in HELD_IN.items() if city.people[role] == person)]
    with acting(user=person.pk, programmes=[city.programme.pk], room=room.pk):
        row = receive_request(
            room=room, kind=kind, channel=Channel.LETTER, received_on=NOON.date(), requester="Påhittad Person",
            reply_to="Påhittsgatan 1", words="", by=person, at=NOON,
        )  # fmt: skip
        return {"request_id": row.pk}


def _restricted(city: City, person: User) -> Mapping[str, object]:
    """A restriction that was granted, told and closed, of a person of their room."""
    named = a_person_for(city, person)
    kept = _rights_request(city, person, Kind.RESTRICTION)
    room = city.rooms[next(kind for role, kind in HELD_IN.items() if city.people[role] == person)]
    with acting(user=person.pk, programmes=[city.programme.pk], room=room.pk):
        row = RightsRequest.objects.latest("number")
        row.person, row.state, row.outcome, row.decided_at = named.pk, State.CLOSED, OutcomeWord.GRANTED, NOON
        row.identity_checked_at = NOON
        row.save()
    return kept


EXAMPLES: dict[str, Example] = {
    "log-review": _log_review,
    "log-review-sign": _log_review,
    "change-account": somebody,
    "new-mission": somebody,
    "end-mission": _mission,
    "rights-request": _rights_request,
    "rights-request-step": _rights_request,
    "rights-report": _rights_request,
    "rights-request-lift": _restricted,
    "retention-certificate": _certificate,
}
