"""On the rows that are really there: nobody and a stranger see none, and each programme sees its own only."""
# ruff: noqa: S608 - the SQL is put together from our own names of tables and columns, never from what users write

from collections.abc import Iterator
from uuid import UUID

from django.db import connection, models

from vapenvila.web.oversight.wall_proof.standpoints import Site
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.catalogue.findings import Finding
from vapenvila.web.wall.catalogue.tables import kind_of, walled_models
from vapenvila.web.wall.declaration import RowKind

NEWEST = 50  # programmes and rooms looked through in one night; a house with more takes the newest ones


def live_attacks(stranger: Site) -> Iterator[Finding]:
    """Counts only; no row is read out."""
    room = next(iter(stranger.rooms.values())).pk
    programmes = list(Programme.objects.order_by("-created_at").values_list("pk", flat=True)[:NEWEST])
    rooms = list(Room.objects.order_by("-pk").values_list("pk", "programme")[:NEWEST])
    for model in walled_models():
        table, kind = model._meta.db_table, kind_of(model)
        with acting():
            yield _none(f"Nobody reads {table}", model)
        with acting(programmes=[stranger.programme.pk], room=room):
            yield _none(f"A programme of today reads {table}", model)
        if kind is RowKind.SHARED:
            for programme in programmes:
                with acting(programmes=[programme]):
                    yield _none(
                        f"A programme reads another's {table}", model, "programme_id <> %s", programme
                    )
        else:
            lies = "room_id <> %s" if kind is RowKind.ROOM else "%s NOT IN (from_room_id, to_room_id)"
            for own, programme in rooms:
                with acting(programmes=[programme], room=own):
                    yield _none(f"A room reads another's {table}", model, lies, own)


def _none(question: str, model: type[models.Model], lies: str = "true", *values: UUID) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{model._meta.db_table}" WHERE {lies})', values)
        found = cursor.fetchone()[0]
    return Finding(question, f"{question}: there are rows" if found else "")
