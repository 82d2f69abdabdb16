"""Asking the rules whether an incident's facts can be true, and taking hold of it so that nobody's change is lost."""

from datetime import datetime

from vapenvila.rules.incident_facts import Box, possible_place, possible_time, possible_victims
from vapenvila.web.incidents.models import Incident
from vapenvila.web.incidents.refusals import StaleIncident, insist
from vapenvila.web.partners.models import Programme


def check_time_and_place(incident: Incident, programme: Programme, *, now: datetime) -> None:
    """Refuse impossible times and places."""
    insist(
        possible_time(
            earliest=incident.occurred_from,
            latest=incident.occurred_to,
            reported=incident.reported_at,
            now=now,
        ),
        field="occurred_from",
    )
    insist(
        possible_place(latitude=incident.latitude, longitude=incident.longitude, box=box_of(programme)),
        field="latitude",
    )


def check_victims(incident: Incident) -> None:
    """Refuse an outcome that the numbers of victims contradict."""
    injured = incident.injured_serious + incident.injured_slight + incident.injured_unknown
    insist(possible_victims(outcome=incident.outcome, dead=incident.dead, injured=injured), field="outcome")


def box_of(programme: Programme) -> Box | None:
    """The programme's part of the world, if it has said so."""
    south, west, north, east = programme.south, programme.west, programme.north, programme.east
    if south is None or west is None or north is None or east is None:
        return None
    return Box(south, west, north, east)


def hold(incident: Incident, *, version: int | None) -> Incident:
    """The incident's row, locked until the transaction ends. Stops when it is no longer at the version the person saw."""
    current = (
        Incident.objects.select_for_update(of=("self",))
        .select_related("area", "count_rule", "merged_into")
        .get(pk=incident.pk)
    )
    if version is not None and current.version != version:
        raise StaleIncident(current)
    return current


def save(incident: Incident, *fields: str) -> None:
    """Save the named fields as the next version."""
    incident.version += 1
    incident.save(update_fields=[*fields, "version", "updated_at"])
