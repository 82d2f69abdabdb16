"""A second database role that row-level security does not hold: for this measurement only, in a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from vapenvila.web.site.embedded_postgres import DATABASE, connected

WITH, WITHOUT = "with the wall", "without"
ROLES = {WITH: "vapenvila_app", WITHOUT: "vapenvila_bench_no_wall"}


def make_role() -> None:
    """Give the application's connection a way past the wall. Only ever in the throw-away database of a measurement."""
    role, host = ROLES[WITHOUT], connection.settings_dict["HOST"]
    with connected(f"host={host} user=postgres dbname={DATABASE}") as superuser:
        superuser.execute(f"CREATE ROLE {role} NOLOGIN BYPASSRLS")
        superuser.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        superuser.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
        superuser.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        superuser.execute(f"GRANT {role} TO {ROLES[WITH]} WITH INHERIT FALSE")


@contextmanager
def acting_as(arm: str) -> Iterator[None]:
    """This connection is held by the wall, or is not."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLES[arm]}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def plain_sql(statement: str, *values: object) -> None:
    """One statement as the superuser, whom no wall holds."""
    host = connection.settings_dict["HOST"]
    with connected(f"host={host} user=postgres dbname={DATABASE}") as superuser:
        superuser.execute(statement, values)


def rows_without_a_room(table: str) -> int:
    """What the present role sees of a table of rooms while no room is open: 0 behind the wall."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
