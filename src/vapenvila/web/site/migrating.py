"""Creating and updating roles, tables and the wall. Safe to repeat, to run twice at once, and to kill."""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from vapenvila.web.site.databases import prepare_outside_server

ONE_AT_A_TIME = 7_626_001  # any number that nobody else locks


def migrate(*, verbosity: int = 0) -> None:
    """Bring the database to the state of this version."""
    prepare_outside_server()
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    try:
        call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    finally:
        owner.close()  # ends the lock


def is_current() -> bool:
    """Whether every migration of this version is in the database."""
    owner = connections["owner"]
    try:
        executor = MigrationExecutor(owner)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    finally:
        owner.close()
