"""Ties, pseudonyms and groups of the people of one room, as far as they are in sight today."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Aggregate, BinaryField, Q

from vapenvila.web.memberships.models import Tie
from vapenvila.web.memberships.queries.in_sight import memberships_in_sight, ties_in_sight
from vapenvila.web.people.models import Person


class PackedEnds(Aggregate):
    """Two columns of identities as one value: 32 bytes a row, so that no row becomes an object on the way."""

    name = "PackedEnds"
    template = "string_agg(uuid_send(%(expressions)s), ''::bytea)"
    arg_joiner = ") || uuid_send("
    output_field = BinaryField()


def ties_of_room(room: UUID, *, today: date, years: int) -> bytes:
    """The two people of each record within the window, each under the record in which they live now (`network.packed`)."""
    rows = ties_in_sight(room, today=today, years=years).select_related(None)
    with _each_table_read_once():
        return bytes(rows.aggregate(ends=PackedEnds("one", "other"))["ends"] or b"")


@contextmanager
def _each_table_read_once() -> Iterator[None]:
    """Until the end of the block tables are joined by reading each once. In a transaction; what fails is undone with it.

    PostgreSQL counts the rows of a room that was just filled a minute later; until then it takes the room for empty and looks
    through all of its people for each tie: 0.6 s for 6,000 ties instead of 0.01.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def records_between(room: UUID, one: UUID, other: UUID, *, today: date, years: int) -> list[Tie]:
    """The records that tie two people, the newest first."""
    rows = ties_in_sight(room, today=today, years=years)
    return list(rows.filter(Q(one=one, other=other) | Q(one=other, other=one)).order_by("-on", "pk"))


def pseudonyms(room: UUID, people: Iterable[UUID]) -> dict[UUID, str]:
    """What pages call these people."""
    rows = Person.objects.filter(room=room, pk__in=list(people))
    return dict(rows.values_list("pk", "pseudonym"))


def groups_of_people(room: UUID, *, today: date) -> dict[UUID, list[str]]:
    """Codes of the groups that people are said to belong to, by memberships in use."""
    rows = memberships_in_sight(room, today=today).select_related(None).order_by("group__number")
    found: dict[UUID, list[str]] = {}
    for person, code in rows.values_list("who", "group__code"):  # type: ignore[misc]  # annotated
        found.setdefault(person, []).append(code)
    return found
