"""What needs this person now: the panels of every part of the house, the most urgent first."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import ROLES, Role, RoleFacts
from vapenvila.web.access.kept_panels import Kept, kept_panels
from vapenvila.web.access.panel import Panel, PanelSource, Waiting
from vapenvila.web.disclosures import this_week as disclosures
from vapenvila.web.incidents import this_week as incidents
from vapenvila.web.oversight import this_week as oversight
from vapenvila.web.partners.models import Programme
from vapenvila.web.people import this_week as people
from vapenvila.web.reviews import this_week as reviews
from vapenvila.web.rights_desk import this_week as rights_desk
from vapenvila.web.site import first_steps

OF_THE_PICTURE = (Kept((first_steps.panels,), only_nothing=True), Kept((incidents.panels, reviews.panels)))
ASKED_FIRST: tuple[tuple[Waiting, PanelSource], ...] = (
    (people.waiting, people.panels),
    (disclosures.waiting, disclosures.panels),
    (oversight.waiting, oversight.panels),
    (rights_desk.waiting, rights_desk.panels),
)


def panels_for(reader: Reader, programme: Programme, *, now: datetime) -> list[Panel]:
    """All panels for this person, the most urgent first; among equals the shared picture before rooms and trail."""
    found = kept_panels(OF_THE_PICTURE, reader, programme, now)
    for source in _with_something(reader, programme, now):
        found += source(reader, programme, now)
    return sorted(found, key=lambda panel: panel.urgency)


def _with_something(reader: Reader, programme: Programme, now: datetime) -> list[PanelSource]:
    """The sources of rooms and trail that have anything to show this person. One query for all of them."""
    conditions = {
        f"waiting_{number}_{each}": condition
        for number, (waiting, _) in enumerate(ASKED_FIRST)
        for each, condition in enumerate(waiting(reader, programme, now))
    }
    if not conditions:
        return []
    said: dict[str, Any] = Programme.objects.filter(pk=programme.pk).values(**conditions).get()  # type: ignore[assignment]  # names made above
    return [
        source
        for number, (_, source) in enumerate(ASKED_FIRST)
        if any(yes for name, yes in said.items() if name.startswith(f"waiting_{number}_"))
    ]


def own_roles(reader: Reader, programme: UUID, *, now: datetime) -> list[RoleFacts]:
    """The roles the person holds here today, in the order of the table of roles."""
    held = reader.roles_in(programme, today=now.date())
    return [ROLES[role] for role in Role if role in held]


def monday_of(now: datetime) -> datetime:
    """The Monday of this week."""
    return now - timedelta(days=now.weekday())
