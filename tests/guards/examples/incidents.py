"""Incidents, their history, pairs and filters."""

from collections.abc import Mapping

from tests.cast import City
from tests.guards.examples.form import NOON, Example
from tests.web.incidents.made_up import an_incident
from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.actions.merge import merge_incidents, settle_as_different
from vapenvila.web.incidents.actions.saved_filters import save_filter
from vapenvila.web.incidents.facts import Change
from vapenvila.web.incidents.filters import IncidentFilter
from vapenvila.web.incidents.history import write_history
from vapenvila.web.jobs.progress import start
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id


def _job(city: City, person: User) -> Mapping[str, object]:
    return {"job": start(programme=city.programme.pk, by=person.pk, at=NOON, what="Import of incidents").pk}


def _incident(city: City, person: User) -> Mapping[str, object]:
    return {"number": an_incident(city).number}


def _change(city: City, person: User) -> Mapping[str, object]:
    incident = an_incident(city)
    with acting(programmes=[city.programme.pk]):
        together = new_id()
        write_history(
            incident, [Change("place", "", "Torget")], reason="", by=person, at=NOON, together=together
        )
        return {"number": incident.number, "event": incident.history.get().pk}


def _pair(city: City, person: User) -> Mapping[str, object]:
    return {"first": an_incident(city).number, "second": an_incident(city).number}


def _different(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        pair = settle_as_different(first=an_incident(city), second=an_incident(city), by=person, at=NOON)
        return {"pair": pair.pk}


def _merge(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        kept, absorbed = an_incident(city), an_incident(city)
        return {
            "merge": merge_incidents(
                kept=kept, absorbed=absorbed, reason="Same.", looked_at=False, by=person, at=NOON
            ).pk
        }


def _saved_filter(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        saved = save_filter(
            programme=city.programme, name="Spring", chosen=IncidentFilter(), shared=False, by=person, at=NOON
        )
        return {"saved": saved.pk}


EXAMPLES: dict[str, Example] = {
    "job": _job,
    "incident": _incident,
    "incident-edit": _incident,
    "incident-state": _incident,
    "incident-source": _incident,
    "incident-undo": _change,
    "incident-pair": _pair,
    "incident-pair-reopen": _different,
    "incident-merge-undo": _merge,
    "incident-filter-remove": _saved_filter,
}
