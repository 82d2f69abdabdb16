"""The door: requests, examinations, documents, consents."""

from collections.abc import Mapping

from tests.cast import City
from tests.guards.examples.form import Example
from tests.web.disclosures import door
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.web.accounts.models import User


def _asked(city: City, person: User) -> Mapping[str, object]:
    """A request that the person's agency asks, or is asked when it is probation."""
    kind = door.kind_of(city, person)
    return {
        "asked": door.a_request(city, asker=AgencyKind.POLICE if kind is AgencyKind.PROBATION else kind).pk
    }


def _asked_of(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    asker = AgencyKind.PROBATION if kind is AgencyKind.POLICE else AgencyKind.POLICE
    return {"asked": door.a_request(city, asker=asker, asked=kind).pk}


def _asked_by(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    asked = AgencyKind.POLICE if kind is AgencyKind.PROBATION else AgencyKind.PROBATION
    return {"asked": door.a_request(city, asker=kind, asked=asked).pk}


def _examination(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    asker = AgencyKind.PROBATION if kind is AgencyKind.POLICE else AgencyKind.POLICE
    return {"examination": door.an_examination(city, door.a_request(city, asker=asker, asked=kind)).pk}


def _ground_of_examination(city: City, person: User) -> Mapping[str, object]:
    return {**_examination(city, person), "code": "consent"}


def _document(city: City, person: User) -> Mapping[str, object]:
    """A document that the person's agency has handed over."""
    kind = door.kind_of(city, person)
    return {"disclosure": door.a_plain_disclosure(city, kind).pk}


def _consent(city: City, person: User) -> Mapping[str, object]:
    kind = door.kind_of(city, person)
    to = AgencyKind.SOCIAL if kind is not AgencyKind.SOCIAL else AgencyKind.PROBATION
    return {"consent": door.a_consent(city, kind=kind, to=to).pk}


def _door_manager(city: City, person: User) -> Mapping[str, object]:
    return {"manager": door.name_the_manager(city, AgencyKind.SOCIAL, city.people[Role.SOCIAL_WORKER]).pk}


EXAMPLES: dict[str, Example] = {
    "disclosure-request": _asked,
    "disclosure-request-open": _asked_of,
    "disclosure-request-withdraw": _asked_by,
    "examination": _examination,
    "examination-draft": _examination,
    "examination-ground": _ground_of_examination,
    "examination-decide": _examination,
    "examination-manager": _examination,
    "examination-refuse": _examination,
    "examination-hand-over": _examination,
    "examination-review": _examination,
    "disclosure": _document,
    "disclosure-pdf": _document,
    "disclosure-receive": _document,
    "disclosure-note": _document,
    "disclosure-recall": _document,
    "disclosure-destroyed": _document,
    "disclosure-correct": _document,
    "disclosure-seen": _document,
    "consent-withdraw": _consent,
    "door-manager-end": _door_manager,
}
