"""The one gate of list, map, search, count and export: statements in use, not late, of people who may be listed.

The same as `rules/membership.in_sight` and `rules/tie`, for the database to answer; a property test compares them.
"""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from vapenvila.rules.person_mark import SUSPECTED
from vapenvila.rules.tie import WINDOW, window_start
from vapenvila.web.memberships.models import MembershipStatement, Tie
from vapenvila.web.memberships.models.statement import IN_USE
from vapenvila.web.people.registry import set_aside
from vapenvila.web.people.vocabulary import PersonState

MARKS = sorted(SUSPECTED)


def may_be_listed(person: str, *, today: date) -> Q:
    """`rules/person_listing.may_be_listed` of the person under this name, or of the record it was merged into (S12, S13)."""
    merged = f"{person}__merged_into"
    alone = Q(**{f"{merged}__isnull": True}) & _listed(person, today)
    return Q(**{f"{person}__mark__in": MARKS}) & (
        alone | (Q(**{f"{merged}__isnull": False}) & _listed(merged, today))
    )


def _listed(person: str, today: date) -> Q:
    grown = Q(**{f"{person}__adult_from__lte": today}) | Q(
        **{f"{person}__adult_from__isnull": True, f"{person}__protective_track": False}
    )
    known = {
        f"{person}__state": PersonState.ACTIVE,
        f"{person}__mark__in": MARKS,
        f"{person}__age_known": True,
        f"{person}__review_by__gte": today,
    }
    return Q(**known) & grown


def living(person: str) -> Coalesce:
    """The record in which this person lives now."""
    return Coalesce(F(f"{person}__merged_into"), F(person))


def _not_aside(rows: "QuerySet[MembershipStatement]", room: UUID) -> "QuerySet[MembershipStatement]":
    aside = set_aside(room)
    return rows.exclude(Q(person__in=aside) | Q(person__merged_into__in=aside)) if aside else rows


def memberships_in_sight(room: UUID, *, today: date) -> "QuerySet[MembershipStatement]":
    """Statements of the room that are in use today."""
    rows = MembershipStatement.objects.filter(room=room, state__in=IN_USE, review_by__gte=today)
    rows = _not_aside(rows.filter(may_be_listed("person", today=today)), room)
    return rows.annotate(who=living("person")).select_related("person__merged_into", "group")


def memberships_waiting(room: UUID, *, today: date) -> "QuerySet[MembershipStatement]":
    """Drafts and reviewed statements that have not come into use, of people who may be listed."""
    rows = MembershipStatement.objects.filter(room=room, review_by__gte=today).exclude(
        state__in=(*IN_USE, "withdrawn")
    )
    rows = _not_aside(rows.filter(may_be_listed("person", today=today)), room)
    return rows.annotate(who=living("person")).select_related("person__merged_into", "group", "author")


def ties_in_sight(room: UUID, *, today: date, years: int = WINDOW) -> "QuerySet[Tie]":
    """Ties of the room whose record lies within the window, of people who may both be listed, not of one with themselves."""
    rows = Tie.objects.filter(
        room=room, ended_at__isnull=True, on__gte=window_start(today, years=years), on__lte=today
    )
    rows = rows.filter(may_be_listed("person_a", today=today) & may_be_listed("person_b", today=today))
    rows = rows.annotate(one=living("person_a"), other=living("person_b")).exclude(one=F("other"))
    if aside := set_aside(room):
        rows = rows.exclude(Q(one__in=aside) | Q(other__in=aside))
    return rows.select_related("person_a__merged_into", "person_b__merged_into")
