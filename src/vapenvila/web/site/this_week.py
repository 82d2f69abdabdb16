"""What needs this person now: the panels of every part of the house, the most urgent first."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import ROLES, Role, RoleFacts
from vapenvila.web.access.kept_panels import Kept, kept_panels
from vapenvila.web.access.panel import Panel, PanelSource, Rows, Waiting
from vapenvila.web.disclosures import this_week as disclosures
from vapenvila.web.group_audit import this_week as group_audit
from vapenvila.web.groups import this_week as groups
from vapenvila.web.incident_coding import this_week as incident_coding
from vapenvila.web.incidents import this_week as incidents
from vapenvila.web.oversight import this_week as oversight
from vapenvila.web.partners.models import Programme
from vapenvila.web.people import this_week as people
from vapenvila.web.reviews import this_week as reviews
from vapenvila.web.rights_desk import this_week as rights_desk
from vapenvila.web.site import first_steps

OF_THE_PICTURE = (
    Kept((first_steps.panels,), only_nothing=True),
    Kept(
        (
            incidents.panels,
            groups.panels,
            group_audit.panels,
            reviews.panels,
            incident_coding.panels,
            oversight.shared_panels,
        )
    ),
)
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
    asked = [
        (source, condition)
        for waiting, source in ASKED_FIRST
        for condition in waiting(reader, programme, now)
    ]
    there = iter(_there([condition for _, condition in asked if isinstance(condition, Rows)]))
    yes = [
        source
        for source, condition in asked
        if (condition is True or (condition is not False and next(there)))
    ]
    return [source for _, source in ASKED_FIRST if source in yes]


def _there(asked: list[Rows]) -> tuple[bool, ...]:
    """Whether there is any such row, for each."""
    if not asked:
        return ()
    each = [f'EXISTS (SELECT 1 FROM "{rows.model._meta.db_table}" WHERE {rows.where})' for rows in asked]  # noqa: S608 — words of ours
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(each), [value for rows in asked for value in rows.values])
        found: tuple[bool, ...] = cursor.fetchone()
    return found


def own_roles(reader: Reader, programme: UUID, *, now: datetime) -> list[RoleFacts]:
    """The roles the person holds here today, in the order of the table of roles."""
    held = reader.roles_in(programme, today=timezone.localdate(now))
    return [ROLES[role] for role in Role if role in held]


def monday_of(now: datetime) -> datetime:
    """The Monday of this week."""
    return now - timedelta(days=now.weekday())
