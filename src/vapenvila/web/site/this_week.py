"""What needs this person now: the panels of every part of the house, the most urgent first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import ROLES, Role, RoleFacts
from vapenvila.web.access.panel import Panel
from vapenvila.web.disclosures import this_week as disclosures
from vapenvila.web.incidents import this_week as incidents
from vapenvila.web.oversight import this_week as oversight
from vapenvila.web.partners.models import Programme
from vapenvila.web.people import this_week as people
from vapenvila.web.reviews import this_week as reviews
from vapenvila.web.rights_desk import this_week as rights_desk
from vapenvila.web.site import first_steps

Source = Callable[[Reader, Programme, datetime], list[Panel]]

SOURCES: tuple[Source, ...] = (
    first_steps.panels,
    incidents.panels,
    reviews.panels,
    people.panels,
    disclosures.panels,
    oversight.panels,
    rights_desk.panels,
)


def panels_for(reader: Reader, programme: Programme, *, now: datetime) -> list[Panel]:
    """All panels for this person, the most urgent first; among equals in the order of SOURCES."""
    found = [panel for source in SOURCES for panel in source(reader, programme, now)]
    return sorted(found, key=lambda panel: panel.urgency)


def own_roles(reader: Reader, programme: UUID, *, now: datetime) -> list[RoleFacts]:
    """The roles the person holds here today, in the order of the table of roles."""
    held = reader.roles_in(programme, today=now.date())
    return [ROLES[role] for role in Role if role in held]


def monday_of(now: datetime) -> datetime:
    """The Monday of this week."""
    return now - timedelta(days=now.weekday())
