"""Ties: the list of a window, those of a person, one of them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vapenvila.rules.tie import WINDOW
from vapenvila.web.memberships.models import Tie
from vapenvila.web.memberships.queries.in_sight import ties_in_sight
from vapenvila.web.people.models import Person


def ties_listed(room: UUID, *, today: date, years: int = WINDOW, kind: str = "") -> "QuerySet[Tie]":
    """Ties within the window, newest first."""
    rows = ties_in_sight(room, today=today, years=years)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-on", "pk")


def ties_of(person: Person, *, today: date, years: int = WINDOW) -> "QuerySet[Tie]":
    """Ties of a person and of the records merged into it."""
    rows = ties_in_sight(person.room_id, today=today, years=years)
    return rows.filter(Q(one=person.pk) | Q(other=person.pk)).order_by("-on", "pk")


def tie_in(room: UUID, tie: UUID, *, today: date, years: int) -> Tie | None:
    """One tie of the room, within the longest window."""
    return ties_in_sight(room, today=today, years=years).filter(pk=tie).first()
