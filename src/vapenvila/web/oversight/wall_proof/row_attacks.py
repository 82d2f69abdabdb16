"""Every role, from here, from another room, from elsewhere and from nowhere, against every table behind the wall."""
# ruff: noqa: S608 - the SQL is put together from our own names of tables and columns, never from what users write

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import Error, connection, models, transaction

from vapenvila.rules.roles import AgencyKind
from vapenvila.web.oversight.wall_proof.canary_rows import NotPlantedError, is_refusal, key_of, may_add, plant
from vapenvila.web.oversight.wall_proof.made_up_rows import MadeUpRows, where_it_lies
from vapenvila.web.oversight.wall_proof.standpoints import Site, Standpoint, may_see, standpoints
from vapenvila.web.partners.models import Room
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.findings import Finding
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind


@dataclass(frozen=True, slots=True)
class Planted:
    """A made-up row in a table behind the wall, and where it lies."""

    model: type[models.Model]
    kind: RowKind
    key: Any
    rooms: tuple[Room, ...]  # that read it
    parties: tuple[Room, ...]  # that may write such a row; both ends of the door, though only one may read it
    where: dict[str, UUID]


def row_attacks(here: Site, elsewhere: Site, *, today: date) -> Iterator[Finding]:
    """Plant a row in each table and let every standpoint try to read, change, remove, move and add."""
    made_up = MadeUpRows(here)
    points = list(standpoints(here, elsewhere, today=today))
    for model in walled_models():
        if not may_add(
            model
        ):  # no row can be planted there; the rows that are there are tried in live_attacks
            continue
        try:
            planted = _planted(model, here, made_up)
        except NotPlantedError as problem:
            yield Finding(f"{model._meta.db_table}: row planted", str(problem))
            continue
        for point in points:
            allowed = may_see(point.reader, planted.kind, here, planted.rooms, today=today)
            party = may_see(point.reader, planted.kind, here, planted.parties, today=today)
            yield from _tries(planted, point, allowed=allowed, party=party)


def _planted(model: type[models.Model], here: Site, made_up: MadeUpRows) -> Planted:
    kind = kind_of(model) or RowKind.ROOM
    police, social = here.rooms[AgencyKind.POLICE], here.rooms[AgencyKind.SOCIAL]
    rooms: tuple[Room, ...] = ()
    parties: tuple[Room, ...] = ()
    where = where_it_lies(model, here)
    if kind is RowKind.ROOM:
        rooms = parties = (police,)
    elif kind is RowKind.DOOR:
        parties = (police, social)
        rooms = (police,) if _one_end_reads(model) else parties
    with acting(programmes=[here.programme.pk], room=police.pk):
        return Planted(model, kind, made_up.one(model), rooms, parties, where)


def _one_end_reads(model: type[models.Model]) -> bool:
    return str(getattr(model, "also_asked_by_the_wall", "")).startswith("room_id = ")


def _tries(planted: Planted, point: Standpoint, *, allowed: bool, party: bool) -> Iterator[Finding]:
    table, key = planted.model._meta.db_table, key_of(planted.model)
    own = f'"{table}" WHERE "{key}" = %s'
    programmes = [point.programme] if point.programme else []
    with acting(user=point.reader.user, programmes=programmes, room=point.room):
        seen = _touched(f"SELECT 1 FROM {own}", planted.key)
        narrower = _narrower(planted)
        wrong = seen > 0 if not allowed else seen == 0 and not narrower
        how = "reads" if seen else "does not read"
        yield Finding(
            f"{table}: {point.words} reads", f"{point.words} {how} a row of {table}" if wrong else ""
        )
        if allowed:
            return
        column = next(iter(planted.where))
        for act, statement in (
            ("changes", f'UPDATE "{table}" SET "{column}" = "{column}" WHERE "{key}" = %s'),
            ("removes", f"DELETE FROM {own}"),
        ):
            done = _touched(statement, planted.key)
            yield Finding(
                f"{table}: {point.words} {act}", f"{point.words} {act} a row of {table}" if done else ""
            )
        if not party:
            yield _adds(planted, point)


def _narrower(planted: Planted) -> bool:
    """Whether not everybody reads the row who may read such rows: a shared one of one room, or one person's in a room."""
    of_one_room = planted.kind is RowKind.SHARED and "room_id" in planted.where
    return of_one_room or bool(getattr(planted.model, "narrower_than_its_room", False))


def _touched(statement: str, *values: Any) -> int:
    """Rows touched; a refusal touches none. Any other error means that the row was reached."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return int(cursor.rowcount)
    except Error as problem:
        return 0 if is_refusal(problem) else 1


def _adds(planted: Planted, point: Standpoint) -> Finding:
    table = planted.model._meta.db_table
    added = True
    try:
        with transaction.atomic():
            plant(planted.model, planted.where)
    except NotPlantedError as problem:
        added = not problem.refused  # a row that stumbles on a constraint has passed the wall
    return Finding(f"{table}: {point.words} adds", f"{point.words} adds a row to {table}" if added else "")
