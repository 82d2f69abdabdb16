"""A checksum of every table: equal sums mean equal rows, in whatever order they lie."""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql

SPELLING = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
)
# The hashes of all rows, added up: needs no sorting and no memory, and every changed row changes the sum.
SUM = """
SELECT count(*),
       coalesce(sum(('x' || substr(hash, 1, 16))::bit(64)::bigint::numeric), 0)::text || ' ' ||
       coalesce(sum(('x' || substr(hash, 17, 16))::bit(64)::bigint::numeric), 0)::text
FROM (SELECT md5(row_of_table::text) AS hash FROM {} AS row_of_table) AS hashes
"""


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    """Every table of the schema."""
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [str(name) for (name,) in rows]


def table_sums(
    connection: psycopg.Connection[Any], tell: Callable[[int, int], None] = lambda _done, _of: None
) -> dict[str, dict[str, Any]]:
    """Number of rows and checksum of every table, as the connection sees them. Tells tables done, of how many."""
    for setting in SPELLING:
        connection.execute(setting)
    sums, names = {}, tables(connection)
    for done, table in enumerate(names, start=1):
        row = connection.execute(sql.SQL(SUM).format(sql.Identifier("public", table))).fetchone()
        assert row is not None  # noqa: S101 — an aggregate always gives a row
        sums[table] = {"rows": int(row[0]), "sum": str(row[1])}
        tell(done, len(names))
    return sums
