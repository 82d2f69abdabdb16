"""Statements of membership: the list, one of them, those of a person, counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vapenvila.rules.membership import TOLD_BEFORE_IT_RUNS_OUT
from vapenvila.rules.retention_table import GRACE_DAYS
from vapenvila.web.memberships.models import MembershipStatement
from vapenvila.web.memberships.queries.in_sight import memberships_in_sight, memberships_waiting
from vapenvila.web.memberships.vocabulary import State
from vapenvila.web.people.models import Person
from vapenvila.web.people.registry import set_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a list is filtered by. Empty: not filtered."""

    group: UUID | None = None
    role: str = ""
    state: str = ""
    soon: bool = False


def listed(room: UUID, chosen: Chosen, *, today: date) -> "QuerySet[MembershipStatement]":
    """Statements for the list: those in use, or those that wait (`state` draft or reviewed)."""
    waits = chosen.state in (State.DRAFT, State.REVIEWED)
    rows = memberships_waiting(room, today=today) if waits else memberships_in_sight(room, today=today)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.group:
        rows = rows.filter(group=chosen.group)
    if chosen.role:
        rows = rows.filter(role=chosen.role)
    if chosen.soon:
        rows = rows.filter(review_by__lte=today + TOLD_BEFORE_IT_RUNS_OUT)
    return rows.order_by("group__number", "role", "person__pseudonym", "pk")


def statement_in(room: UUID, statement: UUID, *, today: date) -> MembershipStatement | None:
    """One statement of the room, also a late one within its days of grace; nothing of whoever is set aside."""
    aside = set_aside(room)
    rows = MembershipStatement.objects.select_related(
        "person__merged_into", "person__room", "group", "author", "reviewer", "disputed_by", "ended_by",
        "room__agency", "room__programme",
    )  # fmt: skip
    rows = rows.filter(room=room, pk=statement, review_by__gte=today - timedelta(days=GRACE_DAYS))
    return rows.exclude(Q(person__in=aside) | Q(person__merged_into__in=aside)).first()


def statements_of(person: Person, *, today: date) -> list[MembershipStatement]:
    """Statements on a person and on the records merged into it that are in use or wait."""
    mine = Q(person=person) | Q(person__merged_into=person)
    rows = [
        *memberships_in_sight(person.room_id, today=today).filter(mine),
        *memberships_waiting(person.room_id, today=today).filter(mine),
    ]
    return sorted(rows, key=lambda row: (row.group.number, row.pk))


def open_statement(person: Iterable[UUID], group: UUID) -> MembershipStatement | None:
    """The statement on one of these records and this group that has not been withdrawn."""
    rows = MembershipStatement.objects.filter(person__in=list(person), group=group)
    return rows.exclude(state=State.WITHDRAWN).first()


def members_by_group(room: UUID, *, today: date, on: date | None = None) -> dict[UUID, int]:
    """How many different people are stated, undisputed, to belong to each group on a day. Counts, and nothing of whom."""
    day = on or today
    rows = memberships_in_sight(room, today=today).filter(state=State.CURRENT, from_on__lte=day)
    rows = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=day))
    return dict(
        rows.order_by()
        .values("group")
        .annotate(people=Count("who", distinct=True))
        .values_list("group", "people")
    )
