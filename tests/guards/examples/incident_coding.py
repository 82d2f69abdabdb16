"""Past incidents judged, blind samples, and chains of retaliation."""

from collections.abc import Mapping

from tests.cast import City
from tests.guards.examples.form import Example
from tests.web.incident_coding.made_up import (
    a_sample,
    a_set,
    judge,
    judge_whole,
    judged_incidents,
    past_incidents,
)
from tests.web.retaliation_chains.made_up import blow_and_answer, linked
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.incident_coding.vocabulary import Wanted
from vapenvila.web.reviews.vocabulary import GroupLink
from vapenvila.web.wall.acting import acting


def _blind_sample(city: City, person: User) -> Mapping[str, object]:
    judged_incidents(city, 10)
    return {"sample": a_sample(city, coder=Role.POLICE_OFFICER).pk}


def _judged_blind(city: City, person: User) -> Mapping[str, object]:
    judged_incidents(city, 10)
    sample = a_sample(city, coder=Role.POLICE_OFFICER, size=10)
    judge_whole(city, sample, differing=10)
    with acting(programmes=[city.programme.pk]):
        number = sample.items.order_by("place")[0].incident.number
    return {"sample": sample.pk, "number": number, "side": "victim"}


def _judged_blind_whole(city: City, person: User) -> Mapping[str, object]:
    return {"sample": _judged_blind(city, person)["sample"]}


def _blind_incident(city: City, person: User) -> Mapping[str, object]:
    first = Role.COORDINATOR if person != city.people[Role.COORDINATOR] else Role.PROJECT_LEADER
    judged_incidents(city, 10, by=first)
    role = next(role for role, somebody in city.people.items() if somebody == person)
    sample = a_sample(city, coder=role)
    with acting(programmes=[city.programme.pk]):
        return {"sample": sample.pk, "number": sample.items.order_by("place")[0].incident.number}


def _retaliation_pair(city: City, person: User) -> Mapping[str, object]:
    return {"pair": linked(city, *blow_and_answer(city)).pk}


def _retaliation_chain(city: City, person: User) -> Mapping[str, object]:
    earlier, later = blow_and_answer(city)
    linked(city, earlier, later)
    return {"number": earlier.number}


def _suggested_pair(city: City, person: User) -> Mapping[str, object]:
    earlier, later = blow_and_answer(city)
    return {"earlier": earlier.number, "later": later.number}


def _coding_set(city: City, person: User) -> Mapping[str, object]:
    past_incidents(city, 2)
    return {"coding_set": a_set(city).pk}


def _coding_incident(city: City, person: User) -> Mapping[str, object]:
    incident = past_incidents(city, 2)[0]
    return {"coding_set": a_set(city, wanted=Wanted.ALL).pk, "number": incident.number}


def _judged_before(city: City, person: User) -> Mapping[str, object]:
    incident = past_incidents(city, 1)[0]
    judgement = judge(city, incident)
    judge(city, incident, status=GroupLink.NOT_GMI)
    made = a_set(city, wanted=Wanted.ALL)
    return {"coding_set": made.pk, "number": incident.number, "judgement": judgement.pk}


EXAMPLES: dict[str, Example] = {
    "blind-sample": _judged_blind_whole,
    "blind-sample-close": _blind_sample,
    "coding-agreement": _judged_blind_whole,
    "blind-incident": _blind_incident,
    "coding-settle": _judged_blind,
    "coding-set": _coding_set,
    "retaliation-chain": _retaliation_chain,
    "retaliation-dismiss": _suggested_pair,
    "retaliation-take-back": _retaliation_pair,
    "coding-set-close": _coding_set,
    "coding-grid": _coding_set,
    "coding-incident": _coding_incident,
    "coding-put-back": _judged_before,
}
